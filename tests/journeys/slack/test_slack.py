"""People in Slack: they see what needs them and decide; the message says what became of it."""

import re
from typing import Any

from django.utils import timezone

from campaigns.models import Influencer
from integrations.models import Notification, WebhookDelivery
from negotiations.commands.mail.approve import undo_email
from negotiations.jobs import sweep as sweeping
from negotiations.models import Escalation, OutgoingEmail
from tests.fakes.slack import buttons_of, words_of
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.slack.slack_house import AGREEMENTS, ANA, ESCALATIONS, SlackHouse, done_by
from tests.work import drain


def actions_of(message: dict[str, Any]) -> list[str]:
    """Return the buttons that call us."""
    return [b["action_id"] for b in buttons_of(message) if "value" in b]


# --- what Slack shows ---------------------------------------------------------------------


def test_an_escalation_shows_what_a_person_needs_to_decide(house: House, slack: SlackHouse) -> None:
    house.start([MIA])
    card = slack.escalate()
    words = words_of(card)
    assert card["channel"] == ESCALATIONS
    draft = OutgoingEmail.objects.get(status="draft")
    for part in (
        "Escalation: Mia Lark",
        "mia@lark.example",
        "Lumen",
        "$4,000.00",
        "They wrote",
        "ceiling",
        "Draft",
        "Suggested",
        f"/admin/negotiations/outgoingemail/{draft.pk}/change/",
        f"/admin/negotiations/thread/{the_thread().pk}/change/",
        "https://mail.google.com/mail/u/0/#inbox/",
        "<!date^",
    ):
        assert part in words, part
    assert actions_of(card) == ["approve", "decline", "take_over", "hand_back"]
    house.reply("Did you see my mail?")
    assert slack.card()["ts"] == card["ts"], "a second mail joins it; no second message"


def test_strangers_names_are_words_and_long_ones_fit(house: House, slack: SlackHouse) -> None:
    house.start([MIA])
    Influencer.objects.update(name="<!channel> <https://evil.example|Approve> " + "x" * 150)
    card = slack.escalate()
    # The title is plain text, where Slack reads no markup at all.
    marked = {"blocks": [b for b in card["blocks"] if b["type"] != "header"]}
    ours = r"<(!date\^|https://parley\.house\.example/|https://mail\.google\.com/)[^>]*>"
    words = re.sub(ours, "", words_of(marked))
    assert "<" not in words and "&lt;!channel&gt;" in words
    assert Notification.objects.filter(status="failed").count() == 0


def test_a_deal_is_announced_once_with_the_agreed_amount(house: House, slack: SlackHouse) -> None:
    house.start([MIA])
    house.reply("Sounds great, let's do it!\n\nMia")
    (card,) = [m for m in slack.slack.messages if m["channel"] == AGREEMENTS]
    words = words_of(card)
    for part in ("Deal Agreed: Mia Lark", "$1,250.00", "$25.00", "Instagram", "Next Steps"):
        assert part in words, part
    sweeping.sweep()
    drain()
    assert len([m for m in slack.slack.messages if m["channel"] == AGREEMENTS]) == 1


def test_the_start_of_a_campaign_is_told_with_who_is_missing(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA, ["Bad Row", "no address", "", "", "", "", "", ""]])
    (message,) = [m for m in slack.slack.messages if "started" in m["text"].lower()]
    assert message["channel"] == ESCALATIONS and "Bad Row" in words_of(message) + message["text"]


# --- approve ------------------------------------------------------------------------------


def test_an_approval_sends_the_draft_and_the_message_says_who_and_when(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA])
    card = slack.escalate()
    assert "approved" in slack.press("approve")
    assert len(house.sent()) == 2 and the_thread().state == "counter_sent"
    email = OutgoingEmail.objects.get(purpose="counter")
    assert (email.approved_by, email.status) == (ANA, "sent")
    settled = slack.card()
    assert settled["ts"] == card["ts"] and actions_of(settled) == []
    assert f"answered by {ANA}" in words_of(settled)
    assert "email.approved" in done_by(ANA)


