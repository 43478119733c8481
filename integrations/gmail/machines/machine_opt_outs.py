"""Recognise the opt-out mails which the unsubscribe buttons of mail programs send."""

import re
from email.message import Message

from integrations.gmail import mime
from integrations.gmail.machines import opt_out

# Such a mail has a stock sentence or nothing below its subject.
MOST_WORDS = 40

_PROGRAM_HEADERS = ("X-Apple-Unsubscribe", "X-Unsubscribe-Request")
_STOCK = re.compile(
    r"\b(?:apple mail|gmail|yahoo|outlook|hotmail|icloud|aol|proton|this (?:message|e-?mail|mail))"
    r"\b.{0,80}\b(?:unsubscri|opt[- ]?out|abonn|abmeld|désabonn|désinscri|suscripci|cancelar"
    r"|cancell|disiscri|afmeld|uitschrij|odhlás|отпис|автоматич)"
    r"|automatically (?:generated|sent) by (?:apple mail|gmail|yahoo|outlook|icloud)",
    re.IGNORECASE,
)


def is_opt_out(message: Message, written: str) -> bool:
    """Whether a program asks on its user's behalf to stop, automatic though the mail is."""
    if any(
        mime.header(message, name).lower() not in ("", "false", "no") for name in _PROGRAM_HEADERS
    ):
        return True
    if len(written.split()) > MOST_WORDS or _is_for_many(message):
        return False
    subject = mime.header(message, "Subject")
    is_stock = bool(_STOCK.search(written[:1000]))
    return opt_out.is_stop_subject(subject) and (is_stock or not written.strip())


def _is_for_many(message: Message) -> bool:
    """A list's own confirmation of an unsubscription is no request to us."""
    return any(mime.header(message, name) for name in ("List-Id", "List-Post", "X-BeenThere"))
