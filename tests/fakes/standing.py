"""All fake vendors of one house on fixed ports, and the environment that points a house at them."""

import json
import shlex
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

from tests.fakes.anthropic import FakeAnthropic
from tests.fakes.briefs import HEADER, brief
from tests.fakes.clickup import LIST_ID, FakeClickUp
from tests.fakes.gmail import FakeGmail
from tests.fakes.gmail_mailbox import StoredMessage
from tests.fakes.google_auth import AUDIENCE, SERVICE_ACCOUNT, FakeGoogleAuth
from tests.fakes.server import FakeServer
from tests.fakes.sheets import FakeSheets
from tests.fakes.slack import FakeSlack

_FORM = "application/x-www-form-urlencoded"
US = "deals@house.example"
SHEET = "sheet-1"
# The login that `make run` makes; the Slack user acts as the account with this address.
STAFF = "admin@localhost"
CHANNELS = {
    "SLACK_AGREEMENTS_CHANNEL": "C-AGREEMENTS",
    "SLACK_ESCALATIONS_CHANNEL": "C-ESCALATIONS",
    "SLACK_ERRORS_CHANNEL": "C-ERRORS",
}
FIRST_PORT = 9101
PEOPLE = (
    ("Mia Lark", "mia@lark.example", "Instagram", "@mialark", "50K", "", "", "3.4%"),
    ("Bo Finch", "bo@finch.example", "TikTok", "@bofinch", "80K", "", "", "2.1%"),
)


