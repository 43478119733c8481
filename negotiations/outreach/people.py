"""What is known of prospects, many at once: the facts every decision on them rests on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db.models import Q

from campaigns.domain.outreach.addresses import folded
from campaigns.domain.outreach.cadence import COOLDOWN_DAYS
from campaigns.domain.outreach.cells import PersonFacts, facts_of_rows
from campaigns.domain.outreach.compliance.jurisdictions import Entity
from campaigns.domain.outreach.compliance.standing import Standing
from campaigns.domain.outreach.scoring import History
from campaigns.models import Approach, Contact, Prospect, Suppression
from negotiations.domain.terms.states import CLOSED, State
from negotiations.models import LetterApproval, Message, OutgoingEmail, Thread

Status = OutgoingEmail.Status
IN_OUTBOX = (
    *(Status.DRAFT, Status.HELD, Status.READY, Status.SENDING, Status.UNKNOWN, Status.PARKED),
)
RECONTACT_DAYS = 30
_IN_SEQUENCE = (Standing.SCHEDULED.value, Standing.CONTACTED.value, Standing.FOLLOWED_UP.value)
_QUIET = (Standing.NO_RESPONSE.value, Standing.DECLINED.value)


@dataclass
class Known:
    """One prospect with everything about it that a decision may need."""

    prospect: Prospect
    facts: PersonFacts
    approach: Approach | None = None
    sent: list[OutgoingEmail] = field(default_factory=list)
    in_outbox: OutgoingEmail | None = None
    simulated: OutgoingEmail | None = None
    addresses: set[str] = field(default_factory=set)
    suppressed: str = ""
    unread: str = ""
    thread: str = ""
    other_team: str = ""
    cooldown_until: datetime | None = None
    history: History = field(default_factory=History)
    approval: LetterApproval | None = None

    @property
    def step(self) -> int:
        """Return the number of the next touch, counted from 1."""
        return len(self.sent) + 1


def prospects_for(ids: Sequence[int]) -> list[Prospect]:
    """Return prospects in the order of their ids, with what `known_of` reads of them."""
    found = Prospect.objects.select_related(
        "influencer", "approach", "campaign__client", "campaign__outreach"
    ).in_bulk(list(ids))
    return [found[pk] for pk in ids if pk in found]


def known_of(prospects: Sequence[Prospect], *, now: datetime) -> list[Known]:
    """Return what is known of each, in a fixed number of queries however many they are."""
    known = {p.pk: Known(p, facts_of(p, now=now), getattr(p, "approach", None)) for p in prospects}
    of_influencer: dict[int, list[Known]] = defaultdict(list)
    for one in known.values():
        of_influencer[one.prospect.influencer_id].append(one)
    _add_addresses(of_influencer)
    _add_mail(known)
    _add_suppressions(known.values())
    _add_threads(of_influencer, now=now)
    _add_other_campaigns(of_influencer)
    _add_inbound(of_influencer, now=now)
    return list(known.values())


def facts_of(prospect: Prospect, *, now: datetime) -> PersonFacts:
    """Return what the rows say of the person, overruled by what a person entered."""
    rows = [line.get("cells") or {} for line in prospect.lines if not line.get("is_gone")]
    said = facts_of_rows(rows, today=now.date())
    approach: Approach | None = getattr(prospect, "approach", None)
    if approach is None or not approach.facts_set_by:
        return said
    return PersonFacts(
        country=approach.country or said.country,
        time_zone=approach.time_zone or said.time_zone,
        entity=Entity(approach.entity) if approach.entity != Entity.UNKNOWN else said.entity,
        consent=approach.consent or said.consent,
        source=approach.source or said.source,
        market_share=said.market_share,
        last_post=said.last_post,
        do_not_contact=approach.do_not_contact or said.do_not_contact,
        minor_signal=said.minor_signal,
    )


def _add_addresses(people: dict[int, list[Known]]) -> None:
    contacts = Contact.objects.filter(influencer__in=people).values_list("influencer_id", "email")
    for influencer_id, email in contacts:
        for one in people[influencer_id]:
            one.addresses.add(folded(email))
    for found in people.values():
        for one in found:
            if one.prospect.influencer.email:
                one.addresses.add(folded(one.prospect.influencer.email))


def _add_mail(known: dict[int, Known]) -> None:
    mails = OutgoingEmail.cold.filter(prospect__in=known).order_by("sent_at", "id")
    for mail in mails.defer("html", "allowed"):
        one = known[mail.prospect_id or 0]
        if mail.status == Status.SENT:
            one.sent.append(mail)
        elif mail.status in IN_OUTBOX:
            one.in_outbox = mail
        elif mail.status == Status.SIMULATED:
            one.simulated = mail
    for approval in LetterApproval.objects.filter(prospect__in=known):
        one = known[approval.prospect_id]
        if approval.step == one.step:
            one.approval = approval


def _add_suppressions(people: Iterable[Known]) -> None:
    people = list(people)
    wanted = {address for one in people for address in one.addresses}
    found = {
        folded(email): source
        for email, source in Suppression.objects.filter(email__in=wanted).values_list(
            "email", "source"
        )
    }
    for one in people:
        hit = next((a for a in sorted(one.addresses) if a in found), "")
        one.suppressed = f"opted out ({found[hit]})" if hit else ""


def _add_threads(people: dict[int, list[Known]], *, now: datetime) -> None:
    """An open thread anywhere keeps every cold sequence away; its client's name stays there."""
    threads = Thread.objects.filter(influencer__in=people).values_list(
        "influencer_id", "prospect_id", "campaign_id", "state", "state_changed_at"
    )
    for influencer_id, prospect_id, campaign_id, state, changed_at in threads:
        is_open = state not in CLOSED
        for one in people[influencer_id]:
            if one.prospect.pk == prospect_id:
                one.thread = f"the negotiation is {state}"
            elif is_open and campaign_id != one.prospect.campaign_id:
                one.other_team = "another team negotiates with this influencer"
            if state == State.AGREED:
                one.history = _with(one.history, has_delivered=True)
            if state in (State.AGREED, State.REJECTED) and prospect_id != one.prospect.pk:
                _cool(one, changed_at + timedelta(days=RECONTACT_DAYS))


