"""Make a day's plan: every candidate with its mail or its reason, in the order of the queue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F

from campaigns.domain.outreach.addresses import domain_of
from campaigns.domain.outreach.compliance.standing import Standing
from campaigns.domain.outreach.contact import CampaignState, Situation, answer
from campaigns.domain.outreach.pacing.allotment import Allotment, Place
from campaigns.domain.outreach.pacing.windows import WindowError, next_opening
from campaigns.domain.outreach.plan import RowKey, is_armed_for
from campaigns.domain.outreach.refusals import Skip, SkipReason
from campaigns.models import Campaign, Prospect
from integrations.models import Mailbox
from negotiations.models import CyclePlan, PlanRow
from negotiations.outreach.campaigns_state import (
    Armed,
    not_live_words,
    spent_words,
    stands_approved,
)
from negotiations.outreach.letters import Letter, Templates, fingerprint_of, letter_for
from negotiations.outreach.people import Known, known_of, prospects_for
from negotiations.outreach.situations import (
    Attempt,
    House,
    Judged,
    judge,
    run_state,
    situation_of,
)

CHUNK = 500
_TOUCHED = (Standing.CONTACTED.value, Standing.FOLLOWED_UP.value)


@dataclass(frozen=True)
class Desk:
    """Everything one plan is made with. `is_dry` plans need no arming and no switch."""

    house: House
    campaigns: Mapping[int, Campaign]
    mailboxes: Mapping[int, Sequence[Mailbox]]
    templates: Templates
    allotment: Allotment
    armed: Armed
    is_dry: bool
    now: datetime
    preflight_failed: str = ""
    states: Mapping[int, CampaignState] | None = None


def campaign_states(
    campaigns: Iterable[Campaign], armed: Armed, *, is_dry: bool, now: datetime
) -> dict[int, CampaignState]:
    """Return what stops each campaign; whether its rows changed is each row's own matter."""
    return {
        campaign.pk: CampaignState(
            not_live=not_live_words(campaign, is_dry=is_dry),
            is_armed=is_dry or armed.covers(campaign.pk) or stands_approved(campaign, now=now),
            spent=spent_words(campaign),
        )
        for campaign in campaigns
    }


def candidate_ids(
    campaign_ids: Iterable[int], house: House, *, new: Sequence[int] = (), now: datetime
) -> list[int]:
    """Return whom the plan goes through: follow-ups first, then first touches, best score first.

    Only who was taken in is among them, and `new`, whom this run would take in; nobody with a
    thread is. Who was never scored is scored here, in memory.
    """
    waiting = Prospect.objects.filter(campaign__in=list(campaign_ids)).exclude(
        status=Prospect.Status.OPENED
    )
    known = waiting.filter(approach__taken_in_at__isnull=False)
    touched = known.filter(approach__standing__in=_TOUCHED)
    first = known.exclude(approach__standing__in=_TOUCHED)
    scored = first.filter(approach__score__isnull=False).values_list("pk", "approach__score")
    ranked = [(-score, pk) for pk, score in scored.iterator() if score is not None]
    unscored = list(first.filter(approach__score__isnull=True).values_list("pk", flat=True))
    ranked += _scored_now([*unscored, *new], house, now=now)
    followups = touched.order_by(F("approach__last_contacted_at").asc(nulls_last=True), "pk")
    return [*followups.values_list("pk", flat=True), *(pk for _, pk in sorted(ranked))]


def _scored_now(ids: Sequence[int], house: House, *, now: datetime) -> list[tuple[Decimal, int]]:
    ranked = []
    for chunk in _chunks(ids):
        for known in known_of(prospects_for(chunk), now=now):
            ranked.append((-judge(known, house, now=now).score.value, known.prospect.pk))
    return ranked


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def plan_rows(desk: Desk, plan: CyclePlan, ids: Sequence[int]) -> Iterator[PlanRow]:
    """Yield the unsaved row of every candidate; who waits in the outbox already is none.

    Follow-ups beyond their mailbox's share come after the first touches.
    """
    later: list[int] = []
    yield from _rows_of(desk, plan, ids, later)
    yield from _rows_of(desk, plan, later, None)


def _rows_of(
    desk: Desk, plan: CyclePlan, ids: Sequence[int], later: list[int] | None
) -> Iterator[PlanRow]:
    for chunk in _chunks(ids):
        for known in known_of(prospects_for(chunk), now=desk.now):
            if known.in_outbox is not None:
                continue
            mailbox = _mailbox_for(desk, known)
            is_followup = known.step > 1 and mailbox is not None
            if later is not None and is_followup and not _has_share(desk, mailbox):
                later.append(known.prospect.pk)
                continue
            yield row_for(desk, plan, judge(known, desk.house, now=desk.now), mailbox)


