"""What keeps the agent from deciding alone."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from negotiations.domain.pricing.guards import (
    above,
    impossible,
    is_affordable,
    is_foreign,
    is_plain_yes,
    is_possible_ask,
    is_spent,
    person_flags,
    silence,
    unpriced,
)
from negotiations.domain.pricing.policy import Playbook
from negotiations.domain.terms.offer_terms import Right, Terms
from tests.negotiations.domain.pricing.builders import (
    FULL,
    OPENING_TERMS,
    a_position,
    a_reading,
    some_bounds,
)


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        ({"hostile", "legal"}, "hostile"),
        ({"legal", "wants_call"}, "legal"),
        ({"wrong_person"}, "wrong_person"),
        ({"attachment_rates"}, "attachment_rates"),
        ({"wants_call"}, "call_request"),
    ],
)
def test_the_first_flag_names_the_code_and_every_flag_its_reason(
    flags: set[str], code: str
) -> None:
    found = person_flags(frozenset(flags))

    assert found is not None
    assert found[0] == code
    assert len(found[1].split("; ")) == len(flags)


def test_harmless_flags_need_nobody() -> None:
    assert person_flags(frozenset({"vat", "multi_platform"})) is None


@pytest.mark.parametrize("state", ["paused", "rejected", "stopped", "escalated"])
def test_nothing_is_sent_where_the_thread_is_not_ours(state: str) -> None:
    assert silence(a_position("1000.00", thread_state=state), a_reading(total="1200"))


@pytest.mark.parametrize("state", ["counter_received", "stale"])
def test_a_thread_of_ours_is_answered(state: str) -> None:
    assert silence(a_position("1000.00", thread_state=state), a_reading(total="1200")) == ""


@pytest.mark.parametrize(
    ("intent", "total", "counts"),
    [
        pytest.param("accept", None, True, id="a yes"),
        pytest.param("accept", "1000.00", True, id="a yes at our amount"),
        pytest.param("accept", "1000.01", False, id="a yes at another amount"),
        pytest.param("reject", None, True, id="a no"),
        pytest.param("question", None, False, id="a question"),
    ],
)
def test_only_a_clear_yes_or_no_counts_while_a_person_holds_the_thread(
    intent: str, total: str | None, counts: bool
) -> None:
    position = a_position("1000.00", thread_state="escalated")

    assert (silence(position, a_reading(intent, total)) == "") is counts


def test_without_an_offer_of_ours_there_is_nothing_to_say_yes_to() -> None:
    assert not is_plain_yes(a_position(), a_reading("accept"))


@pytest.mark.parametrize("total", ["NaN", "Infinity", "0", "0.99", "1E12", "-5"])
def test_a_figure_that_no_fee_can_be(total: str) -> None:
    assert not is_possible_ask(D(total))


@pytest.mark.parametrize("total", ["1", "999999999999"])
def test_a_figure_that_a_fee_can_be(total: str) -> None:
    assert is_possible_ask(D(total))


@pytest.mark.parametrize(
    ("flag", "terms", "is_ours"),
    [
        ("usage_rights", Terms(deliverables=FULL), False),
        ("usage_rights", OPENING_TERMS, True),
        ("whitelisting", OPENING_TERMS, False),
        ("whitelisting", Terms(deliverables=FULL, rights=(Right("whitelisting", 30),)), True),
        ("exclusivity", OPENING_TERMS, False),
        ("exclusivity", replace(OPENING_TERMS, exclusivity="30 days"), True),
    ],
)
def test_a_right_is_priced_only_where_our_terms_hold_it(
    flag: str, terms: Terms, is_ours: bool
) -> None:
    assert (unpriced(a_reading(flags=frozenset({flag})), terms) == []) is is_ours


@pytest.mark.parametrize(
    "flag",
    ["vat", "agency_fee", "raw_footage", "rush", "travel_costs", "affiliate", "product_only"],
)
def test_what_no_offer_of_ours_covers_is_always_unpriced(flag: str) -> None:
    assert unpriced(a_reading(flags=frozenset({flag})), OPENING_TERMS) == [flag]


@pytest.mark.parametrize("flag", ["payment_terms", "multi_platform"])
def test_some_terms_matter_only_as_a_condition(flag: str) -> None:
    flags = frozenset({flag})

    assert unpriced(a_reading(flags=flags), OPENING_TERMS) == []
    assert unpriced(a_reading(flags=flags, has_condition=True), OPENING_TERMS) == [flag]


def test_a_yes_with_a_condition_is_never_plain() -> None:
    assert unpriced(a_reading("accept", has_condition=True), OPENING_TERMS) == ["a condition"]
    assert unpriced(a_reading("counter", has_condition=True), OPENING_TERMS) == []


@pytest.mark.parametrize(
    ("currency", "named", "foreign"),
    [
        pytest.param("EUR", True, True, id="another currency"),
        pytest.param("USD", False, False, id="our currency by name"),
        pytest.param(None, True, False, id="bare, and we named ours"),
        pytest.param(None, False, True, id="bare, and we did not"),
    ],
)
def test_a_bare_amount_is_ours_only_once_we_named_the_currency(
    currency: str | None, named: bool, foreign: bool
) -> None:
    position = a_position("1000.00", named_currency=named)

    assert is_foreign(position, a_reading(total="1200", total_currency=currency)) is foreign


def test_an_ask_inside_the_cpm_but_above_the_approval_limit_needs_approval() -> None:
    position = a_position("1000.00", bounds=replace(some_bounds(), max_without_approval=D(1200)))

    assert above(position, D("1400"))[0] == "over_approval"
    assert above(position, D("1500.01"))[0] == "above_ceiling"
    assert above(position, D("1200"))[0] == "above_ceiling"


def test_no_price_exists_without_views_or_between_crossed_limits() -> None:
    bounds = some_bounds()

    assert impossible(a_position(bounds=bounds)) == ""
    assert impossible(a_position(views=0))
    assert impossible(a_position(bounds=replace(bounds, floor=D(0))))
    assert impossible(a_position(bounds=replace(bounds, floor=bounds.ceiling + 1)))
    assert impossible(a_position(bounds=replace(bounds, floor=bounds.ceiling))) == ""


def test_without_a_portfolio_every_ask_is_affordable() -> None:
    assert is_affordable(a_position(), D(10) ** 9)


@pytest.mark.parametrize(
    ("amounts", "round_", "is_over"),
    [
        pytest.param(("1000.00",), 4, False, id="a round is left"),
        pytest.param(("1000.00",), 5, True, id="the cap is reached"),
        pytest.param((), 0, False, id="nothing was offered"),
        pytest.param(("1500.00",), 1, False, id="at the ceiling"),
        pytest.param(("1500.01",), 1, True, id="a person went above the ceiling"),
    ],
)
def test_the_agent_s_own_counters_end(amounts: tuple[str, ...], round_: int, is_over: bool) -> None:
    position = a_position(*amounts, round=round_, playbook=Playbook(round_cap=5))

    assert is_spent(position) is is_over


def test_after_a_final_offer_no_other_one_follows() -> None:
    position = a_position("1200.00", round=1)
    offers = tuple(replace(offer, final=True) for offer in position.offers)

    assert not is_spent(position)
    assert is_spent(replace(position, offers=offers))
