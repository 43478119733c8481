"""Who may do what in Slack, and what they can type there."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from audit.models import AuditEntry
from audit.queries import Filters, entries_for
from integrations.models import WebhookDelivery
from negotiations.commands.thread.pausing import pause_thread
from negotiations.jobs import sweep as sweeping
from negotiations.models import Thread
from tests.fakes.slack import buttons_of, words_of
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.slack.slack_house import ANA, ESCALATIONS, SlackHouse, done_by
from tests.journeys.test_guards import LEO
from tests.work import drain


def test_people_without_an_account_or_the_right_are_refused_and_on_record(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA])
    slack.escalate()
    fake = slack.slack
    fake.add_user("U2", "stranger@elsewhere.example")
    fake.add_user("U3", ANA, team_id="T9")
    slack.join("U4", "view@house.example", "view")
    slack.join("U5", "gone@house.example", "change", is_active=False)
    slack.join("U6", "client@house.example", "change", is_staff=False)
    slack.join("U7", "twice@house.example", "change")
    User.objects.create_user("twin", "TWICE@house.example", "pw", is_staff=True)
    for user in ("U2", "U3", "U4", "U5", "U6", "U7"):
        assert "Nothing was done" in slack.press("approve", user=user), user
    for action in ("decline", "take_over", "hand_back"):
        assert "Nothing was done" in slack.press(action, user="U4"), action
    assert "Nothing was done" in slack.type("/claim mia", user="U2")
    assert the_thread().state == "escalated" and len(house.sent()) == 1
    assert AuditEntry.objects.filter(action="slack.refused").count() == 10
    refused = AuditEntry.objects.filter(action="slack.refused").values_list("actor", flat=True)
    assert {"stranger@elsewhere.example", "slack:U3", "view@house.example"} <= set(refused)


def test_slack_is_asked_once_who_somebody_is(house: House, slack: SlackHouse) -> None:
    house.start([MIA])
    for _ in range(3):
        slack.type("/claim mia")
    assert slack.slack.count("users.info") == 1


def test_while_slack_does_not_say_who_it_was_nothing_is_done_and_nothing_lost(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA])
    slack.escalate()
    slack.slack.fail("status", "users.info")
    assert slack.press("take_over") == ""
    assert the_thread().managed_by == "agent"
    WebhookDelivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    sweeping.sweep()
    drain()
    assert the_thread().claimed_by == ANA
    slack.slack.scopes.discard("users:read")
    assert "users:read" in slack.press("hand_back", user="U9"), "a missing scope is named"


def test_a_claim_and_its_end_are_confirmed_with_a_link(house: House, slack: SlackHouse) -> None:
    house.start([MIA, LEO])
    mia = the_mia()
    said = slack.type("/claim <mailto:mia@lark.example|mia@lark.example>")
    assert "Mia Lark" in said and f"/thread/{mia.pk}/" in said
    assert the_mia().claimed_by == ANA
    assert "handed back" in slack.type(f"/resume {mia.pk}")
    assert the_mia().managed_by == "agent"


def the_mia() -> Thread:
    return Thread.objects.get(influencer__email="mia@lark.example")


def test_an_ambiguous_claim_lists_what_it_may_mean_and_does_nothing(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA, ["Mia Park", "mia@park.example", "TikTok", "@miapark", "48K", "", "", ""]])
    said = slack.type("/claim mia")
    assert "several" in said and "Mia Lark" in said and "Mia Park" in said
    assert the_mia().managed_by == "agent"
    listed = {**slack.slack.answers[-1], "channel": ESCALATIONS}
    assert [b["action_id"] for b in buttons_of(listed)] == ["take_over", "take_over"]
    slack.press("take_over", on=listed)
    assert AuditEntry.objects.filter(action="thread.claimed", actor=ANA).count() == 1


NOTHING_DONE = {
    "/claim": "Usage: /claim",
    "/resume": "Usage: /resume",
    "/claim nobody": "No negotiation matches",
    "/dance": "I do not know /dance",
    "/resume mia": "the agent drives it already",
    "/audit influencer: nobody": "No entries found.",
    "/audit event_type: dancing": "no event type “dancing”",
}


def test_a_command_that_does_nothing_says_why(house: House, slack: SlackHouse) -> None:
    house.start([MIA])
    for line, said in NOTHING_DONE.items():
        assert said in slack.type(line), line
    assert done_by(ANA).count("thread.claimed") == 0


def test_resuming_a_paused_thread_asks_first(house: House, slack: SlackHouse) -> None:
    house.start([MIA])
    thread = the_thread()
    pause_thread(thread_id=thread.pk, actor=ANA, reason="wait", now=timezone.now())
    assert "Resume it?" in slack.type("/resume mia")
    assert the_thread().state == "paused"
    asked = {**slack.slack.answers[-1], "channel": ESCALATIONS}
    assert "resumed" in slack.press("resume", on=asked)
    assert the_thread().state == "awaiting_reply"


def test_the_trail_comes_ten_at_a_time_with_the_consoles_own_rows(
    house: House, slack: SlackHouse
) -> None:
    house.start([MIA])
    house.reply("I'd love to, but my rate is $1,700 for this package.\n\nMia")
    rows = list(entries_for(Filters(influencer="mia lark")))
    assert 10 < len(rows) <= 20
    said = slack.type("/audit influencer: mia lark last: 7d")
    assert f"{len(rows)} entries found, showing most recent 10." in said
    page = slack.slack.answers[-1]
    assert said.count("\n") == 10 and "Older" in words_of(page)
    assert "/admin/audit/auditentry/" in words_of(page)
    shown = said.splitlines()[1:]
    pause_thread(thread_id=the_thread().pk, actor="x", reason="in between", now=timezone.now())
    slack.press("audit_page", on={**page, "channel": ESCALATIONS})
    older = slack.slack.answers[-1]
    shown += older["text"].splitlines()[1:]
    assert [line.split()[3] for line in shown] == [row.action for row in rows]
    assert buttons_of(older) == []


def test_the_trail_is_only_for_those_who_may_read_it(house: House, slack: SlackHouse) -> None:
    slack.join("U2", "bob@house.example", "change")
    User.objects.get(username="U2").user_permissions.filter(
        content_type__app_label="audit"
    ).delete()
    assert "lacks the right" in slack.type("/audit", user="U2")
