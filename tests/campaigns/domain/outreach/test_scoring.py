"""Scores, tiers, grades and who decides."""

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.outreach.qualifying import Grade, Tier, Verdict, grade_of, qualify, tier_of
from campaigns.domain.outreach.refusals import SkipReason
from campaigns.domain.outreach.scoring import (
    WEIGHTS,
    History,
    Profile,
    Target,
    WeightsError,
    follower_band,
    score,
)

TARGET = Target(
    views_min=50_000,
    views_max=200_000,
    engagement=D("4"),
    primary_platform="tiktok",
    accepted_platforms=frozenset({"instagram"}),
    markets=frozenset({"US"}),
    follower_band=2,
)
PERFECT = Profile(
    views=100_000,
    engagement=D("5"),
    platform="tiktok",
    market_share=D(60),
    country="US",
    followers=300_000,
)
HALF_WAY = Profile(
    views=25_000,
    engagement=D("2"),
    platform="instagram",
    country="US",
    followers=60_000,
    history=History(has_replied=True),
)


@pytest.mark.parametrize(
    ("profile", "value", "tier", "outcome"),
    [
        pytest.param(PERFECT, "0.9250", Tier.TOP, Verdict.QUALIFIED, id="all perfect"),
        pytest.param(
            Profile(platform="tiktok"), "0.5750", Tier.FAIR, Verdict.MANUAL_REVIEW, id="bare"
        ),
        pytest.param(HALF_WAY, "0.6500", Tier.GOOD, Verdict.MANUAL_REVIEW, id="half way"),
    ],
)
def test_the_three_known_vectors(
    profile: Profile, value: str, tier: Tier, outcome: Verdict
) -> None:
    found = score(profile, TARGET)
    assert found.value == D(value)
    assert tier_of(found.value) is tier
    assert qualify(found).verdict is outcome
    assert score(profile, TARGET) == found


@pytest.mark.parametrize(
    ("profile", "part", "value"),
    [
        pytest.param({"views": 25_000}, "views", "0.5", id="half of the least views"),
        pytest.param({"views": 100}, "views", "0.3", id="never under 0.3"),
        pytest.param({"views": 400_000}, "views", "0.5", id="twice the most views"),
        pytest.param({"views": None}, "views", "0.5", id="unknown views"),
        pytest.param({"engagement": D(4)}, "engagement", "1", id="at target"),
        pytest.param({"engagement": D(20)}, "engagement", "1", id="five times is still good"),
        pytest.param({"engagement": D("20.1")}, "engagement", "0.5", id="beyond five times"),
        pytest.param({"platform": "instagram"}, "platform", "0.8", id="accepted"),
        pytest.param({"platform": "youtube"}, "platform", "0", id="not wanted"),
        pytest.param({"market_share": D(25)}, "market", "0.5", id="a quarter of the audience"),
        pytest.param({"market_share": D(50)}, "market", "1", id="half of the audience"),
        pytest.param({"market_share": None}, "market", "0.8", id="home country"),
        pytest.param({"market_share": None, "country": "FR"}, "market", "0.4", id="elsewhere"),
        pytest.param({"followers": 99_999}, "followers", "0.8", id="one band off"),
        pytest.param({"followers": None}, "followers", "0.5", id="unknown is neutral, not small"),
        pytest.param({"followers": 0}, "followers", "0.6", id="none is the smallest band"),
        pytest.param({"history": History(True, True)}, "history", "1.0", id="replied, delivered"),
        pytest.param(
            {"history": History(silent_sequences=2, has_backed_out=True)}, "history", "0", id="bad"
        ),
        pytest.param({"history": History(silent_sequences=1)}, "history", "0.5", id="silent once"),
    ],
)
def test_each_component(profile: dict[str, Any], part: str, value: str) -> None:
    assert score(replace(PERFECT, **profile), TARGET).parts[part].value == D(value)


def test_what_nobody_knows_counts_half_and_lowers_completeness() -> None:
    found = score(Profile(), Target())
    assert found.value == D("0.5")
    assert found.completeness == WEIGHTS["history"]
    assert not found.parts["views"].is_known


@pytest.mark.parametrize(
    ("days", "value", "flags"),
    [
        (30, "0.9250", ()),
        (31, "0.8250", ()),
        (90, "0.8250", ()),
        (91, "0.8250", ("no_recent_post",)),
    ],
)
def test_a_silent_account_loses_a_tenth_and_then_needs_a_person(
    days: int, value: str, flags: tuple[str, ...]
) -> None:
    found = score(replace(PERFECT, days_since_post=days), TARGET)
    assert (found.value, found.flags) == (D(value), flags)
    assert qualify(found).verdict is (Verdict.MANUAL_REVIEW if flags else Verdict.QUALIFIED)


