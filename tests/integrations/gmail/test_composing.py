"""Outgoing mail as bytes: readable by any mail reader, and nothing broken by folding."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from integrations.errors import GatewayError
from integrations.gmail.composing import raw_message
from integrations.gmail.gateway import OutgoingMail

LONG_LINK = "<https://house.example/u/" + "t" * 300 + ">"


def composed(**changes: Any) -> tuple[bytes, EmailMessage]:
    fields = {
        "key": "k",
        "from_address": "deals@house.example",
        "from_name": "Åsa, of House",
        "to": ("mia@creator.example",),
        "cc": ("agent@agency.example",),
        "subject": "Spolupráce: " + "příliš žluťoučký kůň " * 8,
        "text": "Hello Mia,\n\nRate: $1,250.00 — €900\n" + "x" * 2000 + "\n",
        "html": "<p>Hello Mia</p>",
        "in_reply_to": f"<{'r' * 90}@creator.example>",
        "references": tuple(f"<{n}{'r' * 90}@creator.example>" for n in range(30)),
        "headers": {"List-Unsubscribe": LONG_LINK},
    }
    raw = raw_message(OutgoingMail(**{**fields, **changes}))
    return raw, message_from_bytes(raw, policy=policy.default)


def body_of(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_every_line_is_ascii_and_short_enough() -> None:
    raw, _ = composed()
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_long_ids_and_links_stay_as_they_are() -> None:
    raw, parsed = composed()
    assert LONG_LINK.encode() in raw
    assert str(parsed["References"]).split() == [
        f"<{n}{'r' * 90}@creator.example>" for n in range(30)
    ]
    assert str(parsed["In-Reply-To"]) == f"<{'r' * 90}@creator.example>"
    assert b"=?" not in raw.partition(b"In-Reply-To")[2].partition(b"Content-")[0]


def test_names_subject_and_text_survive() -> None:
    _, parsed = composed()
    assert parsed["From"].addresses[0].display_name == "Åsa, of House"
    assert str(parsed["Subject"]).startswith("Spolupráce: příliš")
    assert "€900" in body_of(parsed, "plain")
    assert body_of(parsed, "html").strip() == "<p>Hello Mia</p>"


def test_plain_text_alone_has_no_parts() -> None:
    _, parsed = composed(html="")
    assert parsed.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "a\nBcc: x@example.com"},
        {"headers": {"X-Note": "a\r\nBcc: x@example.com"}},
        {"from_address": "no address"},
        {"to": ("a@example.com\nBcc: x@example.com",)},
        {"references": ("<a@b>\r\nBcc: x@example.com",)},
    ],
)
def test_injected_headers_and_bad_addresses_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(GatewayError) as caught:
        composed(**change)
    assert caught.value.permanent
