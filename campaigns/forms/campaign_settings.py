"""A campaign's settings on one form: what was left as it is, is not sent."""

from typing import Any

from django import forms

from campaigns.domain.brief.form import FIELDS, Kind
from campaigns.domain.settings import AUTONOMIES, OPENINGS, PLAYBOOKS
from campaigns.models import Campaign
from integrations.models import Mailbox

# The budget and the approval limit stand above under their own names; a path may have two fields.
_ABOVE = {
    "budget": "budget_amount",
    "budget_constraints.max_cost_without_approval": "approval_amount",
}
TERMS = {entry.path: entry for entry in FIELDS if entry.path not in _ABOVE}
_LONG = frozenset({"goals.business_context", "requirements.exclusivity_description"})


def _choices(*values: str) -> list[tuple[str, str]]:
    return [(value, value.replace("_", " ")) for value in values]


class SettingsForm(forms.Form):
    """Everything of a campaign that may be set, as it is now."""

    autonomy = forms.ChoiceField(choices=_choices(*AUTONOMIES), label="Which emails wait")
    opening = forms.ChoiceField(choices=_choices(*OPENINGS), label="First email")
    playbook = forms.ChoiceField(
        choices=[("", "as it is"), *_choices(*PLAYBOOKS)], required=False, label="Playbook"
    )
    reminder_hours = forms.IntegerField(min_value=1, label="Reminder after hours")
    stale_hours = forms.IntegerField(min_value=1, label="Stale after hours")
    over_offer_factor = forms.DecimalField(
        min_value=1, max_value=5, decimal_places=2, label="Open offers up to the budget times"
    )
    mailbox = forms.ChoiceField(required=False, label="Mailbox")
    hidden_rows = forms.BooleanField(required=False, label="Write to people on hidden rows, too")
    budget_amount = forms.CharField(required=False, max_length=60, label="Campaign budget")
    approval_amount = forms.CharField(
        required=False, max_length=60, label="Most amount without approval"
    )

    def __init__(self, data: Any = None, *, campaign: Campaign) -> None:
        super().__init__(data, initial=_initial(campaign))
        addresses = Mailbox.objects.order_by("id").values_list("address", flat=True)
        box: Any = self.fields["mailbox"]
        box.choices = [("", "the house's first"), *((a, a) for a in addresses)]
        self.terms: dict[str, str] = {}
        for number, entry in enumerate(TERMS.values()):
            key = f"term_{number}"
            self.terms[key] = entry.path
            self.fields[key] = forms.CharField(
                label=" ".join(entry.name.split()),
                required=False,
                max_length=2000,
                initial=_shown(campaign.brief.get(entry.path), entry.kind),
                widget=forms.Textarea({"rows": 2}) if entry.path in _LONG else forms.TextInput(),
            )
        self.fields["reason"] = forms.CharField(max_length=500, label="Reason")

    def given(self) -> dict[str, Any]:
        """Return what was changed, by the names of the settings."""
        changed = [name for name in self.changed_data if name != "reason"]
        return {self.terms.get(name, name): self.cleaned_data[name] for name in changed}


def _initial(campaign: Campaign) -> dict[str, Any]:
    amounts = {name: campaign.brief.get(path) or "" for path, name in _ABOVE.items()}
    return {
        "autonomy": campaign.autonomy,
        "opening": campaign.opening,
        "playbook": "",
        "reminder_hours": campaign.reminder_after_hours,
        "stale_hours": campaign.stale_after_hours,
        "over_offer_factor": campaign.over_offer_factor,
        "mailbox": campaign.mailbox_address,
        "hidden_rows": campaign.takes_hidden_rows,
        **amounts,
    }


def _shown(value: Any, kind: Kind) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if kind is Kind.OPTIMIZE:
        return str(value).replace("_", " ")
    return str(value)
