"""Build Slack messages from strangers' words: escaped, inside Block Kit's limits. Pure.

Sources: https://docs.slack.dev/reference/block-kit/blocks and
https://docs.slack.dev/messaging/formatting-message-text#escaping
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

BLOCKS, HEADER, SECTION, FIELD, FIELDS, BUTTON, VALUE, URL = 50, 150, 3000, 2000, 10, 75, 2000, 3000
CONTEXT, ACTIONS = 10, 25
# Slack cuts at 40,000 and asks for no more than this.
TEXT = 4000
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_CUT = "…"

Shape = dict[str, Any]


def escape(text: str, limit: int = TEXT) -> str:
    """Return words as mrkdwn that means only these words, cut to `limit` characters.

    Without it a stranger's `<!channel>` would call everybody, and `<https://…|Approve>` would be
    a link in our name.
    """
    whole = "".join(_ESCAPES.get(sign, sign) for sign in text)
    if len(whole) <= limit:
        return whole
    kept, length = [], 0
    for sign in text:
        sign = _ESCAPES.get(sign, sign)
        if length + len(sign) + len(_CUT) > limit:
            break
        kept.append(sign)
        length += len(sign)
    return "".join(kept) + _CUT


def cut(text: str, limit: int) -> str:
    """Return plain words of no more than `limit` characters."""
    return text if len(text) <= limit else text[: limit - len(_CUT)] + _CUT


def link(url: str, label: str) -> str:
    """Return a link of ours."""
    return f"<{url}|{escape(label, 200)}>"


def header(words: str) -> Shape:
    """Return a message's title."""
    return {"type": "header", "text": _plain(" ".join(words.split()) or "–", HEADER)}


def section(mrkdwn: str) -> Shape:
    """Return a paragraph; what comes from outside is escaped by whoever builds it."""
    return {"type": "section", "text": _mrkdwn(mrkdwn)}


def words(label: str, text: str, limit: int = SECTION - 200) -> Shape:
    """Return a labelled paragraph of somebody's words."""
    return section(f"*{label}*\n{escape(text, limit)}")


def quote(label: str, text: str, limit: int = 1500) -> Shape:
    """Return somebody's words as a quotation, line by line."""
    # Escaped first, so that a ">" in it is a sign of theirs and not a mark of ours.
    lines = escape(text, limit).splitlines()[:40]
    return section(f"*{label}*\n" + "\n".join(f">{line}" for line in lines))


def fields(pairs: Iterable[tuple[str, str]]) -> Shape:
    """Return label and value in two columns; Slack shows ten."""
    shown = [_mrkdwn(f"*{name}*\n{escape(value or '–', FIELD - 100)}") for name, value in pairs]
    return {"type": "section", "fields": shown[:FIELDS]}


def bullets(label: str, items: Sequence[str]) -> Shape:
    """Return a short list."""
    return section(f"*{label}*\n" + "\n".join(f"• {escape(item, 250)}" for item in items[:10]))


def context(*parts: str) -> Shape:
    """Return a line of small print, each part mrkdwn of ours."""
    return {"type": "context", "elements": [_mrkdwn(part) for part in parts[:CONTEXT]]}


def divider() -> Shape:
    """Return a line."""
    return {"type": "divider"}


def button(
    label: str, action: str, value: str, *, style: str = "", confirm: tuple[str, str] | None = None
) -> Shape:
    """Return a button that calls us; `confirm` asks first, with a title and a sentence."""
    made: Shape = {
        "type": "button",
        "action_id": action,
        "text": _plain(label, BUTTON),
        "value": value[:VALUE],
    }
    if style:
        made["style"] = style
    if confirm:
        title, sentence = confirm
        made["confirm"] = {
            "title": _plain(title, 100),
            "text": _plain(sentence, 300),
            "confirm": _plain(label, 30),
            "deny": _plain("Cancel", 30),
        }
    return made


def link_button(label: str, action: str, url: str) -> Shape:
    """Return a button that leads to a page of ours."""
    return {"type": "button", "action_id": action, "text": _plain(label, BUTTON), "url": url[:URL]}


def actions(block_id: str, buttons: Sequence[Mapping[str, Any]]) -> Shape:
    """Return a row of buttons."""
    return {"type": "actions", "block_id": block_id, "elements": list(buttons[:ACTIONS])}


def _plain(text: str, limit: int) -> Shape:
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def _mrkdwn(text: str) -> Shape:
    # verbatim: Slack makes no links and mentions of what merely looks like one.
    return {"type": "mrkdwn", "text": text, "verbatim": True}
