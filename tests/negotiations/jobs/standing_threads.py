"""A thread in any state of any campaign, and mail of any kind that comes in to it."""

import uuid
from collections.abc import Callable
from decimal import Decimal
from email.message import EmailMessage

from django.db.models import Max
from django.test import Client
from django.utils import timezone

from campaigns.models import Campaign, KillSwitch, Suppression
from integrations.models import SandboxMail
from integrations.sandbox.clock import deliver_raw
from negotiations.jobs import inbound
from negotiations.models import Message, OutgoingEmail, Thread
from tests.negotiations.console import draft_of, escalation_of
from tests.negotiations.rows import NOW, campaign_of, offer_of, thread_in
from tests.work import drain

STANDINGS = ("active", "paused", "stopped", "switched off")


def _ours(thread: Thread) -> str:
    return f"<ours-{thread.pk}@house.example>"


def standing_thread(state: str, campaign: Campaign) -> Thread:
    """A thread in that state whose offer of $1,250 left a while ago; none left in the first."""
    thread = thread_in(state, campaign)
    if state == "initial_offer":
        return thread
    offer = thread.agreed_offer or offer_of(thread)
    draft_of(
        thread,
        purpose="opening",
        offer=offer,
        status="sent",
        sent_at=NOW,
        provider_message_id=f"ours-{thread.pk}",
        message_id=_ours(thread),
        subject="Collaboration Opportunity - Lumen",
    )
    if state == "escalated":
        escalation_of(thread)
    return thread


def campaign_that_is(standing: str) -> Campaign:
    """An active, paused or stopped campaign, or an active one under the house's kill switch."""
    if standing == "switched off":
        KillSwitch.objects.create(
            scope="house", scope_id=0, reason="stop", set_by="ana", set_at=NOW
        )
    status = "active" if standing == "switched off" else standing
    return campaign_of(status=status, budget_amount=Decimal(200_000))


def _letter(thread: Thread, words: str, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = headers.pop("From", f"{thread.influencer.name} <{thread.influencer.email}>")
    mail["To"] = thread.mailbox.address
    mail["Subject"] = headers.pop("Subject", "Re: Collaboration Opportunity - Lumen")
    mail["Message-ID"] = f"<{uuid.uuid4().hex}@lark.example>"
    if "List_Id" not in headers:
        mail["In-Reply-To"] = mail["References"] = _ours(thread)
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(words)
    return mail.as_bytes()


def _arrives(thread: Thread, raw: bytes) -> None:
    key = uuid.uuid4().hex
    address = thread.mailbox.address
    deliver_raw(mailbox=address, raw=raw, sender="", key=key, now=timezone.now())
    inbound.sync_mailbox(mailbox_id=thread.mailbox_id)


def _says(words: str) -> Callable[[Thread], None]:
    return lambda thread: _arrives(thread, _letter(thread, words))


def _bounce(thread: Thread) -> None:
    raw = _letter(
        thread,
        f"Your message to {thread.influencer.email}: 550-5.1.1 No such user here.",
        From="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        Subject="Delivery Status Notification (Failure)",
        Auto_Submitted="auto-replied",
        Return_Path="<>",
        X_Failed_Recipients=thread.influencer.email,
    )
    _arrives(thread, raw)


def _auto_reply(thread: Thread) -> None:
    words = "I am out of the office until Monday and will answer then."
    raw = _letter(thread, words, Auto_Submitted="auto-replied", Subject="Out of office")
    _arrives(thread, raw)


def _list_mail(thread: Thread) -> None:
    raw = _letter(
        thread,
        "Our spring collection is here! 20% off everything, this week only.",
        From=f"Lark Shop <{thread.influencer.email}>",
        Subject="Spring is here",
        List_Id="<news.lark.example>",
        List_Unsubscribe="<https://news.lark.example/u/1>",
        Precedence="bulk",
    )
    _arrives(thread, raw)


def _colleague(thread: Thread) -> None:
    raw = _letter(thread, "Hi, Tom here: I will call you.", From=f"Tom <{thread.mailbox.address}>")
    newest = SandboxMail.objects.aggregate(mark=Max("mark"))["mark"] or 0
    SandboxMail.objects.create(
        mailbox=thread.mailbox.address,
        direction=SandboxMail.Direction.OUT,
        provider_id=uuid.uuid4().hex,
        provider_thread_id="",
        sender=thread.mailbox.address,
        recipient=thread.influencer.email,
        raw=raw,
        arrives_at=timezone.now(),
        mark=newest + 1,
    )
    inbound.sync_mailbox(mailbox_id=thread.mailbox_id)


def _one_click(thread: Thread) -> None:
    token = thread.emails.order_by("-id").values_list("unsubscribe_token", flat=True).first()
    if token:
        answer = Client().post(f"/u/{token}", {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200


KINDS: dict[str, Callable[[Thread], None]] = {
    "yes": _says("That works for me, let's do it!"),
    "counter": _says("Thanks! My rate for this package is $1,500."),
    "question": _says("Thanks! What are your payment terms?"),
    "opt-out": _says("Please remove me from your list and do not email me again."),
    "bounce": _bounce,
    "auto-reply": _auto_reply,
    "list": _list_mail,
    "colleague": _colleague,
    "one-click": _one_click,
}


def outcome(kind: str, state: str, campaign: Campaign) -> str:
    """Let mail of that kind come in, work everything that follows, and name what became of it."""
    thread = standing_thread(state, campaign)
    before = set(thread.emails.values_list("pk", flat=True))
    KINDS[kind](thread)
    drain()
    return _name(thread, before)


def _name(thread: Thread, before: set[int]) -> str:
    after = Thread.objects.select_related("influencer").get(pk=thread.pk)
    message = Message.objects.filter(thread=after).last()
    if Suppression.objects.filter(email=thread.influencer.email).exists():
        return f"opted out{_unless(after.state == 'stopped' or after.state == thread.state)}"
    if message is not None and message.handled_at is None:
        return "waits"
    if after.managed_by == Thread.ManagedBy.PERSON:
        return "handed over"
    if after.influencer.is_email_bad:
        return "bad address" if after.state == "escalated" != thread.state else "bad address, told"
    return _answered(thread.state, after, before) or ("told" if _is_told(message) else "nothing")


def _answered(state: str, after: Thread, before: set[int]) -> str:
    """What the agent did itself: closed, wrote, or asked a person."""
    written = OutgoingEmail.objects.filter(thread=after).exclude(pk__in=before).last()
    if after.state == "agreed" != state:
        return "agreed" + ("" if written and written.status == "sent" else ", held")
    if written is not None:
        return written.purpose + ("" if written.status == "sent" else f", {written.status}")
    return "person" if after.state == "escalated" != state else ""


def _is_told(message: Message | None) -> bool:
    return message is not None and message.needs_person


def _unless(is_right: bool) -> str:
    return "" if is_right else ", but the thread goes on"
