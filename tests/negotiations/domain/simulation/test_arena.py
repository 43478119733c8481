"""The simulated form: legal moves only, deterministic, and no violation in a rough market."""

import copy
import random
from decimal import Decimal
from decimal import Decimal as D
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiations.domain.strategy import move, order
from negotiations.domain.terms.receipts import is_genuine, recompute


def a_campaign(threads: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    campaign = {
        "currency": "USD",
        "budget": "12000.00",
        "spent": "0.00",
        "exposure": "0.00",
        "min_cpm": "20",
        "max_cpm": "30",
        "hard_cpm": "36",
        "max_rounds": 6,
        "tick": 1,
        "ticks": 18,
        "threads": threads,
    }
    return {**campaign, **changes}


def a_thread(name: str = "t1", **changes: Any) -> dict[str, Any]:
    thread = {
        "id": name,
        "platform": "instagram",
        "views": 50_000,
        "followers": 210_000,
        "engagement_rate": "3.1",
        "quality": "1.00",
        "deliverables": 1,
        "status": "new",
        "fee": "0",
        "offers": [],
        "replies": [],
    }
    return {**thread, **changes}


def an_offer(amount: str | None, final: bool = False) -> dict[str, Any]:
    return {"amount": amount, "levers": [], "final": final}


def a_reply(kind: str = "counter", ask: str | None = None) -> dict[str, Any]:
    return {"kind": kind, "ask": ask, "via_manager": False}


def test_their_rate_is_asked_first() -> None:
    said = move(a_campaign([a_thread()]), "t1")
    assert (said["move"], said["amount"]) == ("offer", None)


def test_an_ask_under_the_floor_is_accepted_as_it_is() -> None:
    thread = a_thread(status="theirs", offers=[an_offer(None)], replies=[a_reply(ask="700.00")])
    assert move(a_campaign([thread]), "t1")["move"] == "accept"


def test_an_offer_lies_between_floor_and_ask_with_a_receipt() -> None:
    thread = a_thread(status="theirs", offers=[an_offer(None)], replies=[a_reply(ask="1400.00")])
    said = move(a_campaign([thread]), "t1")
    assert D("1000") <= D(said["amount"]) < D("1400")
    assert recompute(said["receipt"]) == D(said["amount"])
    assert is_genuine(said["receipt"])


def test_silence_gets_the_same_number_again() -> None:
    thread = a_thread(
        status="ours",
        offers=[an_offer(None), an_offer("1180.00")],
        replies=[a_reply(ask="1500.00"), a_reply("silence")],
    )
    said = move(a_campaign([thread]), "t1")
    assert (said["move"], said["amount"]) == ("offer", "1180.00")


def test_no_offer_breaks_the_budget_with_the_open_ones() -> None:
    thread = a_thread(status="theirs", offers=[an_offer(None)], replies=[a_reply(ask="1400.00")])
    assert move(a_campaign([thread], budget="2000.00", exposure="1100.00"), "t1")["move"] == "hold"


@pytest.mark.parametrize("status", ["closed", "walked", "rejected", "escalated", "dead"])
def test_an_ended_thread_holds(status: str) -> None:
    assert move(a_campaign([a_thread(status=status)]), "t1")["move"] == "hold"


def test_an_unknown_thread_is_named() -> None:
    with pytest.raises(LookupError, match="t9"):
        move(a_campaign([a_thread()]), "t9")


def test_order_names_every_thread_once_best_value_first() -> None:
    threads = [a_thread("low", quality="0.8"), a_thread("high", quality="1.3"), a_thread("mid")]
    assert order(a_campaign(threads)) == ["high", "mid", "low"]


def test_an_offer_that_met_silence_is_not_counted_against_its_own_follow_up() -> None:
    thread = a_thread(
        status="theirs",
        offers=[an_offer(None), an_offer("1180.00")],
        replies=[a_reply(ask="1500.00"), a_reply("silence")],
    )
    held = a_campaign([thread], budget="2000.00", exposure="1180.00")
    assert move(held, "t1")["amount"] == "1180.00"


def test_a_question_after_a_price_gets_the_same_number() -> None:
    thread = a_thread(
        status="theirs",
        offers=[an_offer(None), an_offer("1180.00")],
        replies=[a_reply(ask="1500.00"), a_reply("question")],
    )
    assert move(a_campaign([thread]), "t1")["amount"] == "1180.00"


def test_a_deal_above_the_target_needs_savings_of_closed_ones() -> None:
    dear = a_thread("t1", status="theirs", offers=[an_offer(None)], replies=[a_reply(ask="1700")])
    saved = a_thread("t2", status="closed", views=400_000, fee="8400.00")
    alone = move(a_campaign([dear], ticks=2), "t1")
    assert alone["move"] != "accept"
    assert D(alone.get("amount") or 0) <= D("1500")
    late = [an_offer("1480.00")] * 6
    spoken = a_thread("t1", status="theirs", offers=late, replies=[a_reply(ask="1700")] * 6)
    rich = a_campaign([spoken, saved], budget="90000.00", spent="8400.00")
    assert move(rich, "t1")["move"] == "accept"
    assert move(a_campaign([spoken], budget="90000.00"), "t1")["move"] != "accept"


def test_another_dear_open_offer_uses_up_the_savings() -> None:
    late = [an_offer("1480.00")] * 6
    spoken = a_thread("t1", status="theirs", offers=late, replies=[a_reply(ask="1700")] * 6)
    saved = a_thread("t2", status="closed", fee="1250.00")
    other = a_thread("t3", status="ours", offers=[an_offer("1700.00")])
    changes = {"budget": "90000.00", "spent": "1250.00"}
    assert move(a_campaign([spoken, saved], **changes), "t1")["move"] == "accept"
    crowded = a_campaign([spoken, saved, other], exposure="1700.00", **changes)
    assert move(crowded, "t1")["move"] != "accept"


def test_a_last_word_is_not_followed_by_another_price() -> None:
    thread = a_thread(
        status="theirs",
        offers=[an_offer(None), an_offer("1180.00", final=True)],
        replies=[a_reply(ask="1900.00"), a_reply(ask="1900.00")],
    )
    assert move(a_campaign([thread]), "t1")["move"] == "walk"


def test_the_receipt_states_the_belief() -> None:
    thread = a_thread(status="theirs", offers=[an_offer(None)], replies=[a_reply(ask="1400.00")])
    belief = move(a_campaign([thread]), "t1")["receipt"]["belief"]
    assert D(belief["95"][0]) < D(belief["median"]) < D(belief["95"][1]) <= D("1400.00")


@given(
    views=st.integers(0, 10**7),
    quality=st.sampled_from(["0", "0.7", "1.40", 1.1]),
    asks=st.lists(st.none() | st.decimals("0", "1000000", places=2).map(str), max_size=5),
    kind=st.sampled_from(["counter", "firm", "question", "silence"]),
    tick=st.integers(0, 20),
    budget=st.decimals("0", "100000", places=2).map(str),
)
def test_whatever_comes_gets_a_legal_move(
    views: int, quality: str | float, asks: list[Any], kind: str, tick: int, budget: str
) -> None:
    offers = [an_offer(None)] * len(asks)
    replies = [a_reply("counter" if ask else kind, ask) for ask in asks]
    thread = a_thread(views=views, quality=quality, offers=offers, replies=replies)
    campaign = a_campaign([thread, a_thread("t2")], tick=tick, budget=budget)
    said = move(campaign, "t1")
    named = [D(ask) for ask in asks if ask is not None]
    assert order(campaign)
    if said["move"] == "offer" and said["amount"] is not None:
        amount = D(said["amount"])
        assert D(20) * views <= amount * 1000 <= D(30) * views
        assert not named or amount <= named[-1]
        assert amount <= D(budget)
        assert recompute(said["receipt"]) == amount
    if said["move"] == "accept":
        assert named[-1] <= D(budget)
        assert named[-1] * 1000 <= D(30) * views


def a_market(rng: Random) -> tuple[dict[str, Any], dict[str, tuple[Decimal, Decimal, float]]]:
    """Return a campaign and what its influencers hide: price, patience and silence."""
    threads, hidden = [], {}
    for number in range(rng.randint(5, 25)):
        views = rng.randint(3_000, 300_000)
        name = f"t{number}"
        threads.append(a_thread(name, views=views, quality=f"{rng.uniform(0.7, 1.4):.2f}"))
        fair = D(views) * D(rng.randint(8, 45)) / 1000
        hidden[name] = (fair, D(rng.randint(100, 180)) / 100, rng.random() / 2)
    budget = sum((fair for fair, _, _ in hidden.values()), D(0)) * D(rng.randint(20, 90)) / 100
    return a_campaign(threads, budget=str(budget.quantize(D("0.01"))), ticks=10), hidden


def reply_of(
    rng: Random, thread: dict[str, Any], hidden: tuple[Decimal, Decimal, float]
) -> dict[str, Any]:
    fair, greed, silence = hidden
    amount = thread["offers"][-1]["amount"]
    if rng.random() < silence:
        return a_reply("silence")
    if amount is None and rng.random() < 0.3:
        return a_reply("question")
    if amount is not None and D(amount) >= fair:
        return a_reply("accepted")
    if amount is not None and rng.random() < 0.05:
        return a_reply("rejected")
    rounds = len(thread["replies"])
    ask = fair * (1 + (greed - 1) / (1 + rounds))
    return a_reply(rng.choice(["counter", "firm"]), str(ask.quantize(D("0.01"))))


def close(campaign: dict[str, Any], thread: dict[str, Any], fee: Decimal) -> None:
    thread.update(status="closed", fee=str(fee))
    campaign["spent"] = str(D(campaign["spent"]) + fee)


def play_thread(campaign: dict[str, Any], thread: dict[str, Any]) -> bool:
    """Make one move and check it against every limit; return whether a mail left."""
    before = copy.deepcopy(campaign)
    said = move(campaign, thread["id"])
    assert campaign == before, "a move changes nothing"
    assert said == move(campaign, thread["id"])
    views = D(thread["views"])
    asks = [D(reply["ask"]) for reply in thread["replies"] if reply["ask"]]
    if said["move"] == "accept":
        assert asks[-1] * 1000 <= D(campaign["hard_cpm"]) * views
        close(campaign, thread, asks[-1])
        assert D(campaign["spent"]) + D(campaign["exposure"]) <= D(campaign["budget"])
    elif said["move"] == "walk":
        thread["status"] = "walked"
    elif said["move"] == "offer":
        if said["amount"] is not None:
            amount = D(said["amount"])
            assert D(campaign["min_cpm"]) * views <= amount * 1000
            assert amount * 1000 <= D(campaign["hard_cpm"]) * views
            assert not asks or amount <= asks[-1]
            assert recompute(said["receipt"]) == amount
            campaign["exposure"] = str(D(campaign["exposure"]) + amount)
            assert D(campaign["spent"]) + D(campaign["exposure"]) <= D(campaign["budget"])
        thread["offers"].append(an_offer(said["amount"], said["final"]))
        assert len(thread["offers"]) <= campaign["max_rounds"]
        thread["status"] = "ours"
        return True
    return False


def play_tick(
    rng: Random, campaign: dict[str, Any], hidden: dict[str, tuple[Decimal, Decimal, float]]
) -> None:
    by_id = {thread["id"]: thread for thread in campaign["threads"]}
    waiting = [
        by_id[name]
        for name in order(campaign)
        if by_id[name]["status"] in ("new", "ours", "theirs") and play_thread(campaign, by_id[name])
    ]
    campaign["exposure"] = "0.00"
    for thread in waiting:
        reply = reply_of(rng, thread, hidden[thread["id"]])
        thread["replies"].append(reply)
        thread["status"] = "theirs"
        if reply["kind"] == "accepted":
            close(campaign, thread, D(thread["offers"][-1]["amount"]))
        elif reply["kind"] == "rejected":
            thread["status"] = "rejected"


@pytest.mark.parametrize("start", range(12))
def test_no_limit_is_ever_broken(start: int) -> None:
    rng = random.Random(start)
    campaign, hidden = a_market(rng)
    for tick in range(campaign["ticks"]):
        campaign["tick"] = tick
        play_tick(rng, campaign, hidden)
    closed = [thread for thread in campaign["threads"] if thread["status"] == "closed"]
    fees = sum((D(thread["fee"]) for thread in closed), D(0))
    views = sum(thread["views"] for thread in closed)
    assert fees <= D(campaign["budget"])
    assert fees * 1000 <= D(campaign["max_cpm"]) * views
    assert closed, "a market with cheap influencers closes something"
