"""Playbooks: versions that bind by scope, refused when they could not price safely."""

from decimal import Decimal as D
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from audit.models import AuditEntry
from negotiations.commands.playbooks import (
    Draft,
    activate_playbook,
    approve_playbook,
    roll_back_playbook,
    use_fixed_ladder,
    write_playbook,
)
from negotiations.domain.pricing.adaptive import next_price
from negotiations.domain.pricing.policy import Position
from negotiations.errors import Refused
from negotiations.models import PlaybookVersion, Thread
from negotiations.queries.bindings import playbook_of
from negotiations.queries.positions import limits_of, position_of
from tests.negotiations.console import staff_with
from tests.negotiations.rows import NOW, campaign_of, thread_in

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"reason": "client asked", "actor": "kim@house.example", "now": NOW}
LIST = "admin:negotiations_playbookversion_changelist"


def written(scope: str = "house", scope_id: int = 0, **values: object) -> PlaybookVersion:
    return write_playbook(
        scope=scope,
        scope_id=scope_id,
        draft=Draft("Firm", {"name": "fixed_ladder", **values}),
        **BY,
    )


def activated(scope: str = "house", scope_id: int = 0, **values: object) -> PlaybookVersion:
    version = written(scope, scope_id, **values)
    approve_playbook(version_id=version.pk, **BY)
    return activate_playbook(version_id=version.pk, **BY)


def position_now(thread: Thread) -> Position:
    """Where the thread stands under the playbook that binds it."""
    playbook = playbook_of(thread.campaign)
    return position_of(thread, playbook, limits_of(thread, playbook))


def test_narrowest_active_playbook_binds() -> None:
    campaign = campaign_of()
    activated(round_cap=3)
    assert playbook_of(campaign).round_cap == 3
    activated("client", campaign.client_id or 0, round_cap=4)
    assert playbook_of(campaign).round_cap == 4
    activated("campaign", campaign.pk, round_cap=6)
    assert playbook_of(campaign).round_cap == 6
    assert playbook_of(campaign_of(client=None, status="draft")).round_cap == 3


def test_draft_and_approved_bind_nobody() -> None:
    campaign = campaign_of()
    version = written(round_cap=2)
    assert playbook_of(campaign).round_cap == 5
    approve_playbook(version_id=version.pk, **BY)
    assert playbook_of(campaign).round_cap == 5


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"shares": ["0", "0.7", "0.4"]}, "must rise", id="ladder that falls"),
        pytest.param({"shares": ["0", "1.4"]}, "between 0 and 1", id="ladder above the ceiling"),
        pytest.param(
            {"lever_order": ["offer_product", "offer_product"]}, "twice", id="lever pays twice"
        ),
        pytest.param({"lever_order": ["bribe"]}, "unknown lever: bribe", id="unknown lever"),
        pytest.param({"most_per_deal": "20000.01"}, "above the campaign's budget", id="ceiling"),
        pytest.param({"most_per_deal": "lots"}, "cannot be read", id="no number"),
        pytest.param({"round_cap": 0}, "at least 1", id="no round"),
        pytest.param({"generosity": 9}, "unknown setting: generosity", id="unknown setting"),
    ],
)
def test_broken_playbook_is_refused_at_save_with_the_reason(
    values: dict[str, Any], words: str
) -> None:
    campaign = campaign_of()
    with pytest.raises(Refused, match=words):
        written("campaign", campaign.pk, **values)
    assert not PlaybookVersion.objects.exists() and not AuditEntry.objects.exists()


def test_budget_that_shrank_stops_the_activation() -> None:
    campaign = campaign_of()
    version = written("campaign", campaign.pk, most_per_deal="15000")
    approve_playbook(version_id=version.pk, **BY)
    campaign.budget_amount = D(9000)
    campaign.save()
    with pytest.raises(Refused, match="above the campaign's budget"):
        activate_playbook(version_id=version.pk, **BY)


def test_only_approved_versions_are_activated() -> None:
    with pytest.raises(Refused, match="draft"):
        activate_playbook(version_id=written().pk, **BY)


def test_roll_back_returns_to_the_version_before_and_then_to_the_wider_scope() -> None:
    campaign = campaign_of()
    first, second = activated(round_cap=3), activated(round_cap=4)
    first.refresh_from_db()
    assert first.status == "retired"
    assert roll_back_playbook(scope="house", scope_id=0, **BY) == first
    assert playbook_of(campaign).round_cap == 3
    assert roll_back_playbook(scope="house", scope_id=0, **BY) is None
    assert playbook_of(campaign).round_cap == 5
    second.refresh_from_db()
    assert second.status == "approved"
    with pytest.raises(Refused, match="nothing to roll back"):
        roll_back_playbook(scope="house", scope_id=0, **BY)