@pytest.mark.parametrize(
    ("value", "tier"),
    [
        *(("0.3999", Tier.LOW), ("0.4000", Tier.FAIR), ("0.6499", Tier.FAIR)),
        *(("0.6500", Tier.GOOD), ("0.8499", Tier.GOOD), ("0.8500", Tier.TOP)),
    ],
)
def test_tier_boundaries_belong_above(value: str, tier: Tier) -> None:
    assert tier_of(D(value)) is tier


@pytest.mark.parametrize(
    ("value", "completeness", "outcome", "reason"),
    [
        ("0.3999", "1", Verdict.NOT_QUALIFIED, SkipReason.BELOW_THRESHOLD),
        ("0.4000", "1", Verdict.MANUAL_REVIEW, SkipReason.REVIEW_REQUIRED),
        ("0.6999", "1", Verdict.MANUAL_REVIEW, SkipReason.REVIEW_REQUIRED),
        ("0.7000", "0.50", Verdict.QUALIFIED, None),
        ("0.9000", "0.49", Verdict.MANUAL_REVIEW, SkipReason.REVIEW_REQUIRED),
    ],
)
def test_who_decides(
    value: str, completeness: str, outcome: Verdict, reason: SkipReason | None
) -> None:
    found = replace(score(PERFECT, TARGET), value=D(value), completeness=D(completeness))
    assert (qualify(found).verdict, qualify(found).refusal) == (outcome, reason)


def test_a_platform_that_is_not_wanted_disqualifies_whatever_the_score() -> None:
    found = qualify(score(replace(PERFECT, platform="youtube"), TARGET))
    assert found.refusal is SkipReason.NOT_QUALIFIED
    assert found.words == "youtube is not wanted"


@pytest.mark.parametrize(
    ("value", "ask", "free", "grade"),
    [
        ("0.80", True, True, Grade.A),
        ("0.80", True, False, Grade.B),
        ("0.99", False, True, Grade.B),
        ("0.60", True, True, Grade.B),
        ("0.5999", True, True, Grade.C),
        ("0.3999", True, True, Grade.D),
    ],
)
def test_grades_order_queues(value: str, ask: bool, free: bool, grade: Grade) -> None:
    assert grade_of(D(value), is_ask_known=ask, is_available=free) is grade


@pytest.mark.parametrize(
    ("followers", "band"),
    [(0, 0), (9_999, 0), (10_000, 1), (99_999, 1), (100_000, 2), (500_000, 3), (1_000_000, 4)],
)
def test_follower_bands(followers: int, band: int) -> None:
    assert follower_band(followers) == band


profiles = st.builds(
    Profile,
    views=st.none() | st.integers(1, 10**8),
    engagement=st.none() | st.decimals(0, 100, places=3),
    platform=st.sampled_from(["", "tiktok", "instagram", "youtube"]),
    market_share=st.none() | st.decimals(0, 100, places=1),
    country=st.sampled_from(["", "US", "FR"]),
    followers=st.none() | st.integers(0, 10**9),
    history=st.builds(History, st.booleans(), st.booleans(), st.integers(0, 3), st.booleans()),
    days_since_post=st.none() | st.integers(0, 400),
)


@given(profiles)
def test_a_score_is_between_none_and_one_with_four_places(profile: Profile) -> None:
    found = score(profile, TARGET)
    assert 0 <= found.value <= 1
    assert found.value == found.value.quantize(D("0.0001"))
    assert 0 <= found.completeness <= 1
    assert all(0 <= part.value <= 1 and part.words for part in found.parts.values())


@given(profiles, st.integers(1, 49_999), st.integers(0, 49_999))
def test_more_views_below_the_range_never_score_less(
    profile: Profile, views: int, more: int
) -> None:
    fewer = score(replace(profile, views=views), TARGET).value
    assert score(replace(profile, views=views + more), TARGET).value >= fewer or (
        views + more > 200_000
    )


def test_weights_have_to_make_a_whole() -> None:
    with pytest.raises(WeightsError, match="add up to 1.10"):
        score(PERFECT, TARGET, weights={**WEIGHTS, "views": D("0.35")})
    with pytest.raises(WeightsError, match="history"):
        score(PERFECT, TARGET, weights={k: v for k, v in WEIGHTS.items() if k != "history"})
    with pytest.raises(WeightsError, match="negative"):
        score(PERFECT, TARGET, weights={**WEIGHTS, "views": D("-0.25"), "market": D("0.65")})


def test_the_reason_says_every_part_in_words() -> None:
    reason = score(HALF_WAY, TARGET).reason
    assert reason.startswith("0.6500: 25000 views, under 50000; engagement 2 %, target 4 %;")
    assert "replied in the last year" in reason
