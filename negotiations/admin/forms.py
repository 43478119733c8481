"""What people type on negotiation pages."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from campaigns.models import Contact
from negotiations.commands.mail.senders import Said
from negotiations.domain.letters.endings import ENDINGS
from negotiations.domain.pricing.playbook_rules import BUILT_IN
from negotiations.domain.pricing.policy import (
    ALWAYS,
    AUTONOMOUS,
    ESCALATE,
    EXIT,
    FIRMNESS,
    LEVERS_FIRST,
    NEVER,
    Playbook,
)
from negotiations.domain.terms.levers import DEFAULT_ORDER
from negotiations.domain.terms.states import CLOSED
from negotiations.models import Message, Thread


class ReasonForm(forms.Form):
    """Why: every change by hand says so."""

    reason = forms.CharField(max_length=500, label="Reason")


class AmountForm(ReasonForm):
    """An amount in the negotiation's currency."""

    amount = forms.DecimalField(min_value=0, max_digits=14, decimal_places=3, label="Amount")
    breaks_final = forms.BooleanField(
        required=False,
        label="I know that this goes above what we called our final offer",
        help_text="needed only where we named one; an offer's mail then says so",
    )
    field_order = ("amount", "breaks_final", "reason")


class WriteForm(ReasonForm):
    """A mail in a person's own words."""

    body = forms.CharField(
        max_length=20000,
        label="Your email",
        widget=forms.Textarea(attrs={"class": "p-letter"}),
        help_text="It passes the same gate as the agent's: only amounts and promises on record.",
    )
    field_order = ("body", "reason")


class GuidanceForm(ReasonForm):
    """A page of guidance as its next version."""

    text = forms.CharField(
        label="Text",
        strip=False,
        widget=forms.Textarea(attrs={"class": "p-letter", "rows": 28, "spellcheck": "true"}),
        help_text="Words that may stand in a mail are quoted with “> ”; amounts come from the "
        "offer, as {offer}. It is checked when you save it.",
    )
    field_order = ("text", "reason")


class RejectForm(ReasonForm):
    """The end, with a polite mail or without."""

    ending = forms.ChoiceField(
        choices=list(ENDINGS.items()),
        required=False,
        label="What the mail says",
        help_text="never the price, never their work",
    )
    is_silent = forms.BooleanField(required=False, label="End it without an email")
    field_order = ("ending", "reason", "is_silent")

    def clean_ending(self) -> str:
        """Return the ending; nothing chosen means ours."""
        return self.cleaned_data["ending"] or "ours"


class ApproveForm(forms.Form):
    """A draft as it leaves; the person may have changed its words."""

    body = forms.CharField(max_length=20000, required=False, strip=False)
    reason = forms.CharField(max_length=500, required=False)

    def clean_body(self) -> str | None:
        """Return the edited words; nothing typed means as it is."""
        return self.cleaned_data["body"] or None


class ContactForm(ReasonForm):
    """Who an address is and whether their yes counts."""

    email = forms.EmailField(label="Address")
    role = forms.ChoiceField(choices=Contact.Role, label="They are the")
    speaks = forms.BooleanField(required=False, label="May accept for the influencer")
    is_trusted = forms.BooleanField(
        required=False,
        label="Trust mail that nothing vouches for",
        help_text="their mail counts although no check shows who sent it; mail their domain"
        " disowns never does",
    )
    agency_name = forms.CharField(max_length=200, required=False, label="Talent agency")
    field_order = ("email", "role", "speaks", "is_trusted", "agency_name", "reason")

    def clean(self) -> dict[str, Any]:
        """Put what was said of the address together, as the command takes it."""
        data = dict(super().clean() or {})
        names = ("role", "speaks", "is_trusted", "agency_name")
        if not self.errors:
            data["said"] = Said(**{name: data.pop(name) for name in names})
        return data


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
        newest.sort(key=lambda thread: thread.state in CLOSED)
        return [
            (t.pk, f"{t.influencer.name} · {t.campaign.name} · {t.state.replace('_', ' ')}")
            for t in newest
        ]


