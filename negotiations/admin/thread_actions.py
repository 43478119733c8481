"""What a person may do with a negotiation: one command each, where the table allows it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from negotiations.admin.forms import AmountForm, ContactForm, ReasonForm, RejectForm, WriteForm
from negotiations.commands.mail import senders
from negotiations.commands.mail.by_hand import write_email
from negotiations.commands.mail.minors import confirm_adult
from negotiations.commands.offers.by_hand import accept_by_hand, reject_by_hand
from negotiations.commands.offers.override import override_offer
from negotiations.commands.thread.driving import hand_back_thread, reopen_thread, take_over_thread
from negotiations.commands.thread.pausing import pause_thread, resume_thread
from negotiations.commands.thread.stopping import stop_thread
from negotiations.domain.terms.acts import Act, why_not
from negotiations.models import Thread


@dataclass(frozen=True)
class ThreadAction:
    """One button: its words, its form, its command and when it is there."""

    act: Act
    label: str
    form: type[forms.Form]
    command: Callable[..., object]
    done: str
    hint: str = ""
    is_dangerous: bool = False

    @property
    def name(self) -> str:
        """What stands in its address."""
        return self.act.value

    def is_possible(self, thread: Thread) -> bool:
        """Whether the thread allows it as it stands."""
        if self.act is Act.ADULT and not thread.influencer.may_be_minor:
            return False
        has_person = thread.managed_by == Thread.ManagedBy.PERSON
        return why_not(self.act, thread.state, has_person=has_person) is None


@dataclass(frozen=True)
class ShownAction:
    """A button on a page, with what was typed so far."""

    action: ThreadAction
    form: forms.Form
    is_open: bool = False


ACTIONS: dict[str, ThreadAction] = {
    action.name: action
    for action in (
        ThreadAction(
            Act.WRITE,
            "Write an email",
            WriteForm,
            write_email,
            "Your email is on its way; it leaves after the undo time.",
            "The agent's waiting draft is discarded.",
        ),
        ThreadAction(
            Act.OVERRIDE,
            "Set another offer",
            AmountForm,
            override_offer,
            "Your offer is written into an email.",
            "Your approval of this amount is stored. Never above their ask or the ceiling.",
        ),
        ThreadAction(
            Act.ACCEPT,
            "Close the deal",
            AmountForm,
            accept_by_hand,
            "The deal is agreed; a confirmation email is written.",
            "At their ask or at our standing offer.",
        ),
        ThreadAction(
            Act.CONTACT,
            "Correct who writes",
            ContactForm,
            senders.correct_contact,
            "Noted; mail does not change it any more.",
            "Who may accept, and for which agency.",
        ),
        ThreadAction(
            Act.ADULT,
            "They are an adult",
            ReasonForm,
            confirm_adult,
            "Noted; mail goes on.",
            "What they wrote may show a child, so nothing is sent by itself.",
        ),
        ThreadAction(
            Act.TAKE_OVER,
            "Take over",
            ReasonForm,
            take_over_thread,
            "You have this negotiation; the agent only watches.",
            "You answer from now on; what the agent had waiting is discarded.",
        ),
        ThreadAction(
            Act.HAND_BACK,
            "Hand back to the agent",
            ReasonForm,
            hand_back_thread,
            "The agent answers again.",
        ),
        ThreadAction(
            Act.PAUSE,
            "Pause",
            ReasonForm,
            pause_thread,
            "Paused. Their mail is kept for the resume.",
        ),
        ThreadAction(
            Act.RESUME,
            "Resume",
            ReasonForm,
            resume_thread,
            "Resumed; mail that waited is worked on now.",
        ),
        ThreadAction(
            Act.REJECT,
            "Reject",
            RejectForm,
            reject_by_hand,
            "The negotiation is ended.",
            is_dangerous=True,
        ),
        ThreadAction(
            Act.STOP,
            "Stop",
            ReasonForm,
            stop_thread,
            "Stopped. Nothing more is sent.",
            "Ends it without a word.",
            is_dangerous=True,
        ),
        ThreadAction(
            Act.REOPEN,
            "Reopen",
            ReasonForm,
            reopen_thread,
            "Reopened; you drive it.",
        ),
    )
}


def actions_for(
    thread: Thread, *, tried: str = "", bound: forms.Form | None = None
) -> list[ShownAction]:
    """Return the buttons the thread's state allows; a form that failed keeps what was typed."""
    shown = []
    for action in ACTIONS.values():
        is_tried = action.name == tried and bound is not None
        if not (action.is_possible(thread) or is_tried):
            continue
        empty = action.form(initial=_suggested(thread, action.name), prefix=None)
        form = bound if is_tried and bound is not None else empty
        for name, field in form.fields.items():
            field.widget.attrs["id"] = f"{action.name}-{name}"
        shown.append(ShownAction(action, form, is_open=is_tried))
    return shown


def _suggested(thread: Thread, name: str) -> dict[str, object]:
    """Return what a form starts with: closing a deal starts at their ask."""
    if name == "contact":
        contact = thread.contact
        return {
            "email": contact.email if contact else thread.influencer.email,
            "role": thread.counterparty,
            "agency_name": thread.agency.name if thread.agency else "",
        }
    return {"amount": thread.ask_amount} if name == "accept" and thread.ask_amount else {}
