"""Apply one inbound mail to its prospect; runs inside the command that works the mail."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaigns.domain.outreach.addresses import folded
from campaigns.domain.outreach.cadence import Move, moved_to
from campaigns.domain.outreach.compliance.standing import Happening
from campaigns.domain.outreach.replies import Intent, Reply, happening_of, is_hot, needs_person
from campaigns.models import Approach
from integrations.gmail.parsing import ParsedMail, parse_message
from integrations.queue import Job, enqueue
from negotiations.commands.deeds import Deed
from negotiations.commands.thread.suppressing import suppress_address
from negotiations.domain.reading.absence import named_day, named_month
from negotiations.domain.reading.first_reply import asks_for_later, first_reply
from negotiations.domain.reading.reader import Reading
from negotiations.domain.terms.standing import Authentic
from negotiations.models import MailTrouble, Message, OutgoingEmail, OutreachTask
from negotiations.outreach.commands.claims import end_waiting
from negotiations.outreach.commands.health import brake_mailbox, note_trouble
from negotiations.outreach.commands.moves import lock_approach, move, open_task
from negotiations.outreach.commands.opting_out import opt_out_person
from negotiations.outreach.commands.settling import is_policy
from negotiations.outreach.holidays import is_holiday_in
from negotiations.outreach.log import learn
from negotiations.outreach.people import facts_of
from negotiations.outreach.situations import place_of
from negotiations.queries.standing import addressees_of

Kind = Message.Kind
Status = OutgoingEmail.Status
_ACKNOWLEDGED = ("received your", "thank you for contacting", "we will get back", "ticket")


def apply_reply(message: Message, reading: Reading, *, actor: str, now: datetime) -> str:
    """Do what a mail of a prospect without a thread asks for; returns what was done."""
    approach = lock_approach(message.prospect_id or 0)
    if message.is_ours:
        return _colleague(approach, message, actor=actor, now=now)
    match message.kind:
        case Kind.BOUNCE:
            return _bounce(approach, message, actor=actor, now=now)
        case Kind.FEEDBACK_REPORT:
            return _complaint(approach, message, actor=actor, now=now)
        case Kind.AUTO_REPLY | Kind.DELIVERY_RECEIPT | Kind.BULK:
            return _automatic(approach, message, now=now)
    return _human(approach, message, reading, actor=actor, now=now)


def _colleague(approach: Approach, message: Message, *, actor: str, now: datetime) -> str:
    """A mail from our mailbox that we did not write: a person took the prospect over."""
    approach.taken_over_by = approach.taken_over_by or message.sender
    _stop(approach, "a colleague wrote", actor=actor, now=now)
    approach.save()
    return _settle(message, "written by a colleague", now=now)


def _bounce(approach: Approach, message: Message, *, actor: str, now: datetime) -> str:
    """5.1.1 ends the address; 5.7 is about us; a delay is about nobody."""
    raw = bytes(message.raw)
    text = raw.decode("latin-1")
    influencer = approach.prospect.influencer
    if is_policy(text):
        kind = MailTrouble.Kind.AUTHENTICATION
        note_trouble(message.mailbox, kind, message=message, words="refused for policy", now=now)
        brake_mailbox(message.mailbox, actor=actor, now=now)
        return _settle(message, "refused for policy or authentication", now=now)
    bounced = {folded(address) for address in _proven(parse_message(raw), approach)}
    if folded(influencer.email) not in bounced:
        return _settle(message, "no hard bounce of their address", now=now)
    influencer.is_email_bad = True
    influencer.save(update_fields=["is_email_bad"])
    kind = MailTrouble.Kind.HARD_BOUNCE
    note_trouble(message.mailbox, kind, message=message, words="hard bounce", now=now)
    _stop(approach, "the address bounced", actor=actor, now=now)
    move(approach, Happening.BOUNCED, actor=actor, now=now)
    approach.save()
    brake_mailbox(message.mailbox, actor=actor, now=now)
    return _settle(message, "hard bounce", now=now)


def _proven(report: ParsedMail, approach: Approach) -> list[str]:
    """Anybody can write a bounce: one counts only when it names a mail of ours to that address."""
    ours = OutgoingEmail.cold.filter(prospect=approach.prospect_id)
    named = addressees_of(ours, report.bounced_ids, report.bounced_keys)
    return [address for address in report.bounced_addresses if address.lower() in named]


def _complaint(approach: Approach, message: Message, *, actor: str, now: datetime) -> str:
    person = approach.prospect.influencer
    opt_out_person(person, source="complaint", proof="feedback report", actor=actor, now=now)
    kind = MailTrouble.Kind.COMPLAINT
    note_trouble(message.mailbox, kind, message=message, words="complaint", now=now)
    brake_mailbox(message.mailbox, actor=actor, now=now)
    return _settle(message, "complaint", now=now)


def _automatic(approach: Approach, message: Message, *, now: datetime) -> str:
    """Neither a reply nor a touch: the next touch only moves."""
    text = f"{message.subject}\n{message.new_text}"
    zone = _zone(approach, now=now)
    is_note = any(words in text.lower() for words in _ACKNOWLEDGED)
    day = named_day(text, today=now.astimezone(zone).date())
    kind = Move.ACKNOWLEDGED if is_note and day is None else Move.OUT_OF_OFFICE
    country = facts_of(approach.prospect, now=now).country
    moved = moved_to(kind, at=now, zone=zone, back_on=day, is_holiday=is_holiday_in(country))
    approach.not_before = max(moved, approach.not_before or moved)
    approach.save(update_fields=["not_before"])
    return _settle(message, f"{kind.value}: next touch from {moved:%Y-%m-%d}", now=now)


def _zone(approach: Approach, *, now: datetime) -> ZoneInfo:
    facts = facts_of(approach.prospect, now=now)
    return place_of(approach.prospect, approach, facts).zones[0]


def _human(
    approach: Approach, message: Message, reading: Reading, *, actor: str, now: datetime
) -> str:
    may_bind = _may_bind(approach, message)
    reply = first_reply(reading, message.new_text, may_bind=may_bind)
    if message.kind == Kind.UNSUBSCRIBE or reply.intent is Intent.UNSUBSCRIBE:
        return _opt_out(approach, message, actor=actor, now=now)
    message.reading = reading.as_dict()
    approach.last_replied_at = message.received_at
    approach.reply_intent = reply.intent.value
    _stop(approach, "they answered", actor=actor, now=now)
    if event := happening_of(reply):
        move(approach, event, actor=actor, now=now)
    learn(
        "OUTREACH_REPLIED",
        now=now,
        prospect_id=approach.prospect_id,
        intent=reply.intent.value,
        confidence=str(reply.confidence),
    )
    if is_hot([reply]):
        approach.hot_at = approach.hot_at or now
        enqueue(Job.OPEN_HOT_THREAD, prospect_id=approach.prospect_id)
    approach.save()
    _ask_people(approach, message, reply, actor=actor, now=now)
    return _settle(message, reply.intent.value, now=now)


def _may_bind(approach: Approach, message: Message) -> bool:
    """Whether a known address of theirs wrote, and nothing shows that somebody else did."""
    influencer = approach.prospect.influencer
    known = {folded(e) for e in influencer.contacts.values_list("email", flat=True)}
    known.add(folded(influencer.email))
    return folded(message.sender) in known and message.authentic == Authentic.ALIGNED


def _opt_out(approach: Approach, message: Message, *, actor: str, now: datetime) -> str:
    """A known address ends it for the influencer; a stranger's opt-out binds that address."""
    proof = message.new_text[:500]
    if _may_bind(approach, message):
        person = approach.prospect.influencer
        opt_out_person(person, source="reply", proof=proof, actor=actor, now=now)
    else:
        _opt_out_stranger(approach, message, proof, actor=actor, now=now)
    return _settle(message, "opt-out", now=now)


