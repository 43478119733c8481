"""Turn words into a mail as mail programs send it: signature, quoted history, HTML part. Pure."""

import html as markup
import random
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from integrations.sandbox.people import Creator, TranscriptLine
from integrations.sandbox.phrases import (
    FORMAL_GREETINGS,
    FORMAL_SIGN_OFFS,
    GREETINGS,
    SIGN_OFFS,
)

_OUR_SENDER = "Partnerships <partnerships@house.example>"
_FIRST_DAY = datetime(2026, 11, 23, 15, 4, tzinfo=UTC)


def manager_of(creator: Creator) -> tuple[str, str]:
    """Return the manager's name and agency, as their address spells them."""
    local, _, domain = (creator.manager_email or creator.email).partition("@")
    name = local.replace(".", " ").replace("-", " ").title()
    return name, domain.split(".")[0].replace("-", " ").title()


def letter(creator: Creator, paragraphs: list[str], rng: random.Random, *, is_curt: bool) -> str:
    """Return the newly written part: greeting, paragraphs, sign-off, signature; curt: no frills."""
    body = "\n\n".join(part for part in paragraphs if part)
    if is_curt:
        return f"{body}\n\n{creator.first_name}"
    if creator.manager_email:
        name, agency = manager_of(creator)
        greeting, sign_off = rng.choice(FORMAL_GREETINGS), rng.choice(FORMAL_SIGN_OFFS)
        signature = f"{name}\nTalent Manager, {agency}\nOn behalf of {creator.name}"
    else:
        greeting, sign_off = rng.choice(GREETINGS), rng.choice(SIGN_OFFS)
        phone = "\n\nSent from my iPhone" if creator.seed % 3 == 0 else ""
        signature = f"{creator.first_name}{phone}"
    return f"{greeting}\n\n{body}\n\n{sign_off}\n{signature}"


def attribution(line: TranscriptLine, rng: random.Random) -> str:
    """Return Gmail's "On …, someone wrote:" over what is quoted; long ones wrap as Gmail's do."""
    at = line.at or _FIRST_DAY + timedelta(days=rng.randrange(20), minutes=rng.randrange(600))
    clock = f"{at.hour % 12 or 12}:{at:%M} {at:%p}"
    name, address = parseaddr(line.sender or _OUR_SENDER)
    words = f"On {at:%a}, {at:%b} {at.day}, {at.year} at {clock} {name or address}"
    gap = "\n" if len(words) > 56 else " "
    return f"{words} <{address}>{gap}wrote:"


def with_history(written: str, line: TranscriptLine, rng: random.Random) -> str:
    """Return the text part: what they wrote, then our mail quoted below it."""
    quoted = "\n".join(f"> {part}".rstrip() for part in line.text.strip().splitlines())
    return f"{written}\n\n{attribution(line, rng)}\n\n{quoted}\n"


def as_html(written: str, line: TranscriptLine | None, rng: random.Random) -> str:
    """Return the HTML part in Gmail's own shape; without a line nothing is quoted."""
    top = f'<div dir="ltr">{_lines(written)}</div>'
    if line is None:
        return top
    head = markup.escape(attribution(line, rng).replace("\n", " "))
    return (
        f'{top}<br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{head}<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;'
        'border-left:1px solid rgb(204,204,204);padding-left:1ex">'
        f'<div dir="ltr">{_lines(line.text.strip())}</div></blockquote></div>'
    )


def _lines(text: str) -> str:
    return markup.escape(text, quote=False).replace("\n", "<br>\n")
