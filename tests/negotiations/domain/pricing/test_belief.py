"""What we think they would settle for: consistent, cut by asks and declines, learned together."""

from dataclasses import replace
from math import exp, log
from typing import Any

import pytest

from negotiations.domain.pricing.belief import Belief, combine, spoken
from negotiations.domain.pricing.market import Evidence, Prior, learn

BELIEFS = [
    pytest.param(Belief(log(1000), 0.2), id="open"),
    pytest.param(Belief(log(1000), 0.2, low=log(950)), id="declined 950"),
    pytest.param(Belief(log(1000), 0.2, high=log(1100)), id="asks 1100"),
    pytest.param(Belief(log(1000), 0.2, low=log(950), high=log(1100)), id="both"),
]


def evidence(ask: int | None = None, **changes: Any) -> Evidence:
    """Return the story of a thread that looks worth 1,000 and asks this much."""
    told = None if ask is None else log(ask)
    base = Evidence(
        guess=log(1000),
        first_ask=told,
        last_ask=told,
        declined=None,
        accepted=None,
        priced_replies=0,
        silences=0,
        replies=int(ask is not None),
        left=False,
    )
    return replace(base, **changes)


@pytest.mark.parametrize("belief", BELIEFS)
@pytest.mark.parametrize("share", [0.05, 0.25, 0.5, 0.75, 0.95])
def test_quantile_and_probability_agree(belief: Belief, share: float) -> None:
    assert belief.below(belief.quantiles((share,))[0]) == pytest.approx(share, abs=1e-6)


def test_an_ask_bounds_the_price_and_a_decline_moves_it_up() -> None:
    middle = Belief(log(1000), 0.2).quantiles((0.5,))[0]
    assert Belief(log(1000), 0.2, high=log(1000)).quantiles((0.999,))[0] <= 1000.01
    assert Belief(log(1000), 0.2, low=log(1000)).quantiles((0.5,))[0] > middle


def test_a_declined_price_may_still_be_enough() -> None:
    assert 0 < Belief(log(1000), 0.2, low=log(1000)).below(1000) < 0.2


def test_two_estimates_weigh_by_their_certainty() -> None:
    mean, spread = combine((0.0, 1.0), (1.0, 0.5))
    assert mean == pytest.approx(0.8)
    assert spread < 0.5


def test_a_receipt_states_nested_intervals() -> None:
    said = spoken(Belief(log(1000), 0.2))
    ends = [float(said[level][0]) for level in ("95", "80", "50")] + [float(said["median"])]
    assert ends == sorted(ends)


def test_a_dear_campaign_raises_every_guess() -> None:
    quiet = evidence()
    calm = learn([quiet, *[evidence(1300)] * 20], Prior()).belief(quiet)
    dear = learn([quiet, *[evidence(2000)] * 20], Prior()).belief(quiet)
    assert dear.mean > calm.mean + 0.2


def test_low_offers_that_are_taken_show_room_in_the_asks() -> None:
    stayed = [evidence(1300, declined=log(1150))] * 15
    gave_in = [evidence(1300, accepted=log(1000))] * 15
    assert learn(gave_in, Prior()).markup > learn(stayed, Prior()).markup


def test_silence_and_walking_are_counted_with_shrinkage() -> None:
    loud, quiet = evidence(1300, replies=4), evidence(1300, replies=4, silences=3)
    assert learn([quiet] * 10, Prior()).silence > learn([loud] * 10, Prior()).silence
    gone = evidence(1300, left=True, priced_replies=1)
    assert 0.07 < learn([gone], Prior()).leaving < 0.2


def test_a_prior_far_off_is_corrected_by_the_asks() -> None:
    told = [evidence(1300) for _ in range(30)]
    off = [replace(t, guess=t.guess + log(0.6)) for t in told]
    right, wrong = (learn(t, Prior()).belief(t[0]).quantiles((0.5,))[0] for t in (told, off))
    assert exp(abs(log(wrong / right))) < 1.25, (
        "a guess 40 % off moves the belief by less than half of that"
    )
