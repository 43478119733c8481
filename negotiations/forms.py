"""What people type on negotiation pages."""

from typing import Any

from django import forms

from negotiations.models import Message, Thread
from negotiations.queries import CLOSED_STATES


class ReasonForm(forms.Form):
    """Why: every change by hand says so."""

    reason = forms.CharField(max_length=500, label="Reason")


class AmountForm(ReasonForm):
    """An amount in the negotiation's currency."""

    amount = forms.DecimalField(min_value=0, max_digits=14, decimal_places=3, label="Amount")
    field_order = ("amount", "reason")


class WriteForm(ReasonForm):
    """A mail in a person's own words."""

    body = forms.CharField(
        max_length=20000,
        label="Your email",
        widget=forms.Textarea(attrs={"class": "p-letter"}),
        help_text="It passes the same gate as the agent's: only amounts and promises on record.",
    )
    field_order = ("body", "reason")


class RejectForm(ReasonForm):
    """The end, with a polite mail or without."""

    is_silent = forms.BooleanField(required=False, label="End it without an email")
    field_order = ("reason", "is_silent")


class ApproveForm(forms.Form):
    """A draft as it leaves; the person may have changed its words."""

    body = forms.CharField(max_length=20000, required=False, strip=False)
    reason = forms.CharField(max_length=500, required=False)

    def clean_body(self) -> str | None:
        """Return the edited words; nothing typed means as it is."""
        return self.cleaned_data["body"] or None


class AttachForm(ReasonForm):
    """Which negotiation an unmatched mail belongs to."""

    thread_id = forms.TypedChoiceField(coerce=int, label="Negotiation")
    field_order = ("thread_id", "reason")

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thread_id"].choices = self._choices(message)  # type: ignore[attr-defined]

    def _choices(self, message: Message) -> list[tuple[int, str]]:
        """Return the mailbox's newest negotiations, open ones first."""
        threads = Thread.objects.filter(mailbox_id=message.mailbox_id).select_related(
            "influencer", "campaign"
        )
        newest = list(threads.order_by("-updated_at")[:300])
        newest.sort(key=lambda thread: thread.state in CLOSED_STATES)
        return [
            (t.pk, f"{t.influencer.name} · {t.campaign.name} · {t.state.replace('_', ' ')}")
            for t in newest
        ]
