"""The mail reader: what a mail says, what is new in it, and whether a person sent it.

Every function here takes any bytes or text at all, is bounded in size and time, and answers
instead of raising.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from integrations.gmail import authenticity, mime, sealed, unseen
from integrations.gmail.gateway import KEY_HEADER
from integrations.gmail.machines import (
    auto_replies,
    delivery_reports,
    machine_mail,
    opt_out,
    reactions,
)
from integrations.gmail.machines.delivery_reports import Report
from integrations.gmail.patterns import bounded
from integrations.gmail.text import bodies, charsets, html_text, quoting

LONGEST_CLASSIFIED = 4_000

_LOOKS_LIKE_HTML = bounded(
    r"\s*<(?:!doctype|html|head|meta|body|div|p|table|blockquote|span)\b", re.IGNORECASE
)
_HAS_TAGS = bounded(r"</(?:div|blockquote|p|body|html)>", re.IGNORECASE)
_MARKS = {ord(quoting.CUT_MARK): None, ord(quoting.QUOTE_MARK): None}
_MESSAGE_ID = bounded(r"<[^<>\s]{1,500}>")


@dataclass(frozen=True)
class ParsedMail:
    """One mail, taken apart.

    `unread_reason` says in one sentence why a mail has no words. With the thread's earlier mails at
    hand, `latest_reply(text, html, earlier=…)` cuts more finely than `new_text`. A bounce names
    addresses that do not exist, and the Message-IDs and keys of the mails it is about.
    """

    from_name: str
    from_address: str
    reply_to: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    date: datetime | None
    text: str
    html: str
    new_text: str
    unread_reason: str
    kind: str
    attachments: tuple[str, ...]
    is_reaction: bool
    report: Report
    own_key: str
    auto_submitted: str
    judgement: authenticity.Judgement

    @property
    def authentic(self) -> authenticity.Authentic:
        """Whether the From is who sent it, by our receiver's findings."""
        return self.judgement.authentic

    @property
    def authentic_reason(self) -> str:
        """Why, in one sentence for people."""
        return self.judgement.reason

    @property
    def bounced_addresses(self) -> tuple[str, ...]:
        """The addresses which a bounce says do not exist."""
        return self.report.addresses

    @property
    def bounced_ids(self) -> tuple[str, ...]:
        """The Message-IDs of the mails a bounce is about."""
        return self.report.message_ids

    @property
    def bounced_keys(self) -> tuple[str, ...]:
        """Our own keys on the mails a bounce is about."""
        return self.report.keys


def latest_reply(text: str, html: str | None = None, *, earlier: Sequence[str] = ()) -> str:
    """What the sender newly wrote, without quoted history, signatures and footers.

    `earlier` holds the texts of mails already exchanged, newest first: what is quoted of them is
    told from what was typed into the quote, and left out even where no mark shows it.
    """
    words, rich = _without_marks(text), _without_marks(html or "")
    if not rich and _is_html(words):
        words, rich = "", words
    from_text = quoting.newly_written(sealed.unwrapped(words), earlier) if words.strip() else ""
    if not rich.strip():
        return from_text
    rendered = html_text.render(rich, drop_markers=True)
    from_html = quoting.newly_written(sealed.unwrapped(rendered), earlier)
    # A plain copy cannot show what was struck out.
    if unseen.strikes_out(rich) and from_html:
        return from_html
    return _shorter(from_text, from_html)


def plain_text(raw: bytes) -> str:
    """The readable words of a whole mail."""
    return bodies.readable(*bodies.bodies(mime.parse(raw)))


def classify_mail(raw: bytes) -> str:
    """One of bounce, auto_reply, feedback_report, delivery_receipt, bulk, unsubscribe, human."""
    message = mime.parse(raw)
    text, _, written = _words(message)
    return _kind(message, text, written, answers_us=False)


