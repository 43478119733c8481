"""Builds raw mails of the labelled words under tests/fixtures/mails, in many clients' dress."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "fixtures" / "mails"
_OURS = "On Tue, 5 May 2026 at 10:04, Tom <tom@house.example> wrote:\n> We offer $800 for one reel."
_GROUP = (
    "Mailing-list: list partnerships@house.example; contact partnerships+owners@house.example\n"
    "List-ID: <partnerships.house.example>\nX-Google-Group-Id: 8812\n"
    "List-Unsubscribe: <mailto:googlegroups-manage+8812+unsubscribe@googlegroups.com>\n"
    "Precedence: list"
)
_ANSWER = "In-Reply-To: <1@house.example>\nReferences: <1@house.example>"
_DISCLAIMER = (
    "\n\nThis e-mail and any attachments are confidential and intended only for the addressee."
)
# What wraps a person's words: extra headers, and text below them.
DISGUISES: dict[str, tuple[str, str]] = {
    "plain": ("", ""),
    "answer": (_ANSWER, f"\n\n{_OURS}"),
    "our_group": (f"{_GROUP}\n{_ANSWER}", ""),
    "our_group_first_mail": (_GROUP, ""),
    "phone": (_ANSWER, "\n\nSent from my iPhone"),
    "crm": (f"{_ANSWER}\nFeedback-ID: 1:2:crm\nX-Mailer: CRM", ""),
    "crm_footer": (_ANSWER, "\n\n-- \nMia Stone\nTo unsubscribe from my updates click here."),
    "company": (_ANSWER, f"\n\nKind regards\nMia{_DISCLAIMER}"),
    "not_automatic": (f"Auto-Submitted: no\nX-Priority: 3\n{_ANSWER}", ""),
    "normal_precedence": ("Precedence: normal\nX-Spam-Status: No", ""),
    "one_click_sender": (
        f"{_ANSWER}\nList-Unsubscribe: <https://mail.example/u/9>\n"
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "",
    ),
}
_AUTO = {
    "rfc": "Auto-Submitted: auto-replied", "old": "X-Autoreply: yes",
    "precedence": "Precedence: auto_reply", "exchange": "X-Auto-Response-Suppress: All",
    "null": "Return-Path: <>", "none": "",
}  # fmt: skip


@dataclass(frozen=True)
class LabelledMail:
    """A raw mail and what it is."""

    label: str
    dress: str
    words: str
    raw: bytes


def people() -> Iterator[LabelledMail]:
    """Every look-alike in six of the disguises, a different six for each neighbour."""
    names = list(DISGUISES)
    for number, line in enumerate(_lines("people.txt")):
        subject, words = (part.strip() for part in line.split("|", 1))
        for step in range(6):
            name = names[(number + 2 * step) % len(names)]
            headers, below = DISGUISES[name]
            raw = _raw("Mia Stone <mia@creator.example>", subject, headers, words + below)
            yield LabelledMail("human", name, words, raw)


def auto_replies() -> Iterator[LabelledMail]:
    """Automatic answers, with and without a header that says so."""
    for line in _lines("auto_replies.txt"):
        dress, subject, words = (part.strip() for part in line.split("|", 2))
        raw = _raw("Mia Stone <mia@creator.example>", subject, _AUTO[dress], words)
        yield LabelledMail("auto_reply", dress, words, raw)


def opt_outs() -> Iterator[LabelledMail]:
    """Requests in free words, alone and above our quoted mail."""
    for line in _lines("opt_outs.txt"):
        for name in ("plain", "answer", "phone"):
            headers, below = DISGUISES[name]
            raw = _raw("Mia <mia@creator.example>", "Re: Collaboration", headers, line + below)
            yield LabelledMail("unsubscribe", name, line, raw)


def machines() -> Iterator[LabelledMail]:
    """Newsletters, bounces without a report part, receipts."""
    for line in _lines("machines.txt"):
        label, sender, headers, subject, words = (part.strip() for part in line.split("|", 4))
        raw = _raw(sender, subject, headers.replace(";;", "\n"), words)
        yield LabelledMail(label, sender, words, raw)


def _lines(name: str) -> list[str]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _raw(sender: str, subject: str, headers: str, words: str) -> bytes:
    head = f"From: {sender}\nTo: Tom <tom@house.example>\nSubject: {subject}"
    extra = f"\n{headers}" if headers else ""
    fixed = "Message-ID: <m@creator.example>\nContent-Type: text/plain; charset=utf-8"
    body = words.replace("\\n", "\n")
    return f"{head}{extra}\n{fixed}\n\n{body}\n".encode()


def fresh(label: str) -> Iterator[LabelledMail]:
    """Mails of one kind which no rule was tuned on."""
    for line in _lines("kinds_fresh.txt"):
        kind, dress, subject, words = (part.strip() for part in line.split("|", 3))
        if kind == label:
            raw = _raw("Mia Stone <mia@creator.example>", subject, _AUTO[dress], words)
            yield LabelledMail(label, dress, words, raw)