class StandingVendors:
    """Every vendor, started together; `tell` carries what they send to the house."""

    def __init__(self, house_url: str, *, first_port: int = FIRST_PORT) -> None:
        self.house_url = house_url.rstrip("/")
        self.folder = Path(tempfile.mkdtemp(prefix="parley-fakes-"))
        self._stack = ExitStack()
        ports = iter(range(first_port, first_port + 20) if first_port else [0] * 20)
        self.auth = FakeGoogleAuth().at(next(ports))
        self.gmail = FakeGmail(US).at(next(ports))
        self.clickup = FakeClickUp().at(next(ports))
        self.sheets = FakeSheets().at(next(ports))
        self.anthropic = FakeAnthropic().at(next(ports))
        self.slack = FakeSlack().at(next(ports))
        for channel in CHANNELS.values():
            self.slack.add_channel(channel)
        self.slack.add_user("U1", STAFF)
        self._pushes = 0
        self._http = httpx2.Client(trust_env=False, timeout=20)

    @property
    def vendors(self) -> Mapping[str, FakeServer]:
        """Return each server by the name it is called at the switchboard."""
        return {
            "google_auth": self.auth,
            "gmail": self.gmail,
            "clickup": self.clickup,
            "sheets": self.sheets,
            "anthropic": self.anthropic,
            "slack": self.slack,
        }

    def __enter__(self) -> Self:
        for server in self.vendors.values():
            self._stack.enter_context(server)
        self._stack.callback(self._http.close)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def environment(self) -> dict[str, str]:
        """Return every variable of a house whose five vendors are live, and are these."""
        credentials = str(self.auth.credentials_file(self.folder))
        modes = ("GMAIL", "SHEETS", "CLICKUP", "ANTHROPIC", "SLACK")
        return {
            **{f"{vendor}_MODE": "live" for vendor in modes},
            "DATABASE_URL": f"sqlite:///{self.folder}/parley.sqlite3",
            "PUBLIC_BASE_URL": self.house_url,
            "GMAIL_API_URL": self.gmail.url,
            "GMAIL_MAILBOX": US,
            "GMAIL_CREDENTIALS_FILE": credentials,
            "GMAIL_PUBSUB_TOPIC": "projects/project/topics/gmail",
            "GMAIL_PUSH_AUDIENCE": AUDIENCE,
            "GMAIL_PUSH_SERVICE_ACCOUNT": SERVICE_ACCOUNT,
            "GOOGLE_CERTS_URL": self.auth.certs_url,
            "SHEETS_API_URL": self.sheets.url,
            "SHEETS_CREDENTIALS_FILE": credentials,
            "SHEETS_SPREADSHEET_ID": SHEET,
            "CLICKUP_API_URL": self.clickup.api_url,
            "CLICKUP_API_TOKEN": self.clickup.token,
            "CLICKUP_WEBHOOK_SECRET": self.clickup.secret,
            "CLICKUP_LIST_ID": LIST_ID,
            "ANTHROPIC_BASE_URL": self.anthropic.url,
            "ANTHROPIC_API_KEY": self.anthropic.key,
            "SLACK_API_URL": self.slack.api_url,
            "SLACK_BOT_TOKEN": self.slack.token,
            "SLACK_SIGNING_SECRET": self.slack.secret,
            **CHANNELS,
            "SENDER_POSTAL_ADDRESS": "1 Harbour Street, Springfield",
            "DEFAULT_AUTONOMY": "autonomous",
            "SEND_HOLD_SECONDS": "0",
            "BRIEF_QUIET_SECONDS": "0",
            "RETRY_SECONDS": "5",
            "SETTLE_SECONDS": "5",
            "READ_RETRY_WAIT_SECONDS": "0.2",
            "METRICS_TOKEN": "throw-away",
        }

    def write_environment(self) -> Path:
        """Write the variables as a file a shell can read, and return its path."""
        path = self.folder / "env"
        lines = [f"{name}={shlex.quote(value)}" for name, value in self.environment().items()]
        path.write_text("\n".join(lines) + "\n")
        return path

    # --- what the vendors tell the house --------------------------------------------------

    def announce_brief(
        self,
        people: Sequence[Sequence[str]] = PEOPLE,
        fields: Mapping[str, tuple[str, Any]] | None = None,
    ) -> dict[str, Any]:
        """Put a brief and its roster there, and let ClickUp say so."""
        task_id = uuid.uuid4().hex[:9]
        self.sheets.set_sheet(SHEET, "Roster", [HEADER, *people])
        # Two equal briefs would be a copy of one another.
        told = {"Client Website": ("url", f"https://{task_id}.example"), **dict(fields or {})}
        self.clickup.add_task(task_id, brief(**told), name="Spring launch")
        answers = [
            self.tell("/webhooks/clickup", body, headers)
            for body, headers in self.clickup.deliveries(task_id)
        ]
        return {"task_id": task_id, "answers": answers}

    def reply(self, sender: str, text: str) -> dict[str, Any]:
        """Let somebody answer our newest mail to them, and Gmail push.

        :raises LookupError: we wrote them nothing
        """
        ours = [m for m in self.gmail.accepted_sends if sender in m.header("To")]
        if not ours:
            raise LookupError(f"no mail was sent to {sender}")
        stored = self.gmail.deliver(reply_bytes(ours[-1], sender=sender, text=text))
        return {"message": stored.id, "push": self.push()}

    def press(self, words: str, action: str) -> int:
        """Press a button of the newest Slack message that holds these words.

        :raises LookupError: no message holds them
        """
        found = [m for m in self.slack.messages if words in json.dumps(m, ensure_ascii=False)]
        if not found:
            raise LookupError(f"no message holds {words!r}")
        return self.tell("/webhooks/slack/interactions", *self.slack.press(found[-1], action))

    def command(self, line: str) -> int:
        """Type a slash command."""
        return self.tell("/webhooks/slack/commands", *self.slack.command(line))

    def push(self) -> int:
        """Push the mailbox's newest state."""
        self._pushes += 1
        body, headers = self.auth.signed_push(
            US, self.gmail.mailbox.history_id, message_id=str(20_000 + self._pushes)
        )
        return self.tell("/webhooks/gmail", body, headers)

    def tell(self, path: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Post to the house and return its status; 0 when nobody answers."""
        try:
            kind = _FORM if path.startswith("/webhooks/slack") else "application/json"
            given = {"Content-Type": kind, **headers}
            return self._http.post(self.house_url + path, content=body, headers=given).status_code
        except httpx2.HTTPError:
            return 0


def reply_bytes(answered: StoredMessage, *, sender: str, text: str) -> bytes:
    """Return a mail that answers one of ours."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, US
    subject = answered.header("Subject")
    mail["Subject"] = subject if subject.startswith("Re:") else f"Re: {subject}"
    mail["Message-ID"] = f"<{uuid.uuid4().hex}@their.example>"
    mail["In-Reply-To"] = mail["References"] = answered.header("Message-ID")
    mail.set_content(text)
    return mail.as_bytes()


def shown_mail(message: StoredMessage) -> dict[str, str]:
    """Return a mail as the switchboard lists it."""
    part = message.parsed().get_body(("plain",))
    text = part.get_content() if part else ""
    names = ("To", "Subject", "Message-ID")
    return {**{name: message.header(name) for name in names}, "text": text}


def as_lines(value: Any) -> bytes:
    """Return JSON a person can read in a terminal."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