def test_fixed_ladder_is_one_step_away_at_any_time() -> None:
    campaign = campaign_of()
    activated("campaign", campaign.pk, round_cap=4, above_ceiling="levers_first")
    use_fixed_ladder(scope="campaign", scope_id=campaign.pk, **BY)
    playbook = playbook_of(campaign)
    assert (playbook.name, playbook.round_cap) == ("fixed_ladder", 4)
    assert playbook.above_ceiling == "escalate"


def test_each_step_is_on_record() -> None:
    activated()
    roll_back_playbook(scope="house", scope_id=0, **BY)
    actions = AuditEntry.objects.order_by("id").values_list("action", flat=True)
    assert list(actions) == [
        "playbook.written",
        "playbook.approved",
        "playbook.activated",
        "playbook.rolled_back",
    ]


def test_most_per_deal_lowers_the_ceiling_of_every_offer() -> None:
    thread = thread_in("counter_received")
    activated("campaign", thread.campaign_id, most_per_deal="1300")
    assert position_now(thread).bounds.ceiling == D(1300)


def test_page_shows_the_difference_and_whom_it_reaches() -> None:
    thread = thread_in("awaiting_reply")
    version = written("campaign", thread.campaign_id, round_cap=4)
    shown = staff_with("view").get(
        reverse("admin:negotiations_playbookversion_change", args=(version.pk,))
    )
    assert ("round_cap", "5 → 4") in shown.context["changes"]
    assert shown.context["thread_count"] == 1
    assert not shown.context["buttons"]


def test_form_writes_a_draft_and_buttons_bring_it_into_force() -> None:
    campaign = campaign_of()
    browser = staff_with("view", "add", "approve", "activate")
    form = reverse("admin:negotiations_playbook_new") + f"?scope=campaign&scope_id={campaign.pk}"
    initial = browser.get(form).context["form"].initial
    typed = {key: value for key, value in initial.items() if value not in (None, False)}
    typed |= {"title": "Firm", "reason": "test", "round_cap": 4}
    typed |= {"scope": "campaign", "scope_id": campaign.pk}
    assert browser.post(form, {**typed, "shares": "0, 0.9, 0.1"}).status_code == 409
    assert browser.post(form, typed).status_code == 302
    version = PlaybookVersion.objects.get()
    for name in ("approve", "activate"):
        act = reverse("admin:negotiations_playbook_act", args=(version.pk, name))
        assert browser.get(act).status_code == 405
        assert browser.post(act, {"reason": "go"}).status_code == 302
    assert playbook_of(campaign).round_cap == 4
    assert browser.get(reverse(LIST)).status_code == 200


def test_who_may_only_look_changes_nothing() -> None:
    version = written()
    viewer = staff_with("view")
    act = reverse("admin:negotiations_playbook_act", args=(version.pk, "approve"))
    assert viewer.post(act, {"reason": "x"}).status_code == 403
    assert viewer.get(reverse("admin:negotiations_playbook_new")).status_code == 403
    version.refresh_from_db()
    assert version.status == "draft"


def test_list_asks_the_same_number_of_questions_for_one_and_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    viewer = staff_with("view")
    written()
    viewer.get(reverse(LIST))
    with django_assert_num_queries(9) as one:
        viewer.get(reverse(LIST))
    for number in range(2):
        written("campaign", campaign_of(name=f"Spring {number}").pk)
    with django_assert_num_queries(len(one.captured_queries)):
        viewer.get(reverse(LIST))


def test_the_rounds_of_the_playbook_stand_on_the_negotiations_page() -> None:
    thread = thread_in("awaiting_reply")
    activated("campaign", thread.campaign_id, round_cap=7)
    page = reverse("admin:negotiations_thread_change", args=(thread.pk,))
    assert "0 of 7" in staff_with("view").get(page).content.decode()


def test_engagement_counts_as_the_playbook_says() -> None:
    thread = thread_in("counter_received")
    thread.prospect.engagement_rate = D(6)
    thread.prospect.save()
    activated("campaign", thread.campaign_id, name="adaptive")
    usual = next_price(position_now(thread), D(1900))
    activated("campaign", thread.campaign_id, name="adaptive", engagement_tiers=[["5", "2"]])
    weighed = next_price(position_now(thread), D(1900))
    assert D(weighed.belief["median"]) > D(usual.belief["median"])


def test_a_nonsense_worth_of_engagement_is_refused() -> None:
    with pytest.raises(Refused, match="weights"):
        written(name="adaptive", engagement_tiers=[["5", "-1"]])
