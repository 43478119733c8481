"""Words that may leave: strict templates, plan hashes, variants and honest comparisons."""

import random
from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.domain.outreach.experiments import Arm, compare, mean_interval, rate_interval
from campaigns.domain.outreach.plan import (
    PlanHash,
    PlannedMail,
    RowKey,
    is_armed_for,
    plan_hash,
    row_hash,
)
from campaigns.domain.outreach.plan import (
    compare as compare_plans,
)
from campaigns.domain.outreach.templates import (
    template_problems,
    text_problems,
    variables_in,
    write_template,
)
from campaigns.domain.outreach.variants import Variant, variant_for

BODY = "Hi {{first_name}},\n\n{{ brand }} likes your {{platform}} work."
VALUES = {"first_name": "Mia", "brand": "Botanica", "platform": "TikTok"}


def test_every_variable_is_filled_in_and_nothing_else_changes() -> None:
    written = write_template("A question, {{first_name}}", BODY, VALUES, is_first_touch=True)
    assert written.subject == "A question, Mia"
    assert written.body == "Hi Mia,\n\nBotanica likes your TikTok work."
    assert written.problems == ()


def test_an_unknown_first_name_is_there_and_any_other_missing_value_blocks() -> None:
    written = write_template("Hello", BODY, {"first_name": " ", "brand": "B"}, is_first_touch=True)
    assert written.body.startswith("Hi there,")
    assert "the variable platform has no value" in written.problems
    assert any(problem.startswith("leftover") for problem in written.problems)


def test_braces_in_a_strangers_name_become_no_variable() -> None:
    values = {**VALUES, "first_name": "{{brand}}"}
    written = write_template("Hello", BODY, values, is_first_touch=True)
    assert "Hi {{brand}}," in written.body
    assert written.problems


@pytest.mark.parametrize(
    "text",
    [
        *("Hello {{name}}", "Hello {{", "}} hello", "Dear [insert name]", "[INSERT", "TODO: x"),
        *("the date is tbd", "Hi ${name}"),
    ],
)
def test_a_leftover_token_blocks_and_is_named(text: str) -> None:
    (problem,) = text_problems("Subject", text, is_first_touch=False)[:1]
    assert problem.startswith("leftover")


@pytest.mark.parametrize(
    "text",
    [
        *("<p>Hello</p>", "Hola a todos", "mastodon", "{a single brace}", "your [new] reel"),
        *("I am 30 and post 3 reels", "on 12 March", "100k views", "a 20% reply rate"),
    ],
)
def test_ordinary_words_pass(text: str) -> None:
    assert text_problems("Subject", text, is_first_touch=True) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "We pay $900",
            "900 EUR per reel",
            "€1.200",
            "1 000 Kč",
            "2k USD",
            "GBP 50",
            "500 dollars",
        ),
        "from 300€ on",
    ],
)
def test_no_amount_on_a_first_touch(text: str) -> None:
    assert any("an amount" in p for p in text_problems("Hello", text, is_first_touch=True))
    assert text_problems("Hello", text, is_first_touch=False) == []


@pytest.mark.parametrize("text", ["our budget is set", "the ceiling of it", "target CPM"])
def test_what_we_may_pay_is_never_named(text: str) -> None:
    assert text_problems("Hello", text, is_first_touch=False)


@pytest.mark.parametrize(
    "subject", ["Re: hello", "RE : x", "Fwd: x", "AW: x", "re[2]: x", "Odp: x"]
)
def test_a_first_touch_fakes_no_reply(subject: str) -> None:
    assert any("fakes a reply" in p for p in text_problems(subject, "Hi", is_first_touch=True))
    assert text_problems(subject, "Hi", is_first_touch=False) == []
    assert text_problems("Regarding spring", "Hi", is_first_touch=True) == []


def test_a_template_is_judged_before_it_is_approved() -> None:
    assert template_problems("For {{brand}}", BODY, is_first_touch=True) == []
    assert template_problems("x", "Hi {{nickname}}", is_first_touch=True) == [
        "there is no variable nickname"
    ]
    assert template_problems("", "", is_first_touch=True) == [
        "the subject is empty",
        "the text is empty",
    ]
    assert variables_in(BODY) == ["first_name", "brand", "platform"]


words = st.text(alphabet=st.characters(exclude_characters="{}[]$"), max_size=60)


@given(st.dictionaries(st.sampled_from(["first_name", "brand", "platform"]), words))
def test_no_words_leave_with_a_variable_left_in_them(values: dict[str, Any]) -> None:
    written = write_template("Hello", BODY, values, is_first_touch=False)
    assert written.problems or "{{" not in written.body


@given(st.sampled_from(["I do not agree.", "No, never.", "We are an AI assistant."]), words)
def test_rendering_drops_no_negation_and_no_assistants_line(line: str, word: str) -> None:
    written = write_template(
        "Hello", f"{line}\n\n{{{{brand}}}}", {"brand": word}, is_first_touch=True
    )
    assert line in written.body


MAIL = PlannedMail(RowKey(7, 1, "email"), "a@house.example", "intro@2", "Hello", "Hi Mia")
mails = st.builds(
    PlannedMail,
    key=st.builds(RowKey, st.integers(1, 50), st.integers(1, 3), st.just("email")),
    mailbox=st.sampled_from(["a@x.example", "b@x.example"]),
    template_version=st.sampled_from(["t@1", "t@2"]),
    subject=st.text(max_size=10),
    body=st.text(max_size=30),
)


