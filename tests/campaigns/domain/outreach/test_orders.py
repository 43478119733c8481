"""What a run may be asked to do, and what its report adds up to."""

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.outreach.config import CAMCycleConfig, config_problems, remaining
from campaigns.domain.outreach.pacing.limits import (
    ChannelLimit,
    LimitsError,
    SafetySettings,
    with_changes,
)
from campaigns.domain.outreach.report import (
    MOST_ERRORS,
    CAMCycleReport,
    exit_code,
    item_error,
    phase_error,
)

counts = st.integers(0, 10**6)


def test_four_arguments_make_an_order_that_sends_nothing() -> None:
    config = CAMCycleConfig(10, 20, 10, ["email"])
    assert config.dry_run is True
    assert config.safety_settings is None
    assert config.campaign_ids is None
    assert config_problems(config) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param((-1, 20, 10, ["email"]), "max_new_leads_per_day", id="negative"),
        pytest.param((1, 2.5, 10, ["email"]), "max_outreach_per_day", id="a fraction"),
        pytest.param((1, 20, True, ["email"]), "max_followups_per_day", id="yes is no number"),
        pytest.param((1, 20, "10", ["email"]), "max_followups_per_day", id="text"),
        pytest.param((1, 20, 10, "email"), "channels_enabled", id="a bare channel"),
    ],
)
def test_an_order_that_cannot_be_meant_names_its_field(values: tuple[Any, ...], field: str) -> None:
    problems = config_problems(CAMCycleConfig(*values))
    assert len(problems) == 1
    assert problems[0].startswith(field)


def test_the_order_of_a_run_carries_its_settings_problems() -> None:
    odd = SafetySettings(send_window_start=time(9), send_window_end=None)
    config = CAMCycleConfig(0, 0, 0, [], safety_settings=odd)
    assert config_problems(config) == ["send_window: give both ends, or neither for no window"]


def test_none_left_is_never_less_than_none() -> None:
    assert remaining(10, 4) == 6
    assert remaining(0, 0) == 0
    assert remaining(5, 9) == 0


def test_a_channel_nobody_listed_may_send_nothing() -> None:
    limits = SafetySettings()
    assert limits.limit_of("email").max_per_day == 20
    assert limits.limit_of("linkedin") == ChannelLimit(10, True, 3, 2, 10)
    assert limits.limit_of("twitter") == ChannelLimit(15)
    assert limits.limit_of("pigeon").max_per_day == 0


def test_a_partial_change_leaves_the_rest_and_only_an_empty_list_clears_one() -> None:
    before = SafetySettings(blocked_domains=("spam.example",), reply_reserve=12)
    after = with_changes(before, min_gap_seconds=40, blocked_domains=None)
    assert (after.blocked_domains, after.reply_reserve) == (("spam.example",), 12)
    assert after.min_gap_seconds == 40
    assert with_changes(after, blocked_domains=()).blocked_domains == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"send_window_end": time(9)}, "both ends are the same", id="no width"),
        pytest.param({"send_weekdays": (7,)}, "send_weekdays", id="an eighth day"),
        pytest.param({"reply_reserve": -1}, "reply_reserve", id="negative"),
        pytest.param({"min_gap_seconds": 200}, "above max_gap_seconds", id="gap upside down"),
        pytest.param({"warmup_clock": "lunar"}, "warmup_clock", id="unknown clock"),
        pytest.param({"daily_limit": 3}, "no setting daily_limit", id="unknown field"),
        pytest.param(
            {"per_channel_limits": {"email": ChannelLimit(-2)}}, "email.max_per_day", id="channel"
        ),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(LimitsError, match=words):
        with_changes(SafetySettings(), **change)


def test_five_fields_make_a_report() -> None:
    report = CAMCycleReport(1, 2, 3, 4, ["x"])
    assert (report.leads_created, report.hot_leads_detected, report.errors) == (1, 4, ["x"])
    assert report.dry_run is True


@given(counts, counts, counts, st.dictionaries(st.sampled_from(["cap_run", "cooldown"]), counts))
def test_every_candidate_of_a_report_is_in_exactly_one_place(
    sent: int, queued: int, failed: int, skipped: dict[str, Any]
) -> None:
    report = CAMCycleReport(outreach_sent=sent, queued=queued, failed=failed, skipped=skipped)
    report.leads_created = report.replies_detected = 7
    assert report.considered == sent + queued + failed + sum(skipped.values())


@given(st.integers(0, 3 * MOST_ERRORS))
def test_a_flood_of_errors_keeps_the_first_hundred_and_counts_the_rest(count: int) -> None:
    report = CAMCycleReport()
    for number in range(count):
        report.add_error(f"line {number}")
    kept = min(count, MOST_ERRORS)
    assert report.errors[:kept] == [f"line {n}" for n in range(kept)]
    if count > MOST_ERRORS:
        assert report.errors[kept:] == [f"… and {count - MOST_ERRORS} more"]


def test_errors_say_which_phase_or_item_in_one_line() -> None:
    error = RuntimeError("no\n such   table")
    assert phase_error("process_new_leads", error) == "process_new_leads failed: no such table"
    assert item_error("send_pending_outreach", 7, "bounced") == (
        "send_pending_outreach item 7 failed: bounced"
    )
    assert phase_error("detect", KeyError()) == "detect failed: KeyError"


def test_the_exit_code_tells_a_held_lease_from_errors() -> None:
    assert exit_code(CAMCycleReport()) == 0
    assert exit_code(CAMCycleReport(errors=["x"])) == 1
    assert exit_code(CAMCycleReport(errors=["x"], skipped={"lease_held": 1})) == 3