def test_while_an_approved_mail_waits_nobody_can_press_again(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA])
    first = slack.escalate()
    house.settings.SEND_HOLD_SECONDS = 300
    slack.press("approve")
    assert len(house.sent()) == 1
    assert actions_of(slack.card()) == [] and f"Approved by {ANA}" in words_of(slack.card())
    assert "already approved" in slack.press("approve", on=first)
    email = OutgoingEmail.objects.get(status="held")
    undo_email(email_id=email.pk, actor=ANA, reason="wait", now=timezone.now())
    drain()
    assert "approve" in actions_of(slack.card()), "taken back: it can be approved again"


def test_an_escalation_nobody_answers_is_pressed_once(house: House, slack: SlackHouse) -> None:
    house.start([MIA])
    slack.escalate()
    for _ in range(2):
        sweeping.sweep()
        Escalation.objects.update(due_at=timezone.now())
        sweeping.sweep()
        drain()
    pressed = [m for m in slack.slack.messages if m["text"].startswith("Still open: Mia Lark")]
    assert len(pressed) == 1


def test_a_double_click_has_one_effect(house: House, slack: SlackHouse) -> None:
    house.start([MIA])
    card = slack.escalate()
    first, second = (slack.slack.press(card, "approve") for _ in range(2))
    assert [slack.post(d) for d in (first, slack.slack.retried(first, 1), second)] == [200] * 3
    drain()
    assert len(house.sent()) == 2
    assert WebhookDelivery.objects.filter(source="slack", status="done").count() == 2
    assert done_by(ANA).count("email.approved") == 1
    assert len(slack.slack.answers) == 2


def test_a_draft_that_changed_since_it_was_shown_is_not_approved(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA])
    card = slack.escalate()
    email = OutgoingEmail.objects.get(status="draft")
    OutgoingEmail.objects.filter(pk=email.pk).update(body=email.body + "\n\nPS")
    assert "changed since you saw it" in slack.press("approve", on=card)
    assert len(house.sent()) == 1
    assert "slack.refused" in done_by(ANA)


def test_a_button_of_a_settled_escalation_does_nothing_to_the_next_one(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA])
    old = slack.escalate()
    slack.press("hand_back")
    house.reply("My rate is $5,000.\n\nMia")
    assert the_thread().state == "escalated"
    assert "already settled" in slack.press("decline", on=old)
    assert the_thread().state == "escalated"


# --- decline, take over, hand back --------------------------------------------------------


def test_declining_ends_it_with_one_polite_mail(house: House, slack: SlackHouse) -> None:
    house.start([MIA])
    card = slack.escalate()
    assert next(b for b in buttons_of(card) if b["action_id"] == "decline")["confirm"]
    assert "declined" in slack.press("decline")
    assert the_thread().state == "rejected" and len(house.sent()) == 2
    assert f"rejected by {ANA}" in words_of(slack.card())
    assert actions_of(slack.card()) == []


def test_taking_over_silences_the_agent_until_it_is_handed_back(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA])
    slack.escalate()
    assert "yours now" in slack.press("take_over")
    thread = the_thread()
    assert (thread.managed_by, thread.claimed_by) == ("person", ANA)
    assert actions_of(slack.card()) == ["decline", "hand_back"]
    assert "<@U1>" in words_of(slack.card()), "the card names its owner"
    house.reply("Hello? I could do $1,600.")
    assert len(house.sent()) == 1
    assert "handed back" in slack.press("hand_back")
    thread = the_thread()
    assert (thread.managed_by, thread.state) == ("agent", "escalated"), "read again, asked again"
    assert thread.escalations.filter(closed_at=None).count() == 1
    assert thread.escalations.get(outcome="handed back").closed_by == ANA
    assert done_by(ANA).count("thread.claimed") == done_by(ANA).count("thread.handed_back") == 1


def test_taking_over_twice_is_once_and_somebody_else_is_told(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA])
    card = slack.escalate()
    slack.join("U2", "bob@house.example", "change")
    slack.press("take_over", on=card)
    slack.press("take_over", on=card)
    assert done_by(ANA).count("thread.claimed") == 1
    assert f"{ANA} has this thread" in slack.press("take_over", on=card, user="U2")
    assert the_thread().claimed_by == ANA
