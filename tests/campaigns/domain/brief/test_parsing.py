"""A filled-in form becomes typed values; what cannot be read is named and changes nothing else."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.domain.brief.form import (
    FIELDS,
    FormEntry,
    FormField,
    Kind,
    Option,
    entry_of,
    name_of,
    path_of,
)
from campaigns.domain.brief.parsing import ParsedBrief, parse_brief, validate_and_coerce_correction
from campaigns.domain.brief.rules import rights_of, validate_campaign, warnings_of

YES_NO = (Option("u-yes", "Yes", 5), Option("u-no", "No", 2))
LABELS = (Option("l-1", "Instagram Reel"), Option("l-2", "TikTok Video"))
BUDGET = "Campaign Budget"
LEVER = "Can product be used as a lever for negotiation?"
MAX_COST = "Maximum Cost per Influencer without Human Approval"
ROUNDS = "How many rounds of content revisions must the influencer agree to?"
TARGETS = "Target Deliverables per Influencer (select all that apply)"
CPM_WORDS, CPM = "CPM Target", "CPM Target - Numerical value ($20-$50)"
LENIENCY = "CPM Leniency - Numerical value (0-100%)"
PUBLISH = "When is the content expected to be published?"


def form(
    name: str,
    value: Any,
    kind: str = "short_text",
    options: tuple[Option, ...] = (),
    currency: str | None = None,
) -> FormField:
    return FormField(name, kind, value, options, currency)


def reason(parsed: ParsedBrief, name: str) -> str:
    return next(error.reason for error in parsed.errors if error.name == name)


def test_the_map_has_the_forms_45_names_and_44_paths() -> None:
    assert len(FIELDS) == 45
    assert len({entry.name for entry in FIELDS}) == 45
    assert len({entry.path for entry in FIELDS}) == 44
    assert name_of("budget_constraints.cpm_target") == CPM
    assert path_of("  campaign   BUDGET ") == "budget"


def test_drop_downs_resolve_by_orderindex_by_id_and_by_name_never_by_place() -> None:
    for value, answer in ((5, True), ("2", False), ("u-yes", True), ("yes", True)):
        parsed = parse_brief([form(LEVER, value, "drop_down", YES_NO)])
        assert parsed.values["product_leverage.product_available"] is answer


@pytest.mark.parametrize("value", [0, 1, 99, "7", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", True])
def test_an_unresolved_choice_is_an_error_and_never_a_no(value: int | str | bool) -> None:
    parsed = parse_brief([form(LEVER, value, "drop_down", YES_NO)])
    assert "product_leverage.product_available" not in parsed.values
    assert "Yes, No" in reason(parsed, LEVER)
    assert LEVER not in parsed.missing


def test_an_index_without_options_is_an_error() -> None:
    assert "choices" in reason(parse_brief([form(LEVER, 0, "drop_down")]), LEVER)


def test_labels_resolve_by_id() -> None:
    parsed = parse_brief([form(TARGETS, ["l-2", "l-1"], "labels", LABELS)])
    assert parsed.values["target_deliverables"] == ("TikTok Video", "Instagram Reel")
    assert parse_brief([form(TARGETS, ["l-9"], "labels", LABELS)]).errors


def test_money_carries_the_forms_currency() -> None:
    parsed = parse_brief([form(BUDGET, "24,000", "currency", currency="EUR")])
    assert parsed.values["budget"] == Decimal(24000)
    assert parsed.values["budget_constraints.campaign_budget"] == Decimal(24000)
    assert parsed.values["currency"] == "EUR"
    assert "currency" not in parse_brief([form(BUDGET, 24000, "number")]).values


def test_two_currencies_in_one_brief_are_an_error() -> None:
    parsed = parse_brief(
        [
            form(BUDGET, 9000, "currency", currency="USD"),
            form(MAX_COST, 900, "currency", currency="EUR"),
        ]
    )
    assert "EUR" in reason(parsed, MAX_COST)
    assert "budget_constraints.max_cost_without_approval" not in parsed.values


def test_the_numeric_target_outranks_the_one_in_words() -> None:
    fields = [form(CPM, "22", "number"), form(CPM_WORDS, "$30")]
    assert parse_brief(fields).values["budget_constraints.cpm_target"] == Decimal(22)
    assert parse_brief(fields[1:]).values["budget_constraints.cpm_target"] == Decimal(30)


def test_a_range_stays_a_range() -> None:
    name = "Target Cost per Influencer (Range)"
    parsed = parse_brief([form(name, "$500 - $3,000"), form(CPM_WORDS, "20-30")])
    assert parsed.values["budget_constraints.target_cost_range"] == "$500 - $3,000"
    assert "budget_constraints.cpm_target" not in parsed.values
    assert "Leniency" in reason(parsed, CPM_WORDS)


@pytest.mark.parametrize("empty", [None, "", "  ", []])
def test_empty_is_missing_and_never_zero(empty: str | list[Any] | None) -> None:
    parsed = parse_brief([form(MAX_COST, empty, "currency", currency="USD")])
    assert "budget_constraints.max_cost_without_approval" not in parsed.values
    assert MAX_COST in parsed.missing and not parsed.errors


def test_a_real_zero_stays_zero() -> None:
    values = parse_brief([form(LENIENCY, 0, "number")]).values
    assert values["budget_constraints.cpm_leniency_pct"] == 0


def test_bad_fields_do_not_cost_the_good_ones() -> None:
    parsed = parse_brief(
        [
            form("Client Name", "Lumen"),
            form(BUDGET, "a lot"),
            form(ROUNDS, "Unlimited"),
            form("X", 1),
        ]
    )
    assert parsed.values["client_name"] == "Lumen"
    assert {error.name for error in parsed.errors} == {BUDGET, ROUNDS}
    assert next(e.value for e in parsed.errors if e.name == BUDGET) == "a lot"
    assert "requirements.revision_rounds" not in parsed.values
    assert parsed.strangers == ("X",)


def test_a_number_in_a_text_field_is_an_unresolved_choice() -> None:
    assert reason(parse_brief([form("Secondary Goal", 3)]), "Secondary Goal")


def test_people_dates_and_goals() -> None:
    parsed = parse_brief(
        [
            form("Campaign Manager", [{"id": 1, "username": "Robin"}], "users"),
            form(PUBLISH, "1796083200000", "date"),
            form("Optimize For", "Content Volume & Usage Rights"),
        ]
    )
    assert parsed.values["background.campaign_manager"] == "Robin"
    assert parsed.values["requirements.content_publish_date"] == "2026-12-01"
    assert parsed.values["goals.optimize_for"] == "content_volume_usage_rights"
    assert parse_brief([form("Optimize For", "fun")]).errors


def test_a_field_answered_twice_in_two_ways_is_an_error() -> None:
    assert "twice" in reason(parse_brief([form(BUDGET, 1), form(BUDGET, 2)]), BUDGET)


def test_corrections_are_read_like_the_form() -> None:
    assert validate_and_coerce_correction(BUDGET, "$24,000") == Decimal(24000)
    assert validate_and_coerce_correction(LEVER, "yes") is True
    assert validate_and_coerce_correction(MAX_COST, " ") is None
    with pytest.raises(ValueError, match="range"):
        validate_and_coerce_correction(MAX_COST, "1-2k")
    with pytest.raises(ValueError, match="no field"):
        validate_and_coerce_correction("Budgetary", "1")


def test_rights_leave_out_what_is_not_required() -> None:
    values = {
        "usage_rights.target.paid_usage": "days_90",
        "usage_rights.target.organic_owned": "perpetual",
        "usage_rights.target.whitelisting": "not_required",
        "usage_rights.minimum.paid_usage": "days_30",
    }
    assert rights_of(values, "target") == (("paid_usage", 90), ("organic", None))
    # The form left the organic minimum open, so nothing of it may be given away.
    assert rights_of(values, "minimum") == (("paid_usage", 30), ("organic", None))


GOOD = {"client_name": "Lumen", "goals.primary_goal": "Conversions", "budget": Decimal(9000)}
MIN_COST = "budget_constraints.min_cost_per_influencer"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"client_name": " "}, "client_name"),
        ({"goals.primary_goal": None}, "goals.primary_goal"),
        ({"budget": Decimal(0)}, "budget"),
        ({"budget": None}, "budget"),
        ({"budget": "0"}, "budget"),
        (
            {"budget_constraints.cpm_leniency_pct": Decimal("100.1")},
            "budget_constraints.cpm_leniency_pct",
        ),
        ({"budget_constraints.cpm_target": "0"}, "budget_constraints.cpm_target"),
        ({MIN_COST: Decimal(10), "budget_constraints.max_cost_without_approval": "9"}, MIN_COST),
        (
            {
                "usage_rights.minimum.paid_usage": "perpetual",
                "usage_rights.target.paid_usage": "year_1",
            },
            "usage_rights.minimum.paid_usage",
        ),
    ],
)
def test_each_rule_names_its_field(change: dict[str, Any], path: str) -> None:
    assert [error.name for error in validate_campaign({**GOOD, **change})] == [name_of(path)]


def test_a_good_brief_breaks_no_rule_typed_or_stored() -> None:
    assert validate_campaign(GOOD) == ()
    assert validate_campaign({**GOOD, "budget": "9000"}) == ()


def test_shares_that_do_not_sum_to_100_are_a_warning() -> None:
    path = "distribution.platform_distribution"
    assert warnings_of({path: "Instagram 60%, TikTok 40%"}) == ()
    assert "90 %" in warnings_of({path: "Instagram 60%, TikTok 30%"})[0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "id", "start", "end", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)
TYPES = st.sampled_from(["drop_down", "labels", "number", "currency", "date", "users", "text"])


@settings(max_examples=200)
@given(st.sampled_from(FIELDS), JSON, TYPES)
def test_no_value_of_any_field_makes_the_reader_fail(
    entry: FormEntry, value: Any, kind: str
) -> None:
    parsed = parse_brief([form(entry.name, value, kind, YES_NO, "USD")])
    stands = [
        entry.path in parsed.values and entry.path != "requirements.revision_rounds",
        any(error.name == entry.name for error in parsed.errors),
        entry.name in parsed.missing,
    ]
    if entry.path != "requirements.revision_rounds":
        assert sum(stands) == 1
    validate_campaign(parsed.values)
    found = entry_of(entry.name)
    assert found is not None
    if found.kind in (Kind.YES_NO, Kind.MONEY) and parsed.values.get(entry.path) == 0:
        assert value not in (None, "", [], "no idea")
