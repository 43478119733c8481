"""Import, identity and scoring: checks 13 to 22 of the acceptance list."""

from decimal import Decimal

from campaigns.models import Approach, Influencer, Prospect
from negotiations.models import PlanRow
from negotiations.outreach.commands.deciding import decide_prospect
from tests.negotiations.outreach.conftest import KIM, CycleHouse, perfect


def scores() -> dict[str, tuple[str, str]]:
    found = Approach.objects.values_list("prospect__influencer__email", "score", "standing")
    return {email: (str(score), standing) for email, score, standing in found}


def test_13_a_row_without_a_name_is_named_and_the_same_file_brings_nobody_again(
    cycle: CycleHouse,
) -> None:
    campaign = cycle.campaign()
    rows = [perfect(1), perfect(2, Name=""), perfect(3)]
    said = cycle.imported(campaign, *rows)
    assert "2 new prospects" in said
    assert "row 3" in said and "name" in said
    assert "0 new prospects" in cycle.imported(campaign, *rows)
    assert Prospect.objects.count() == 2


def test_14_one_account_however_it_is_written_and_two_people_of_one_name(cycle: CycleHouse) -> None:
    campaign = cycle.campaign()
    said = cycle.imported(
        campaign,
        perfect(1, Handle="https://www.tiktok.com/@mialark?lang=en"),
        perfect(2, Handle="@MiaLark"),
        perfect(3, Handle="mialark/"),
        perfect(4, Name="Ana Roe", Handle="@ana.one"),
        perfect(5, Name="Ana Roe", Handle="@ana.two"),
    )
    assert "3 new prospects" in said
    assert Influencer.objects.filter(name="Ana Roe").count() == 2


def test_15_one_managers_address_is_written_to_three_times_a_day(cycle: CycleHouse) -> None:
    cycle.limits()
    manager = {"Email": "roster@talent.example"}
    rows = [perfect(n, **manager) for n in range(1, 5)]
    cycle.imported(cycle.campaign(), *rows)
    assert Prospect.objects.count() == 4
    report = cycle.day()
    assert report["outreach_sent"] == 3
    assert report["skipped"] == {"cap_recipient_domain": 1}
    assert len(cycle.sent("roster@talent.example")) == 3


def test_16_an_empty_cell_is_unknown_and_never_small(cycle: CycleHouse) -> None:
    cycle.imported(cycle.campaign(), perfect(1, Followers=""))
    approach = cycle.approach()
    assert approach.prospect.followers is None
    assert approach.score_parts["followers"].value == Decimal("0.5")
    assert not approach.score_parts["followers"].is_known


def test_17_the_rolling_day_limits_who_is_taken_in(cycle: CycleHouse) -> None:
    cycle.limits(max_new_leads_per_day=10)
    cycle.imported(cycle.campaign(), *(perfect(n) for n in range(1, 24)))
    assert cycle.day()["leads_created"] == 10
    assert cycle.day()["leads_created"] == 0
    cycle.forward(hours=24, seconds=1)
    assert cycle.day()["leads_created"] == 10
    assert Approach.objects.filter(taken_in_at__isnull=False).count() == 20


def test_17b_a_house_without_any_source_says_so(cycle: CycleHouse) -> None:
    cycle.campaign()
    (line,) = cycle.run()["errors"]
    assert "has no source of prospects" in line


def test_18_the_three_vectors_through_import_and_scoring(cycle: CycleHouse) -> None:
    half = perfect(
        3,
        Platform="Instagram",
        Followers="60000",
        **{"Average Views": "25000", "Engagement Rate": "2%", "Audience Share": ""},
    )
    bare = perfect(
        2,
        Followers="",
        Country="",
        **{"Average Views": "", "Engagement Rate": "", "Audience Share": ""},
    )
    cycle.imported(cycle.campaign(), perfect(1), bare, half)
    assert scores() == {
        "mia1@gmail.com": ("0.9250", "qualified"),
        "mia2@gmail.com": ("0.5750", "manual_review"),
        # Without the reply of last year that the third vector has: 0.20 × 0.15 less.
        "mia3@gmail.com": ("0.6200", "manual_review"),
    }


def test_19_a_person_approves_the_middle_band_and_the_next_armed_run_sends(
    cycle: CycleHouse,
) -> None:
    cycle.limits()
    weak = {"Average Views": "1000", "Engagement Rate": "1%"}
    cycle.imported(cycle.campaign(), perfect(1, **weak))
    approach = cycle.approach()
    assert (approach.standing, str(approach.score)) == ("manual_review", "0.6100")
    assert cycle.run()["skipped"] == {"review_required": 1}
    decide_prospect(
        prospect_id=approach.prospect_id,
        is_approved=True,
        actor=KIM,
        reason="a fit all the same",
        now=cycle.now,
    )
    assert cycle.day()["outreach_sent"] == 1


def test_20_a_name_and_a_handle_alone_are_scored_and_never_sent_by_itself(
    cycle: CycleHouse,
) -> None:
    cycle.limits()
    bare = {"Name": "Ana Roe", "Platform": "TikTok", "Handle": "@ana"}
    cycle.imported(cycle.campaign(), bare)
    assert Approach.objects.get().standing == "manual_review"
    assert cycle.run()["skipped"] == {"no_address": 1}
    cycle.day()
    assert cycle.sent() == []


def test_21_role_addresses_are_people_and_machines_are_not(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(
        cycle.campaign(),
        perfect(1, Email="talbot@one.example"),
        perfect(2, Email="hello@two.example"),
        perfect(3, Email="mia@botanica.example"),
        perfect(4, Email="noreply@three.example"),
    )
    report = cycle.day()
    assert report["outreach_sent"] == 3
    assert report["skipped"] == {"invalid_address": 1}


def test_22_a_platform_nobody_wants_is_never_planned_and_says_why(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1, Platform="YouTube"))
    assert cycle.run()["skipped"] == {"not_qualified": 1}
    row = PlanRow.objects.latest("pk")
    assert row.detail == "youtube is not wanted"
    assert "youtube is not wanted" in cycle.approach().score_reason
