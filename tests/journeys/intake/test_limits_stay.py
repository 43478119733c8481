"""A brief that lost a limit waits for a person, who is told which; odd empties stop nothing."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from campaigns import commands as campaigns
from campaigns.models import Campaign
from tests.fakes.briefs import brief
from tests.fakes.clickup import form_field
from tests.journeys.conftest import House
from tests.journeys.intake.test_briefs_that_wait import announce, listed, told
from tests.work import drain

__all__ = ["listed"]
LEAST = "Minimum Cost per Influencer (Do not make an offer lower than this)"
MOST = "Maximum Cost per Influencer without Human Approval"


def without(name: str, **overrides: Any) -> list[dict[str, Any]]:
    """Return a brief whose form lost a field."""
    return [field for field in brief(**overrides) if field["name"] != name]


@pytest.mark.parametrize(
    ("title", "kind", "like"),
    [
        ("Maximum Cost per Influencer w/o Human Approval", "currency", MOST),
        ("Minimum Cost per Influencer (do NOT go below)", "currency", LEAST),
        ("Max fee without approval", "number", MOST),
        ("Lowest offer per creator", "currency", LEAST),
        ("Target CPM", "number", "CPM Target - Numerical value ($20-$50)"),
        ("Total budget", "currency", "Campaign Budget"),
    ],
)
def test_a_renamed_limit_stops_the_start_and_is_named(
    listed: House, title: str, kind: str, like: str
) -> None:
    fields = [*without(like if like != "Campaign Budget" else ""), form_field(title, kind, "1000")]
    listed.clickup.add_task("t", fields, name="Renamed limits")
    announce(listed, "t")
    assert Campaign.objects.get().status == "draft" and not listed.sent()
    message = told("brief_waits")
    assert title in message and like in message


def test_a_limit_that_earlier_briefs_had_is_missed_until_a_person_starts_without_it(
    listed: House,
) -> None:
    def other(client: str) -> list[dict[str, Any]]:
        return without(LEAST, **{"Client Name": ("short_text", client)})

    listed.clickup.add_task("one", brief(), name="One")
    announce(listed, "one")
    listed.clickup.add_task("two", other("Zenit"), name="Two")
    announce(listed, "two")
    two = Campaign.objects.get(external_id="two")
    assert two.status == "draft" and LEAST in told("brief_waits")
    campaigns.start_campaign(
        campaign_id=two.pk, actor="ana", reason="this client has none", now=timezone.now()
    )
    drain()
    assert f"Started although: The field '{LEAST}' is missing" in told(f"roster:{two.pk}")
    listed.clickup.add_task("three", other("Orbit"), name="Three")
    announce(listed, "three")
    assert Campaign.objects.get(external_id="three").status == "active"


def test_a_limit_that_is_not_decided_stops_the_start(listed: House) -> None:
    listed.clickup.add_task("t", brief(**{MOST: ("short_text", "tbd")}), name="Open limit")
    announce(listed, "t")
    campaign = Campaign.objects.get()
    assert campaign.status == "draft" and campaign.brief_errors == []
    assert MOST in campaign.start_holds[0]


def test_harmless_strange_fields_stop_nothing(listed: House) -> None:
    strange = [
        form_field("Priority", "short_text", "high"),
        form_field("Brand guidelines", "url", "https://brand.example"),
        form_field("Target CPM (old)", "number"),
    ]
    listed.clickup.add_task("t", [*brief(), *strange], name="Spring")
    announce(listed, "t")
    assert Campaign.objects.get().status == "active"


@pytest.mark.parametrize("empty", [0, "0", "-", "n/a", "tbd", "N/A ", "TBD"])
def test_an_empty_text_field_spelled_in_words_is_unset(listed: House, empty: Any) -> None:
    odd = brief(
        **{
            "Secondary Goal": ("short_text", empty),
            "Client Website": ("url", empty),
            "Why do we have these goals? (Business context, etc)": ("text", empty),
        }
    )
    listed.clickup.add_task("t", odd, name="Spring")
    announce(listed, "t")
    campaign = Campaign.objects.get()
    assert campaign.status == "active"
    assert not {"goals.secondary_goal", "background.client_website"} & set(campaign.brief)


def test_field_types_seen_in_the_wild_are_read(listed: House) -> None:
    people = [{"id": 1, "username": None, "email": "kim@house.example"}, {"username": "Ana"}]
    wild = brief(
        **{
            "Client Name": ("list_relationship", [{"id": "8x", "name": "Lumen", "status": None}]),
            "Campaign Manager": ("users", people),
            "Campaign Budget": ("formula", 20000.0),
            LEAST: ("rollup", {"value": "300"}),
            "Secondary Goal": ("emoji", 4),
            "Outline the target percentage distribution by market "
            "(Give each market a percentage i.e. USA 100%)": (
                "location",
                {"location": {"lat": 1, "lng": 2}, "formatted_address": "USA 100%"},
            ),
        }
    )
    listed.clickup.add_task("t", wild, name="Spring")
    announce(listed, "t")
    campaign = Campaign.objects.get()
    assert campaign.brief_errors == [] and campaign.status == "active"
    assert campaign.client is not None and campaign.client.name == "Lumen"
    assert (campaign.budget_amount, campaign.minimum_amount) == (Decimal(20000), Decimal(300))
    assert campaign.brief["background.campaign_manager"] == "kim@house.example, Ana"
