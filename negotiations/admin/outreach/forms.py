"""What a person types about prospects; a form checks, its command decides."""

from typing import Any

from django import forms

from campaigns.domain.outreach.compliance.jurisdictions import Entity
from campaigns.domain.roster.columns import TITLES
from campaigns.domain.roster.parsing import Roster, parse_roster
from campaigns.models import Approach, Campaign
from negotiations.admin.forms import ReasonForm

_TYPED = (
    *("name", "email", "platform", "handle", "average_views", "engagement_rate", "followers"),
    *("min_rate", "max_rate"),
)


class FactsForm(ReasonForm):
    """What a person knows of somebody better than the sheet."""

    country = forms.CharField(
        required=False, max_length=2, label="Country", help_text="two letters: US, DE"
    )
    time_zone = forms.CharField(
        required=False, max_length=60, label="Time zone", help_text="America/New_York"
    )
    entity = forms.ChoiceField(
        label="Writes as", choices=[(e.value, e.value.replace("_", " ")) for e in Entity]
    )
    consent = forms.CharField(
        required=False, max_length=200, label="Consent", help_text="where it is recorded"
    )
    source = forms.CharField(
        required=False,
        max_length=200,
        label="Where the address was found",
        help_text="it is said in the first mail",
    )
    do_not_contact = forms.CharField(
        required=False, max_length=200, label="Never contact", help_text="why; empty: they may be"
    )
    field_order = (
        *("country", "time_zone", "entity", "consent", "source", "do_not_contact", "reason"),
    )

    @classmethod
    def of(cls, approach: Approach) -> "FactsForm":
        """Return the form filled with what is known."""
        names = [name for name in cls.field_order if name != "reason"]
        return cls(initial={name: getattr(approach, name) for name in names})

    def facts(self) -> dict[str, Any]:
        """Return the facts as they stand in the form."""
        given = {k: v for k, v in self.cleaned_data.items() if k != "reason"}
        return given | {"country": given["country"].upper()}


class ProspectForm(forms.Form):
    """A prospect by hand: the cells of one row, read as a sheet's are."""

    campaign = forms.ModelChoiceField(Campaign.objects.none())
    name = forms.CharField(max_length=200)
    email = forms.CharField(required=False, max_length=254, label="Email")
    platform = forms.CharField(max_length=40, help_text="Instagram, TikTok, YouTube")
    handle = forms.CharField(required=False, max_length=300, help_text="@name or a link")
    average_views = forms.CharField(required=False, max_length=30, help_text="48.2K")
    engagement_rate = forms.CharField(required=False, max_length=30, help_text="3.1%")
    followers = forms.CharField(required=False, max_length=30)
    min_rate = forms.CharField(required=False, max_length=30)
    max_rate = forms.CharField(required=False, max_length=30)
    country = forms.CharField(required=False, max_length=40)
    source = forms.CharField(required=False, max_length=200, label="Where the address was found")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["campaign"]
        field.queryset = Campaign.objects.exclude(status__in=Campaign.OVER).order_by("name")

    def roster(self) -> Roster:
        """Return the row as a roster of one."""
        cells = {TITLES[name][0]: self.cleaned_data[name] for name in _TYPED}
        cells |= {name.title(): self.cleaned_data[name] for name in ("country", "source")}
        return parse_roster(list(cells), [list(cells.values())])

    def clean(self) -> dict[str, Any]:
        """Name the cell that makes the row unusable beside its field."""
        data = super().clean() or {}
        if self.errors:
            return data
        roster = self.roster()
        # A cell that was left empty is unknown; one that cannot be read is said at once.
        for row in [r for r in roster.skipped if r.value or not r.is_row_kept]:
            name = next((n for n in _TYPED if TITLES[n][0] == row.column or n == row.column), None)
            self.add_error(name, row.reason)
        return data
