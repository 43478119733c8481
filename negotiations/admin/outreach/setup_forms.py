"""What a person sets of the daily cycle; a form checks, its command decides."""

from typing import Any

from django import forms

from campaigns.domain.outreach.plan import STANDING_APPROVAL_DAYS
from campaigns.domain.roster.accounts import PLATFORMS
from campaigns.models import CampaignOutreach, OutreachSettings
from integrations.models import Mailbox
from negotiations.admin.forms import ReasonForm
from negotiations.models import OutreachTemplate
from negotiations.outreach.orders import safety_of

_DAYS = [(str(i), name) for i, name in enumerate(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])]
_COUNTS = ("max_new_leads_per_day", "max_outreach_per_day", "max_followups_per_day")
_PLATFORMS = [(name, name) for name in sorted(set(PLATFORMS.values()))]
_BANDS = ("under 10 k", "under 100 k", "under 500 k", "under 1 M", "1 M and more")


class HouseForm(ReasonForm):
    """The house's limits: what one day may bring at most, and when mail may leave."""

    max_new_leads_per_day = forms.IntegerField(min_value=0, label="Prospects taken in a day")
    max_outreach_per_day = forms.IntegerField(min_value=0, label="First touches a day")
    max_followups_per_day = forms.IntegerField(min_value=0, label="Follow-ups a day")
    send_window_start = forms.TimeField(label="From", help_text="on the recipient's own clock")
    send_window_end = forms.TimeField(label="Until")
    send_weekdays = forms.MultipleChoiceField(
        choices=_DAYS, label="On", widget=forms.CheckboxSelectMultiple
    )
    min_gap_seconds = forms.IntegerField(min_value=0, label="Least seconds between two mails")
    max_gap_seconds = forms.IntegerField(min_value=0, label="Most seconds between two mails")
    mailbox_total_per_24h = forms.IntegerField(min_value=0, label="All mails of a mailbox a day")
    reply_reserve = forms.IntegerField(min_value=0, label="Kept of these for replies")
    blocked_domains = forms.CharField(
        required=False, label="Blocked domains", help_text="with commas; subdomains count"
    )
    system_paused = forms.BooleanField(required=False, label="Let no cold mail leave at all")
    field_order = (
        *_COUNTS,
        *("send_window_start", "send_window_end", "send_weekdays", "min_gap_seconds"),
        *("max_gap_seconds", "mailbox_total_per_24h", "reply_reserve", "blocked_domains"),
        *("system_paused", "reason"),
    )

    @classmethod
    def of(cls, row: OutreachSettings) -> "HouseForm":
        """Return the form filled with what holds."""
        safety = safety_of(row)
        named = {n: getattr(safety, n) for n in cls.field_order if hasattr(safety, n)}
        named |= {name: getattr(row, name) for name in _COUNTS}
        named["blocked_domains"] = ", ".join(safety.blocked_domains)
        named["send_weekdays"] = [str(day) for day in safety.send_weekdays]
        return cls(initial=named)

    def given(self) -> dict[str, Any]:
        """Return the settings as their command takes them."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in (*_COUNTS, "reason")}
        data["send_weekdays"] = tuple(int(day) for day in data["send_weekdays"])
        data["blocked_domains"] = _words(data["blocked_domains"])
        return {**{name: self.cleaned_data[name] for name in _COUNTS}, "safety": data}


class TargetForm(ReasonForm):
    """Whom a campaign looks for, and by which mailboxes."""

    views_min = forms.IntegerField(required=False, min_value=0, label="Average views from")
    views_max = forms.IntegerField(required=False, min_value=0, label="to")
    engagement_target = forms.DecimalField(
        required=False, min_value=0, max_digits=7, decimal_places=3, label="Engagement in percent"
    )
    primary_platform = forms.ChoiceField(
        required=False, choices=[("", "any"), *_PLATFORMS], label="Platform"
    )
    accepted_platforms = forms.MultipleChoiceField(
        required=False,
        choices=_PLATFORMS,
        label="Also accepted",
        widget=forms.CheckboxSelectMultiple,
    )
    markets = forms.CharField(required=False, label="Markets", help_text="US, CA")
    follower_band = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "any"), *enumerate(_BANDS)],
        label="Followers",
    )
    max_per_day = forms.IntegerField(min_value=0, label="Cold mails a day")
    target_agreements = forms.IntegerField(required=False, min_value=1, label="Agreements wanted")
    time_zone = forms.CharField(max_length=60, label="Time zone where nothing else is known")
    mailboxes = forms.ModelMultipleChoiceField(
        Mailbox.objects.none(),
        required=False,
        label="Mailboxes",
        help_text="none: the configured one",
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = (
        *("views_min", "views_max", "engagement_target", "primary_platform"),
        *("accepted_platforms", "markets", "follower_band", "max_per_day", "target_agreements"),
        *("time_zone", "mailboxes", "reason"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mailboxes"]
        field.queryset = Mailbox.objects.order_by("address")

    @classmethod
    def of(cls, row: CampaignOutreach) -> "TargetForm":
        """Return the form filled with what holds."""
        named = {n: getattr(row, n) for n in cls.field_order if n not in ("mailboxes", "reason")}
        named["markets"] = ", ".join(row.markets)
        named["mailboxes"] = list(row.mailboxes.all()) if row.pk else []
        return cls(initial=named)

    def given(self) -> dict[str, Any]:
        """Return the target as its command takes it."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "reason"}
        data["markets"] = [code.upper() for code in _words(data["markets"])]
        data["mailboxes"] = list(data["mailboxes"])
        return data


class SwitchForm(ReasonForm):
    """Where the assessment is kept that lets a campaign write to strangers."""

    assessment = forms.CharField(
        max_length=200,
        label="Legitimate-interest assessment",
        help_text="where it is kept (GDPR Art. 6(1)(f))",
    )
    field_order = ("assessment", "reason")


class StandingForm(ReasonForm):
    """For how long plans of approved templates arm themselves."""

    days = forms.IntegerField(
        min_value=0,
        max_value=STANDING_APPROVAL_DAYS,
        help_text=f"at most {STANDING_APPROVAL_DAYS}; 0 takes it back",
    )
    field_order = ("days", "reason")


class TemplateForm(forms.Form):
    """A new version of a cold mail's words."""

    name = forms.SlugField(max_length=60)
    touch = forms.TypedChoiceField(coerce=int, choices=OutreachTemplate.Touch.choices)
    weight = forms.IntegerField(min_value=1, initial=1, label="Share of the prospects")
    subject = forms.CharField(
        required=False, max_length=200, help_text="of a first touch; a follow-up keeps it"
    )
    body = forms.CharField(
        label="Email", strip=False, widget=forms.Textarea(attrs={"class": "p-letter"})
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