def _has_share(desk: Desk, mailbox: Mailbox | None) -> bool:
    return mailbox is not None and desk.allotment.has_share(mailbox.pk)


def row_for(desk: Desk, plan: CyclePlan, judged: Judged, mailbox: Mailbox | None) -> PlanRow:
    """Return one candidate's row: the exact mail, or the first reason why there is none."""
    known = judged.known
    row = PlanRow(plan=plan, prospect=known.prospect, step=known.step, channel="email")
    row.to = known.prospect.influencer.email
    letter = letter_for(known, desk.templates, desk.house.row)
    found = _answer(desk, judged, letter, mailbox, row)
    row.subject, row.body, row.template = letter.subject, letter.body, letter.template
    row.approved_by = letter.approved_by
    # The configured mailbox has no row before it is first used, and a plan makes none.
    row.mailbox = mailbox if mailbox and mailbox.pk else None
    if mailbox is not None and letter.body:
        row.fingerprint = fingerprint_of(known, letter, mailbox)
    if isinstance(found, Skip):
        row.reason, row.detail = found.reason.value, found.detail
    elif mailbox is not None:
        desk.allotment.take(_place(known, mailbox))
    return row


def _answer(
    desk: Desk, judged: Judged, letter: Letter, mailbox: Mailbox | None, row: PlanRow
) -> Skip | None:
    """Return the first reason against it at its slot, which is kept on the row."""
    situation = _situation(desk, judged, letter, mailbox)
    try:
        slot = next_opening(desk.now, situation.window, situation.zones, situation.is_holiday)
    except WindowError as error:
        found = answer(situation)
        return found if isinstance(found, Skip) else _refused(SkipReason.OUTSIDE_WINDOW, error)
    if not desk.is_dry and slot - desk.now > timedelta(hours=24):
        slot = desk.now
    row.slot = slot
    # The inbox is read again before the mail leaves; how old its reading is now says nothing.
    sender = replace(situation.sender, inbox_read_at=slot)
    found = answer(replace(situation, now=slot, sender=sender))
    if isinstance(found, Skip):
        return found
    if _is_new(desk, judged.known):
        return Skip(SkipReason.PLAN_CHANGED, "it is not in the armed plan")
    return None


def _refused(reason: SkipReason, error: Exception) -> Skip:
    return Skip(reason, str(error))


def _situation(desk: Desk, judged: Judged, letter: Letter, mailbox: Mailbox | None) -> Situation:
    known = judged.known
    campaign = known.prospect.campaign
    levels = desk.allotment.levels(_place(known, mailbox)) if mailbox else ()
    return situation_of(
        judged,
        desk.house,
        Attempt(letter, mailbox, levels),
        run=run_state(campaign, mailbox, desk.house, preflight_failed=desk.preflight_failed),
        campaign=_state(desk, known, letter, mailbox),
        now=desk.now,
    )


def _state(desk: Desk, known: Known, letter: Letter, mailbox: Mailbox | None) -> CampaignState:
    """Return the campaign's state, and whether a mail that was armed has other words by now."""
    state = (desk.states or {})[known.prospect.campaign_id]
    key = RowKey(known.prospect.pk, known.step, "email")
    if desk.is_dry or mailbox is None or key not in desk.armed.rows:
        return state
    is_armed = is_armed_for(key, fingerprint_of(known, letter, mailbox), desk.armed.rows)
    return replace(state, is_row_changed=not is_armed)


def _is_new(desk: Desk, known: Known) -> bool:
    """Whether nobody armed this mail: it waits for the next plan, if nothing else is against it."""
    campaign = known.prospect.campaign
    if desk.is_dry or stands_approved(campaign, now=desk.now):
        return False
    return RowKey(known.prospect.pk, known.step, "email") not in desk.armed.rows


def _place(known: Known, mailbox: Mailbox) -> Place:
    return Place(
        "first" if known.step == 1 else "followup",
        known.prospect.campaign_id,
        mailbox.pk,
        domain_of(known.prospect.influencer.email or "@"),
    )


def _mailbox_for(desk: Desk, known: Known) -> Mailbox | None:
    """Return where the mail leaves from: a sequence stays with its mailbox, an armed mail too.

    Otherwise the one with the most room; of equals, the first.
    """
    choices = desk.mailboxes.get(known.prospect.campaign_id, ())
    by_id = {mailbox.pk: mailbox for mailbox in choices}
    own = known.sent[0].mailbox_id if known.sent else None
    armed = desk.armed.mailboxes.get(RowKey(known.prospect.pk, known.step, "email"))
    for kept in (own, armed):
        if kept in by_id:
            return by_id[kept]
    if known.sent or not choices:
        return None
    return max(choices, key=lambda mailbox: (desk.allotment.room_left(mailbox.pk), -mailbox.pk))