def parse_message(
    raw: bytes,
    *,
    authserv_ids: Collection[str] = authenticity.DEFAULT_AUTHSERV_IDS,
    names_ours: Callable[[Sequence[str]], bool] = lambda ids: False,
) -> ParsedMail:
    """Everything the rest of the house needs to know about one mail.

    `authserv_ids` names the receivers whose findings on the sender count (MAIL_AUTHSERV_IDS);
    `names_ours` tells whether one of these Message-IDs is a mail of ours, which is asked once.
    """
    message = mime.parse(raw)
    text, html, written = _words(message)
    in_reply_to, references = _answered(message)
    named = tuple(dict.fromkeys(one for one in (in_reply_to, *references) if one))
    kind = _kind(message, text, written, answers_us=bool(named) and names_ours(named))
    from_name, from_address = _first(message, "From")
    return ParsedMail(
        from_name=from_name,
        from_address=from_address,
        reply_to=_first(message, "Reply-To")[1],
        to=tuple(box for _, box in mime.addresses(message, "To")),
        cc=tuple(box for _, box in mime.addresses(message, "Cc")),
        subject=mime.header(message, "Subject"),
        message_id=_first_id(mime.header(message, "Message-ID")),
        in_reply_to=in_reply_to,
        references=references,
        date=mime.sent_at(message),
        text=text,
        html=html,
        new_text=written,
        unread_reason=sealed.why_unread(message, text),
        kind=kind,
        is_reaction=reactions.is_reaction(message, written),
        attachments=tuple(n for n in map(mime.attachment_name, mime.parts(message)) if n),
        report=delivery_reports.read_report(message) if kind == "bounce" else Report(),
        own_key=mime.header(message, KEY_HEADER),
        auto_submitted=mime.header(message, "Auto-Submitted").lower(),
        judgement=authenticity.judge(message, authserv_ids),
    )


def _answered(message: Message) -> tuple[str, tuple[str, ...]]:
    """The Message-ID of the mail that is answered, and those of the ones before it."""
    references = _MESSAGE_ID.findall(mime.header(message, "References"))[:200]
    return _first_id(mime.header(message, "In-Reply-To")), tuple(references)


def _first(message: Message, name: str) -> tuple[str, str]:
    """Name and address of a header's first box; both empty without any."""
    return (mime.addresses(message, name) or (("", ""),))[0]


def _words(message: Message) -> tuple[str, str, str]:
    """All words as text, the HTML, and the newly written words."""
    plain, rich = bodies.bodies(message)
    return bodies.readable(plain, rich), rich, latest_reply(plain, rich)


def _kind(message: Message, text: str, written: str, *, answers_us: bool) -> str:
    first_words = text[:LONGEST_CLASSIFIED]
    machine = machine_mail.machine_kind(message, first_words, written, answers_us=answers_us)
    if machine is not None:
        return machine
    subject = mime.header(message, "Subject")
    if opt_out.asks_to_stop(written) or opt_out.is_stop_subject(subject, written):
        return "unsubscribe"
    return "auto_reply" if auto_replies.reads_automatic(subject, written) else "human"


def _without_marks(text: str) -> str:
    """The text without what no row takes, nor the marks the cutter speaks with."""
    return charsets.clean(text or "").translate(_MARKS)


def _is_html(text: str) -> bool:
    return bool(_LOOKS_LIKE_HTML.match(text[:500]) or _HAS_TAGS.search(text[:20_000]))


def _first_id(value: str) -> str:
    found = _MESSAGE_ID.search(value)
    return found.group(0) if found else value.strip()[:500]


def _shorter(from_text: str, from_html: str) -> str:
    """The plain wording, ended where the HTML frames show that the new part ends."""
    if not from_text.strip():
        return from_html
    ours, theirs = _letters(from_text), _letters(from_html)
    if not theirs or len(theirs) >= len(ours) or not ours.startswith(theirs):
        return from_text
    left = len(theirs)
    for index, char in enumerate(from_text):
        left -= char.isalnum()
        if left == 0:
            rest = from_text[index + 1 :]
            closing = re.match(r"[^\w\s]{0,3}", rest)
            return from_text[: index + 1] + (closing.group(0) if closing else "")
    return from_text


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
