"""The house with a live Slack: what it posts, and what people type and press there."""

import copy
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission, User

from audit.models import AuditEntry
from tests.fakes.slack import Delivery, FakeSlack
from tests.work import drain

if TYPE_CHECKING:
    # The fixture that makes this house stands in the same file as that one.
    from tests.journeys.conftest import House

ESCALATIONS, AGREEMENTS, ERRORS = "C1", "C2", "C3"
ANA = "ana@house.example"
ROOMS = ("audit", "campaigns", "integrations", "negotiations")


class SlackHouse:
    """A house, its Slack, and Ana, who may do everything there."""

    def __init__(self, house: "House", slack: FakeSlack) -> None:
        self.house, self.slack = house, slack
        values = {
            "SLACK_MODE": "live",
            "SLACK_BOT_TOKEN": slack.token,
            "SLACK_SIGNING_SECRET": slack.secret,
            "SLACK_API_URL": slack.api_url,
            "SLACK_ESCALATIONS_CHANNEL": slack.add_channel(ESCALATIONS),
            "SLACK_AGREEMENTS_CHANNEL": slack.add_channel(AGREEMENTS),
            "SLACK_ERRORS_CHANNEL": slack.add_channel(ERRORS),
            "PUBLIC_BASE_URL": "https://parley.house.example",
        }
        for name, value in values.items():
            setattr(house.settings, name, value)
        self.join("U1", ANA, "view", "change")

    def join(self, user_id: str, email: str, *verbs: str, **columns: Any) -> User:
        """Let somebody be in the workspace and on the staff, with these rights."""
        self.slack.add_user(user_id, email)
        user = User.objects.create_user(user_id, email, "pw", **{"is_staff": True, **columns})
        for verb in verbs:
            found = Permission.objects.filter(
                codename__startswith=f"{verb}_", content_type__app_label__in=ROOMS
            )
            user.user_permissions.add(*found)
        return user

    def escalate(self) -> dict[str, Any]:
        """Let Mia ask far above the ceiling; return the message Slack shows."""
        self.house.reply("My rate is $4,000.\n\nMia")
        return self.card()

    def card(self) -> dict[str, Any]:
        """Return a copy of the only escalation's message, as it stands now."""
        (found,) = [m for m in self.slack.messages if (m["text"] or "").startswith("Escalation:")]
        return copy.deepcopy(found)

    def post(self, delivery: Delivery, path: str = "interactions") -> int:
        """Post one request of Slack's to us."""
        body, headers = delivery
        return self.house.client.post(
            f"/webhooks/slack/{path}",
            body,
            content_type="application/x-www-form-urlencoded",
            headers=headers,
        ).status_code

    def press(self, action: str, *, user: str = "U1", on: dict[str, Any] | None = None) -> str:
        """Press a button, let everything follow; return what the person reads."""
        return self._answered(self.slack.press(on or self.card(), action, user=user))

    def type(self, line: str, *, user: str = "U1") -> str:
        """Type a command, let everything follow; return what the person reads."""
        return self._answered(self.slack.command(line, user=user), "commands")

    def _answered(self, delivery: Delivery, path: str = "interactions") -> str:
        before = len(self.slack.answers)
        assert self.post(delivery, path) == 200
        drain()
        new = self.slack.answers[before:]
        assert len(new) <= 1, "one answer for one press"
        return str(new[0]["text"]) if new else ""


def done_by(actor: str) -> list[str]:
    """Return what is on record under a name."""
    return list(AuditEntry.objects.filter(actor=actor).values_list("action", flat=True))