def _add_other_campaigns(people: dict[int, list[Known]]) -> None:
    others = Approach.objects.filter(prospect__influencer__in=people).filter(
        Q(standing__in=(*_IN_SEQUENCE, *_QUIET))
    )
    rows = others.values_list("prospect__influencer_id", "prospect_id", "standing", "stood_at")
    for influencer_id, prospect_id, standing, stood_at in rows:
        for one in people[influencer_id]:
            if standing == Standing.NO_RESPONSE.value:
                silent = one.history.silent_sequences + 1
                one.history = _with(one.history, silent_sequences=silent)
            if prospect_id == one.prospect.pk:
                continue
            if standing in _IN_SEQUENCE:
                one.other_team = "another team writes to this influencer"
            else:
                _cool(one, stood_at + timedelta(days=COOLDOWN_DAYS))


def _add_inbound(people: dict[int, list[Known]], *, now: datetime) -> None:
    """A stored mail nobody applied yet counts as a reply already, whoever of theirs wrote it."""
    by_address = {a: one for found in people.values() for one in found for a in one.addresses}
    waiting = Message.objects.filter(
        handled_at__isnull=True, is_ours=False, kind__in=(Message.Kind.HUMAN, "unsubscribe")
    )
    theirs = Q(sender__in=by_address) | Q(prospect__influencer__in=people)
    for sender, influencer_id in waiting.filter(theirs).values_list(
        "sender", "prospect__influencer_id"
    ):
        named = [by_address[folded(sender)]] if folded(sender) in by_address else []
        for one in people.get(influencer_id or 0, named):
            one.unread = "a mail of theirs has not been read yet"
    year = now - timedelta(days=365)
    replied = Message.objects.filter(
        Q(prospect__influencer__in=people) | Q(thread__influencer__in=people),
        kind=Message.Kind.HUMAN,
        is_ours=False,
        received_at__gte=year,
    )
    pairs = replied.values_list("prospect__influencer_id", "thread__influencer_id").distinct()
    for left, right in pairs:
        for one in people.get(left or right or 0, []):
            one.history = _with(one.history, has_replied=True)


def _with(history: History, **changes: bool | int) -> History:
    return replace(history, **changes)  # type: ignore[arg-type]


def _cool(one: Known, until: datetime) -> None:
    one.cooldown_until = max(until, one.cooldown_until or until)