@pytest.mark.parametrize(
    "change",
    [
        {"key": RowKey(8, 1, "email")},
        {"key": RowKey(7, 2, "email")},
        {"key": RowKey(7, 1, "linkedin")},
        {"mailbox": "b@house.example"},
        {"template_version": "intro@3"},
        {"subject": "Hello "},
        {"body": "Hi Mia."},
    ],
)
def test_whatever_changes_in_a_mail_changes_its_fingerprint(change: dict[str, Any]) -> None:
    assert row_hash(replace(MAIL, **change)) != row_hash(MAIL)
    armed = {MAIL.key: row_hash(MAIL)}
    assert is_armed_for(MAIL.key, row_hash(MAIL), armed)
    changed = replace(MAIL, **change)
    assert not is_armed_for(changed.key, row_hash(changed), armed)


@given(st.lists(mails, max_size=20, unique_by=lambda m: m.key), st.randoms())
def test_a_plan_has_one_hash_whatever_the_order_it_was_made_in(
    plan: list[PlannedMail], chance: random.Random
) -> None:
    shuffled = list(plan)
    chance.shuffle(shuffled)
    assert plan_hash({m.key: row_hash(m) for m in plan}) == plan_hash(
        {m.key: row_hash(m) for m in shuffled}
    )


@given(st.lists(mails, min_size=1, max_size=10, unique_by=lambda m: m.key))
def test_a_plan_without_one_of_its_mails_is_another_plan(plan: list[PlannedMail]) -> None:
    whole = {m.key: row_hash(m) for m in plan}
    assert plan_hash(whole) != plan_hash({m.key: row_hash(m) for m in plan[1:]})


def test_a_plans_hash_takes_its_mails_in_order_and_an_empty_plan_has_none() -> None:
    whole = PlanHash()
    assert whole.hexdigest() == ""
    whole.add(RowKey(2, 1, "email"), "00")
    with pytest.raises(ValueError, match="was added after"):
        whole.add(RowKey(1, 1, "email"), "00")


def test_the_difference_between_two_plans_is_told_in_words() -> None:
    one, two, three = (RowKey(n, 1, "email") for n in (1, 2, 3))
    diff = compare_plans({one: "a", two: "b"}, {two: "c", three: "d"})
    assert (diff.added, diff.removed, diff.changed) == ((three,), (one,), (two,))
    assert diff.words == "1 new, 1 gone and 1 reworded since the last plan."
    assert compare_plans({one: "a"}, {one: "a"}).words == "Nothing changed since the last plan."
    assert one.words(12) == "12:1:email:1"


@given(st.integers(1, 10**9), st.integers(1, 9), st.integers(1, 9))
def test_a_prospect_keeps_its_variant_for_life(prospect: int, left: int, right: int) -> None:
    both = [Variant("b", right), Variant("a", left)]
    found = variant_for(prospect, "spring", both)
    assert variant_for(prospect, "spring", both[::-1]) == found


def test_variants_get_their_shares_and_none_without_weight() -> None:
    both = [Variant("a", 3), Variant("b", 1), Variant("c", 0)]
    names = [variant_for(n, "spring", both).name for n in range(8000)]
    assert 5700 < names.count("a") < 6300
    assert "c" not in names
    with pytest.raises(ValueError, match="no variant"):
        variant_for(1, "spring", [Variant("c", 0)])


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_rates_interval_holds_the_rate_that_was_seen(agreed: int, missed: int) -> None:
    found = rate_interval(agreed, agreed + missed)
    seen = agreed / (agreed + missed) if agreed + missed else 0.5
    assert 0 <= found.low <= seen + 1e-9
    assert seen - 1e-9 <= found.high <= 1


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot have agreed"):
        rate_interval(3, 2)


def test_a_clear_difference_has_a_winner_and_a_lucky_start_has_none() -> None:
    assert compare({"a": Arm(400, 160), "b": Arm(400, 60)}).winner == "a"
    lucky = compare({"a": Arm(8, 4), "b": Arm(8, 0)})
    assert lucky.winner is None
    assert "keep both" in lucky.words
    assert compare({"a": Arm(400, 160)}).winner is None


@settings(max_examples=5)
@given(st.integers(0, 10**6))
def test_looking_after_every_prospect_calls_equal_variants_different_hardly_ever(seed: int) -> None:
    chance, wrong = random.Random(seed), 0
    for _ in range(20):
        agreed, tried = {"a": 0, "b": 0}, {"a": 0, "b": 0}
        for _ in range(150):
            name = chance.choice("ab")
            tried[name] += 1
            agreed[name] += chance.random() < 0.2
            if compare({n: Arm(tried[n], agreed[n]) for n in "ab"}).winner:
                wrong += 1
                break
    assert wrong <= 4


def test_agreed_cpms_have_an_interval_once_there_are_ten() -> None:
    assert mean_interval([D(25)] * 9) is None
    found = mean_interval([D(20), D(30)] * 50)
    assert found is not None
    assert found.low < 25 < found.high
    assert found.high - found.low < 5
