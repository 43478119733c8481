"""Delivery reports as Gmail writes them into the sender's own thread."""

from dataclasses import dataclass
from email.message import EmailMessage

from tests.fakes.gmail import FakeGmail
from tests.fakes.gmail_mailbox import StoredMessage

_REPORT = """Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; {sender}
Arrival-Date: Wed, 23 Jul 2025 07:27:26 -0700 (PDT)
X-Original-Message-ID: {original}

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org. (203.0.113.1, the server for the domain example.org.)
Diagnostic-Code: smtp; {diagnosis}
Last-Attempt-Date: Wed, 23 Jul 2025 07:27:29 -0700 (PDT)
"""


def deliver_bounce(gmail: FakeGmail, sent: StoredMessage, recipient: str) -> StoredMessage:
    """Report that the address does not exist."""
    return _deliver(gmail, sent, recipient, "Failure", "failed", "5.1.1", "550-5.1.1 No user")


def deliver_delay(gmail: FakeGmail, sent: StoredMessage, recipient: str) -> StoredMessage:
    """Report that delivery is late, which is no bounce."""
    return _deliver(gmail, sent, recipient, "Delay", "delayed", "4.4.1", "451 4.4.1 Timed out")


def _deliver(
    gmail: FakeGmail,
    sent: StoredMessage,
    recipient: str,
    word: str,
    action: str,
    status: str,
    diagnosis: str,
) -> StoredMessage:
    original = sent.header("Message-ID")
    how = Failure(word, action, status, diagnosis)
    raw = report_of(gmail.mailbox.address, original, recipient, how, gmail.mailbox.new_id())
    return gmail.deliver(raw)


@dataclass(frozen=True)
class Failure:
    """What became of a mail: the report's word, and the fields of RFC 3464."""

    word: str = "Failure"
    action: str = "failed"
    status: str = "5.1.1"
    diagnosis: str = "550-5.1.1 No user"


NO_USER = Failure()


def report_of(
    sender: str, original: str, recipient: str, how: Failure = NO_USER, number: str = "1"
) -> bytes:
    """Return the raw report about a mail of `sender` with this Message-ID."""
    report = _REPORT.format(
        sender=sender,
        original=original,
        recipient=recipient,
        action=how.action,
        status=how.status,
        diagnosis=how.diagnosis,
    )
    message = EmailMessage()
    message["Return-Path"] = "<>"
    message["From"] = "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"
    message["To"] = sender
    message["Auto-Submitted"] = "auto-replied"
    message["Subject"] = f"Delivery Status Notification ({how.word})"
    message["References"] = original
    message["In-Reply-To"] = original
    message["X-Failed-Recipients"] = recipient
    message["Message-ID"] = f"<{number}.GMR@mx.google.com>"
    message.set_content(f"Your message to {recipient}: {how.diagnosis}")
    message.make_mixed()
    message.set_param("report-type", "delivery-status")
    text = message.as_bytes().replace(b"multipart/mixed", b"multipart/report", 1)
    return _with_report(text, report)


def _with_report(raw: bytes, report: str) -> bytes:
    end = raw.rstrip()
    boundary = end.rpartition(b"\n")[2].removesuffix(b"--")
    part = b"Content-Type: message/delivery-status\n\n" + report.encode()
    return end.removesuffix(b"--") + b"\n" + part + b"\n" + boundary + b"--\n"