def _opt_out_stranger(
    approach: Approach, message: Message, proof: str, *, actor: str, now: datetime
) -> None:
    suppress_address(message.sender, source="reply", proof=proof, now=now)
    _stop(approach, "somebody opted out", actor=actor, now=now)
    move(approach, Happening.ANSWERED, actor=actor, now=now)
    approach.last_replied_at = message.received_at
    approach.save()
    words = f"{message.sender} opted out, writing for {approach.prospect.influencer.name}"
    open_task(approach, OutreachTask.Kind.ANSWER, words, Deed(actor, now), message=message)


def _ask_people(
    approach: Approach, message: Message, reply: Reply, *, actor: str, now: datetime
) -> None:
    """Put before a person what only a person may answer."""
    name = approach.prospect.influencer.name
    if reply.intent is Intent.HUMAN_REQUEST:
        approach.taken_over_by = "a person (they asked for one)"
        approach.save(update_fields=["taken_over_by"])
        words, kind, due = f"{name} wants to talk to a person", OutreachTask.Kind.HUMAN_REQUEST, now
        open_task(approach, kind, words, Deed(actor, now), message=message, due_at=due)
        return
    if asks_for_later(message.new_text):
        later = _later(message.new_text, now=now)
        words = f"{name} says not now; ask again on {later:%Y-%m-%d}"
        kind = OutreachTask.Kind.LATER
        open_task(approach, kind, words, Deed(actor, now), message=message, due_at=later)
        return
    if needs_person(reply):
        message.needs_person = True
        said = reply.intent.value.replace("_", " ")
        words = f"{name} answered ({said}): read it and answer"
        open_task(approach, OutreachTask.Kind.ANSWER, words, Deed(actor, now), message=message)


def _later(text: str, *, now: datetime) -> datetime:
    """Return when to ask again: the day or month they name, else in three months."""
    today = now.date()
    day = named_day(text, today=today) or named_month(text, today=today)
    return datetime.combine(day or today + timedelta(days=90), time(9), now.tzinfo)


def _stop(approach: Approach, reason: str, *, actor: str, now: datetime) -> None:
    """Discard what waits for this prospect."""
    end_waiting(approach.prospect_id, reason=reason, actor=actor, now=now)
    fresh = Approach.objects.get(pk=approach.pk)
    approach.standing, approach.stood_at = fresh.standing, fresh.stood_at


def _settle(message: Message, note: str, *, now: datetime) -> str:
    message.handled_at, message.note = message.handled_at or now, note
    message.save()
    return note