class PlaybookForm(ReasonForm):
    """How to negotiate, in a manager's words."""

    field_order = (
        "title",
        "name",
        "firmness",
        "round_cap",
        "follow_ups",
        "ask_back",
        "above_ceiling",
        "at_end",
        "most_per_deal",
        "lever_order",
        "cash_last",
        "cpm_may_be_shared",
        "rounding",
        "engagement_tiers",
        "shares",
        "reason",
    )

    title = forms.CharField(max_length=80, label="Title")
    name = forms.ChoiceField(
        choices=[(name, name.replace("_", " ")) for name in BUILT_IN],
        label="Strategy",
        help_text="adaptive learns from each ask; the fixed ladder climbs by set shares",
    )
    round_cap = forms.IntegerField(
        min_value=1, max_value=20, label="Rounds", help_text="priced counters before it ends"
    )
    shares = forms.CharField(
        max_length=200,
        label="Ladder",
        help_text="fixed ladder only: shares of the way from floor to ceiling, never falling,"
        " such as 0, 0.40, 0.70, 0.90, 1",
    )
    lever_order = forms.CharField(
        max_length=300,
        required=False,
        label="Levers, first one first",
        help_text="empty: as the campaign's goal asks. Known: " + ", ".join(DEFAULT_ORDER),
    )
    above_ceiling = forms.ChoiceField(
        choices=[(ESCALATE, "ask a person"), (LEVERS_FIRST, "counter inside the ceiling first")],
        label="An ask above the ceiling",
    )
    at_end = forms.ChoiceField(
        choices=[(ESCALATE, "ask a person"), (EXIT, "leave politely")],
        label="When every step is used",
    )
    most_per_deal = forms.DecimalField(
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        required=False,
        label="Most for one deal",
        help_text="in the campaign's currency; empty: the campaign's own limits",
    )
    firmness = forms.ChoiceField(
        choices=[(word, word) for word in FIRMNESS],
        label="Firmness",
        help_text="adaptive only: how far a price may rise above what reach costs elsewhere",
    )
    rounding = forms.ChoiceField(
        choices=[("natural", "round numbers, as people write them"), ("exact", "to the cent")],
        label="Numbers",
        help_text="adaptive only",
    )
    follow_ups = forms.IntegerField(
        min_value=0, max_value=3, label="Reminders", help_text="to somebody who does not answer"
    )
    engagement_tiers = forms.RegexField(
        r"^\s*([\d.]+\s*:\s*[\d.]+\s*(,\s*|$))*$",
        max_length=200,
        required=False,
        label="Worth of engagement",
        help_text="adaptive only: above this rate in percent a view counts so much, such as"
        " 5: 1.15, 3: 1.08",
    )
    ask_back = forms.ChoiceField(
        choices=[
            (AUTONOMOUS, "in autonomous campaigns, once a negotiation"),
            (ALWAYS, "always, once a negotiation"),
            (NEVER, "never: a person decides"),
        ],
        required=False,
        label="A yes that is not plain is asked about",
        help_text="one mail states our terms and asks for a plain yes",
    )
    cash_last = forms.BooleanField(required=False, label="Levers before money")
    cpm_may_be_shared = forms.BooleanField(required=False, label="The target CPM may be named")

    def values(self) -> dict[str, Any]:
        """Return the settings as stored; what was left empty keeps its default."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("name", "above_ceiling", "at_end", "round_cap")}
        kept |= {name: data[name] for name in ("firmness", "rounding", "follow_ups")}
        kept["ask_back"] = data["ask_back"] or AUTONOMOUS
        kept |= {name: data[name] for name in ("cash_last", "cpm_may_be_shared")}
        kept["shares"] = _parts(data["shares"])
        kept["engagement_tiers"] = [
            [part.strip() for part in tier.split(":")] for tier in _parts(data["engagement_tiers"])
        ]
        if levers := _parts(data["lever_order"]):
            kept["lever_order"] = levers
        if data["most_per_deal"] is not None:
            kept["most_per_deal"] = str(data["most_per_deal"])
        return kept


def typed_from(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored settings as the form shows them."""
    playbook = Playbook.from_dict(settings).as_dict()
    return {
        **playbook,
        "shares": ", ".join(playbook["shares"]),
        "engagement_tiers": ", ".join(": ".join(tier) for tier in playbook["engagement_tiers"]),
        "lever_order": ", ".join(settings.get("lever_order", ())),
    }


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
