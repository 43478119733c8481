"""Brakes: what pauses a campaign or a mailbox by itself."""

from decimal import Decimal as D
from typing import Any

import pytest

from campaigns.domain.outreach.health import (
    CampaignHealth,
    Effect,
    MailboxHealth,
    campaign_brakes,
    mailbox_brakes,
)


def campaign_triggers(**counts: Any) -> list[tuple[str, Effect]]:
    return [(b.trigger, b.effect) for b in campaign_brakes(CampaignHealth(**counts))]


@pytest.mark.parametrize(
    ("counts", "trigger"),
    [
        ({"agreed": 4, "target": 5}, None),
        ({"agreed": 5, "target": 5}, "goal"),
        ({"committed": D(999), "budget": D(1000)}, None),
        ({"committed": D(1000), "budget": D(1000)}, "budget"),
        ({"human_replies": 10, "negative_replies": 10}, None),
        ({"human_replies": 11, "negative_replies": 6}, "negative_replies"),
        ({"human_replies": 12, "negative_replies": 6}, None),
        ({"mature_touches": 50, "mature_replies": 4}, "low_replies"),
        ({"mature_touches": 50, "mature_replies": 5}, None),
        ({"mature_touches": 49, "mature_replies": 0}, None),
        ({"age_days": 90}, None),
        ({"age_days": 91}, "no_result"),
        ({"age_days": 91, "hot": 1}, None),
    ],
)
def test_campaign_brakes(counts: dict[str, Any], trigger: str | None) -> None:
    assert [name for name, _ in campaign_triggers(**counts)] == ([trigger] if trigger else [])


def test_goal_and_budget_end_cold_mail_and_the_rest_pause_the_campaign() -> None:
    assert campaign_triggers(agreed=1, target=1) == [("goal", Effect.COLD_OFF)]
    assert campaign_triggers(age_days=91) == [("no_result", Effect.PAUSE_CAMPAIGN)]


HALVE, PAUSE = Effect.HALVE_MAILBOX, Effect.PAUSE_MAILBOX


@pytest.mark.parametrize(
    ("counts", "effect"),
    [
        ({"sent": 20, "hard_bounces": 1}, None),
        ({"sent": 20, "hard_bounces": 2}, HALVE),
        ({"sent": 112, "hard_bounces": 2}, None),
        ({"sent": 111, "hard_bounces": 2}, HALVE),
        ({"sent": 60, "hard_bounces": 3}, PAUSE),
        ({"sent": 61, "hard_bounces": 3}, HALVE),
        ({"sent": 1000, "complaints": 1}, HALVE),
        ({"sent": 666, "complaints": 2}, PAUSE),
        ({"sent": 667, "complaints": 2}, HALVE),
        ({"domain_spam_rate": D("0.09")}, None),
        ({"domain_spam_rate": D("0.1")}, HALVE),
        ({"domain_spam_rate": D("0.3")}, PAUSE),
        ({"has_auth_failure": True}, PAUSE),
        ({"permanent_in_a_row": 2}, None),
        ({"permanent_in_a_row": 3}, PAUSE),
        ({"unknown_in_a_row": 4}, None),
        ({"unknown_in_a_row": 5}, PAUSE),
    ],
)
def test_mailbox_brakes(counts: dict[str, Any], effect: Effect | None) -> None:
    found = mailbox_brakes(MailboxHealth(**counts))
    assert (found[0].effect if found else None) == effect


def test_the_hardest_brake_stands_first_and_each_says_its_numbers() -> None:
    found = mailbox_brakes(MailboxHealth(sent=20, hard_bounces=3, complaints=1))
    assert [brake.effect for brake in found] == [PAUSE, HALVE]
    assert found[0].words == "3 hard bounces of 20 mails in 7 days"
