"""What the tests of the live adapter write and receive."""

from datetime import UTC, datetime, timedelta
from typing import Any

from integrations.gmail.gateway import OutgoingMail
from integrations.gmail.live import GmailGateway

ADDRESS = "deals@house.example"
BEFORE = datetime.now(UTC) - timedelta(hours=1)
INBOUND = (
    b"From: Mia <mia@creator.example>\r\nTo: deals@house.example\r\n"
    b"Message-ID: <reply@creator.example>\r\nSubject: Re: Reel\r\n%s\r\nSounds good\r\n"
)


def mail(key: str = "key-1", **changes: Any) -> OutgoingMail:
    fields = {
        "key": key,
        "from_address": ADDRESS,
        "from_name": "Ana of House",
        "to": ("mia@creator.example",),
        "cc": (),
        "subject": "Reel",
        "text": "Hello Mia",
        "thread_id": None,
        "in_reply_to": None,
        "headers": {"List-Unsubscribe": "<https://house.example/u/" + "t" * 90 + ">"},
    }
    return OutgoingMail(**{**fields, **changes})


def send(gateway: GmailGateway, outgoing: OutgoingMail) -> tuple[Any, ...]:
    draft_id = gateway.create_draft(outgoing)
    return draft_id, gateway.send_draft(draft_id, outgoing)
