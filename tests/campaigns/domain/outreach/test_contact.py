"""The one answer to "may we write": every reason, in the order of the list, each by itself."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from campaigns.domain.outreach import contact
from campaigns.domain.outreach.cadence import Sequence, days_for
from campaigns.domain.outreach.compliance.jurisdictions import Entity, Notice, ruling
from campaigns.domain.outreach.contact import (
    CampaignState,
    Course,
    Letter,
    Recipient,
    RunState,
    SenderState,
    Situation,
    answer,
)
from campaigns.domain.outreach.pacing.capacity import Level
from campaigns.domain.outreach.pacing.windows import Window
from campaigns.domain.outreach.qualifying import Qualification, Tier, Verdict
from campaigns.domain.outreach.refusals import (
    PASSING,
    Allowed,
    Skip,
    SkipReason,
    count_by_reason,
)

R = SkipReason
NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)
FREE = ruling(country="US", entity=Entity.UNKNOWN, has_consent=False)
BRITISH = ruling(country="GB", entity=Entity.UNKNOWN, has_consent=False)
IN = Qualification(Verdict.QUALIFIED, None, "score 0.9")


def level(reason: SkipReason, limit: int = 5, used: int = 5, words: str = "it") -> Level:
    return Level(reason, limit, used, words)


GOOD = Situation(
    now=NOW,
    run=RunState(),
    campaign=CampaignState(),
    recipient=Recipient("mia@botanica.example", FREE, mx="found"),
    course=Course(IN, Sequence(days_for(Tier.GOOD))),
    sender=SenderState(
        inbox_read_at=NOW - timedelta(minutes=3),
        levels=tuple(level(reason, used=4) for reason in R if reason.startswith("cap_")),
    ),
    letter=Letter("email"),
    window=Window(time(9), time(18)),
    zones=(ZoneInfo("UTC"),),
    blocked_domains=("spam.example",),
)


def with_(part: str, **values: Any) -> Situation:
    return replace(GOOD, **{part: replace(getattr(GOOD, part), **values)})


def touched(*days_ago: int) -> Sequence:
    return Sequence(days_for(Tier.GOOD), tuple(NOW - timedelta(days=n) for n in days_ago))


def out(refusal: SkipReason) -> Qualification:
    return Qualification(Verdict.NOT_QUALIFIED, refusal, "because")


BROKEN = {
    R.LEASE_HELD: with_("run", lease_held="run 7 has it"),
    R.PREFLIGHT_FAILED: with_("run", preflight_failed="no inbox"),
    R.DEADLINE: with_("run", is_late=True),
    R.KILL_SWITCH: with_("run", kill_switch="house: test"),
    R.SYSTEM_PAUSED: with_("run", is_system_paused=True),
    R.CAMPAIGN_NOT_LIVE: with_("campaign", not_live="paused"),
    R.NOT_ARMED: with_("campaign", is_armed=False),
    R.PLAN_CHANGED: with_("campaign", is_row_changed=True),
    R.CHANNEL_DISABLED: with_("letter", is_channel_enabled=False),
    R.CHANNEL_NOT_CONFIGURED: with_("letter", channel="pigeon"),
    R.NO_ADDRESS: with_("recipient", address=" "),
    R.INVALID_ADDRESS: with_("recipient", address="noreply@botanica.example"),
    R.NO_MX: with_("recipient", mx="null"),
    R.IDENTITY_CONFLICT: with_("recipient", identity_conflict="two people"),
    R.SUPPRESSED: with_("recipient", suppressed="house"),
    R.DO_NOT_CONTACT: with_("recipient", do_not_contact="the sheet says so"),
    R.BLOCKED_DOMAIN: with_("recipient", address="mia@mail.Spam.example"),
    R.POSSIBLE_MINOR: with_("recipient", minor="15 years old"),
    R.JURISDICTION_DRAFT_ONLY: with_("recipient", ruling=BRITISH),
    R.MISSING_NOTICE: with_("letter", missing_notices=frozenset({Notice.SOURCE})),
    R.REVIEW_REQUIRED: with_("course", is_flagged_for_review=True),
    R.BELOW_THRESHOLD: with_("course", qualification=out(R.BELOW_THRESHOLD)),
    R.NOT_QUALIFIED: with_("course", qualification=out(R.NOT_QUALIFIED)),
    R.ALREADY_REPLIED: with_("course", replied="yesterday"),
    R.HUMAN_TAKEOVER: with_("course", taken_over="Jana writes"),
    R.THREAD_OPEN: with_("course", thread="open"),
    R.OTHER_TEAM_ACTIVE: with_("recipient", other_team="another team writes"),
    R.COOLDOWN: with_("recipient", cooldown_until=NOW + timedelta(days=1)),
    R.MAX_TOUCHES: with_("course", sequence=touched(10, 7, 1)),
    R.TOO_OLD: with_("course", sequence=touched(31)),
    R.NOT_DUE: with_("course", sequence=touched(1)),
    R.BUDGET_EXHAUSTED: with_("campaign", spent="all of it"),
    R.MAILBOX_PAUSED: with_("sender", paused="bounces"),
    R.AUTH_CHECK_FAILED: with_("sender", auth_failed="no SPF"),
    R.INBOX_STALE: with_("sender", inbox_read_at=NOW - timedelta(minutes=31)),
    R.OUTSIDE_WINDOW: replace(GOOD, window=Window(time(11), time(18))),
    **{
        reason: with_("sender", levels=(level(reason),))
        for reason in (
            *(R.CAP_RUN, R.CAP_CAMPAIGN, R.CAP_SENDING_DOMAIN, R.CAP_MAILBOX_COLD),
            *(R.CAP_MAILBOX_TOTAL, R.REPLY_RESERVE, R.CAP_RECIPIENT_DOMAIN),
        )
    },
    R.TEMPLATE_BLOCKED: with_("letter", problems=("leftover '{{name}}'",)),
}
PARTS = ("run", "campaign", "recipient", "course", "sender", "letter")


def test_nothing_against_it_means_yes() -> None:
    assert answer(GOOD) == Allowed()


def test_the_checks_stand_in_the_order_of_the_list_and_every_reason_has_one() -> None:
    assert [reason for reason, _ in contact.CHECKS] == list(SkipReason)
    assert set(BROKEN) == set(SkipReason)


@pytest.mark.parametrize("reason", list(SkipReason), ids=str)
def test_each_reason_by_itself(reason: SkipReason) -> None:
    found = answer(BROKEN[reason])
    assert isinstance(found, Skip)
    assert found.reason is reason
    assert found.detail


def changes(situation: Situation) -> dict[tuple[str, str], Any]:
    """Return what is broken in a situation: values by their part and name."""
    broken = {
        (part, name): value
        for part in PARTS
        for name, value in vars(getattr(situation, part)).items()
        if value != getattr(getattr(GOOD, part), name)
    }
    return broken | ({("", "window"): situation.window} if situation.window != GOOD.window else {})


def broken_by(found: dict[tuple[str, str], Any]) -> Situation:
    situation = GOOD
    for (part, name), value in found.items():
        change = (
            {name: value}
            if not part
            else {part: replace(getattr(situation, part), **{name: value})}
        )
        situation = replace(situation, **change)
    return situation


reasons = st.sampled_from(list(SkipReason))


@given(reasons, reasons)
def test_of_two_reasons_the_first_in_the_list_is_recorded(
    one: SkipReason, other: SkipReason
) -> None:
    first, second = changes(BROKEN[one]), changes(BROKEN[other])
    assume(not first.keys() & second.keys())
    found = answer(broken_by(first | second))
    assert isinstance(found, Skip)
    assert found.reason is min((one, other), key=list(SkipReason).index)


@pytest.mark.parametrize(
    ("reason", "is_cleared"),
    [(reason, reason in (R.REVIEW_REQUIRED, R.JURISDICTION_DRAFT_ONLY)) for reason in SkipReason],
    ids=str,
)
def test_a_persons_approval_clears_review_and_jurisdiction_and_nothing_else(
    reason: SkipReason, is_cleared: bool
) -> None:
    broken = BROKEN[reason]
    approved = replace(broken, course=replace(broken.course, approved_by="jana@house.example"))
    assert (answer(approved) == Allowed()) is is_cleared


def test_a_refusal_by_a_limit_names_the_lowest_one_and_how_much_is_used() -> None:
    levels = (
        level(R.CAP_CAMPAIGN, limit=20, used=20, words="the campaign"),
        level(R.CAP_MAILBOX_COLD, limit=10, used=10, words="warm-up step 2 of this mailbox"),
    )
    found = answer(with_("sender", levels=levels))
    assert found == Skip(R.CAP_CAMPAIGN, "warm-up step 2 of this mailbox: 10 of 10 used")


def test_a_jurisdictions_refusal_names_the_rule_and_what_would_clear_it() -> None:
    found = answer(BROKEN[R.JURISDICTION_DRAFT_ONLY])
    assert isinstance(found, Skip)
    assert "PECR reg. 22" in found.detail
    assert "entity type or consent would clear it" in found.detail


def test_role_addresses_and_a_company_named_like_a_machine_are_welcome() -> None:
    for address in ("talbot@x.example", "hello@x.example", "mia@botanica.example"):
        assert answer(with_("recipient", address=address)) == Allowed()


def test_passing_reasons_wait_and_lasting_ones_do_not() -> None:
    assert Skip(R.OUTSIDE_WINDOW, "").is_passing
    assert Skip(R.CAP_MAILBOX_COLD, "").is_passing
    for reason in (R.SUPPRESSED, R.ALREADY_REPLIED, R.PLAN_CHANGED, R.TEMPLATE_BLOCKED, R.TOO_OLD):
        assert reason not in PASSING


def test_refusals_are_counted_in_the_order_of_the_list() -> None:
    refusals = [Skip(R.CAP_RUN, ""), Skip(R.SUPPRESSED, ""), Skip(R.CAP_RUN, "")]
    assert list(count_by_reason(refusals).items()) == [("suppressed", 1), ("cap_run", 2)]
