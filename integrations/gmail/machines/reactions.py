"""Recognise a mail program's emoji reaction, which is no written answer."""

import re
from email.message import Message

from integrations.gmail import mime

# https://developers.google.com/workspace/gmail/reactions/format
_REACTION_TYPE = "text/vnd.google.email-reaction+json"
_SAYS_SO = re.compile(
    r"\breacted (?:to your (?:message|e-?mail)|via (?:gmail|outlook))\b"
    r"|\bhat (?:auf (?:ihre|deine) (?:nachricht|e-?mail)|(?:über|via) gmail) reagiert\b"
    r"|\ba réagi (?:à votre message|via gmail)\b|\breaccionó (?:a tu mensaje|mediante gmail)\b"
    r"|\breagiu (?:à sua mensagem|pelo gmail)\b|\bha reagito (?:al tuo messaggio|tramite gmail)\b"
    r"|\bheeft (?:op (?:je|uw) bericht|via gmail) gereageerd\b",
    re.IGNORECASE,
)
# Beside the sentence stands one emoji; whoever writes more answers in words.
MOST_WORDS = 14


def is_reaction(message: Message, written: str) -> bool:
    """Whether the mail only carries an emoji put on a mail of ours."""
    if any(mime.content_type(part) == _REACTION_TYPE for part in mime.parts(message)):
        return True
    return len(written.split()) <= MOST_WORDS and bool(_SAYS_SO.search(written))
