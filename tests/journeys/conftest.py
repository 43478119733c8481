"""A house whose vendors are wire-level fakes: webhooks in by HTTP, mail out by HTTP."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from campaigns.models import Campaign
from integrations.gmail.push import certificates
from negotiations.commands.playbooks import use_fixed_ladder
from negotiations.models import Thread
from tests.fakes.anthropic import KEY, FakeAnthropic
from tests.fakes.briefs import HEADER, brief
from tests.fakes.clickup import FakeClickUp
from tests.fakes.gmail import FakeGmail
from tests.fakes.gmail_mailbox import StoredMessage
from tests.fakes.gmail_receipts import Receipt, passed
from tests.fakes.google_auth import AUDIENCE, SERVICE_ACCOUNT, FakeGoogleAuth
from tests.fakes.sheets import FakeSheets
from tests.fakes.slack import FakeSlack
from tests.journeys.slack.slack_house import SlackHouse
from tests.work import drain, forget

US = "deals@house.example"
SHEET = "sheet-1"


class House:
    """The whole product between fake vendors."""

    def __init__(self, stack: ExitStack, settings: Settings, folder: Path) -> None:
        self.settings = settings
        self.auth = stack.enter_context(FakeGoogleAuth())
        self.gmail = stack.enter_context(FakeGmail(US))
        self.clickup = stack.enter_context(FakeClickUp())
        self.sheets = stack.enter_context(FakeSheets())
        self.client = Client()
        self.pushes = 0
        credentials = str(self.auth.credentials_file(folder))
        values = {
            "GMAIL_MODE": "live",
            "SHEETS_MODE": "live",
            "CLICKUP_MODE": "live",
            "SLACK_MODE": "sandbox",
            "GMAIL_API_URL": self.gmail.url,
            "GMAIL_MAILBOX": US,
            "GMAIL_CREDENTIALS_FILE": credentials,
            "SHEETS_API_URL": self.sheets.url,
            "SHEETS_CREDENTIALS_FILE": credentials,
            "SHEETS_SPREADSHEET_ID": SHEET,
            "CLICKUP_API_URL": self.clickup.api_url,
            "CLICKUP_API_TOKEN": self.clickup.token,
            "CLICKUP_WEBHOOK_SECRET": self.clickup.secret,
            "GOOGLE_CERTS_URL": self.auth.certs_url,
            "GMAIL_PUSH_AUDIENCE": AUDIENCE,
            "GMAIL_PUSH_SERVICE_ACCOUNT": SERVICE_ACCOUNT,
            "SENDER_POSTAL_ADDRESS": "1 Harbour Street, Springfield",
            "DEFAULT_AUTONOMY": "autonomous",
            "SEND_HOLD_SECONDS": 0,
            "BRIEF_QUIET_SECONDS": 0,
            "READ_RETRY_WAIT_SECONDS": 0.01,
            "IS_SANDBOX": False,
        }
        for name, value in values.items():
            setattr(settings, name, value)

    # --- briefs ---------------------------------------------------------------------------

    def post_clickup(self, body: bytes, headers: dict[str, str]) -> int:
        """Post one delivery as ClickUp does."""
        return self.client.post(
            "/webhooks/clickup", body, content_type="application/json", headers=headers
        ).status_code

    def start(self, people: list[list[str]], **overrides: Any) -> Campaign:
        """Let a brief and its sheet come in, and everything that follows happen."""
        task_id = uuid.uuid4().hex[:9]
        # Two equal briefs would be a copy of one another.
        overrides.setdefault("Client Website", ("url", f"https://{task_id}.example"))
        self.sheets.set_sheet(SHEET, "Roster", [HEADER, *people])
        self.clickup.add_task(task_id, brief(**overrides), name="Spring launch")
        for body, headers in self.clickup.deliveries(task_id):
            assert self.post_clickup(body, headers) == 202
        drain()
        return Campaign.objects.get(external_id=task_id)

    # --- mail -----------------------------------------------------------------------------

    def sent(self, to: str = "") -> list[StoredMessage]:
        """Return the mails Gmail accepted, oldest first."""
        return [m for m in self.gmail.accepted_sends if to in m.header("To")]

    def reply(
        self,
        text: str,
        *,
        to: StoredMessage | None = None,
        sender: str = "Mia Lark <mia@lark.example>",
        push: bool = True,
        receipt: Receipt = passed,
        labels: Iterable[str] = ("UNREAD", "INBOX"),
        **headers: str,
    ) -> StoredMessage:
        """Let somebody answer one of our mails (the newest, unless told), and Gmail say so.

        `receipt` is what Gmail finds about the sender, `labels` where it puts the mail.
        """
        answered = to or self.sent()[-1]
        mail = EmailMessage()
        mail["From"] = sender
        mail["To"] = US
        subject = answered.header("Subject")
        mail["Subject"] = subject if subject.startswith("Re:") else f"Re: {subject}"
        mail["Message-ID"] = f"<{uuid.uuid4().hex}@their.example>"
        mail["In-Reply-To"] = mail["References"] = answered.header("Message-ID")
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        stored = self.gmail.deliver(mail.as_bytes(), receipt=receipt, labels=labels)
        if push:
            self.push()
            drain()
        return stored

    def push(self, message_id: str = "") -> int:
        """Post one signed push about the mailbox's newest state."""
        self.pushes += 1
        body, headers = self.auth.signed_push(
            US,
            self.gmail.mailbox.history_id,
            message_id=message_id or str(20_000 + self.pushes),
        )
        return self.client.post(
            "/webhooks/gmail",
            body,
            content_type="application/json",
            headers={"Authorization": headers["Authorization"]},
        ).status_code


MIA = ["Mia Lark", "mia@lark.example", "Instagram", "@mialark", "50K", "", "", "3.4%"]


@pytest.fixture
def house(db: None, settings: Settings, tmp_path: Path) -> Iterator[House]:
    """A running house on the fixed ladder; Mia's opening would be 50,000 views × $25 = $1,250."""
    forget()
    certificates.forget()
    on_fixed_ladder()
    with ExitStack() as stack:
        yield House(stack, settings, tmp_path)
    forget()


@pytest.fixture
def model(house: House) -> Iterator[FakeAnthropic]:
    """The model on the wire: it reads what comes in and words what goes out."""
    with FakeAnthropic() as fake:
        house.settings.ANTHROPIC_MODE = "live"
        house.settings.ANTHROPIC_API_KEY = KEY
        house.settings.ANTHROPIC_BASE_URL = fake.url
        house.settings.RETRY_SECONDS = 30
        yield fake
        assert fake.errors == []


def on_fixed_ladder() -> None:
    """Let the house negotiate by the ladder, whose amounts a reader can work out by hand."""
    use_fixed_ladder(
        scope="house", scope_id=0, reason="tests", actor="kim@house.example", now=timezone.now()
    )


def the_thread() -> Thread:
    """Return the only thread there is."""
    return Thread.objects.get()


@pytest.fixture
def slack(house: House) -> Iterator[SlackHouse]:
    """The same house with a live Slack, where Ana may do everything."""
    with FakeSlack() as fake:
        yield SlackHouse(house, fake)
        assert fake.errors == []
