"""Whom a mail addresses and where it points to. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.rules import Finding, finding
from negotiations.domain.gate.spans import blank

_LINK = Pattern(
    r"(?:https?://|ftp://|www\.)[^\s<>\"'\])]+|mailto:\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|net|org|io|co|me|ly|app|link|shop|store|tv|gg|xyz|info|"
    r"biz|eu|de|uk|fr|es|it|nl|se|example|test|ai|dev|page|site|click|to|us|ca|be)(?:/[^\s<>\"']*)?"
    r"(?![\w@])",
    re.IGNORECASE,
)
_HANDLE = Pattern(r"(?<![\w.])@[\w.]{2,}")
_NAME = r"[^\W\d_][\w'’.-]*"
_GREETING = Pattern(
    rf"^\s*(?:hi|hello|hey|heya|dear|hiya|howdy|hola|hallo|bonjour|salut|ciao|olá|hej|"
    rf"moin|liebe[rs]?|chère?|querid[ao]|good (?:morning|afternoon|evening|day)|"
    rf"greetings(?! from))\b[ ,]*"
    rf"(?P<names>{_NAME}(?:(?:\s*(?:,|&|and)\s*|\s+){_NAME}){{0,4}})?\s*[,!.:–-]?\s*$",
    re.IGNORECASE,
)
_INLINE_GREETING = Pattern(
    r"^\s*(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Gg]ood (?:morning|afternoon|evening))[ ,]+"
    r"(?P<names>[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]+)?)\s*[,!–-]"
)
_THANKED = Pattern(
    r"\b(?:[Tt]hanks(?: so much| again| a lot)?|[Tt]hank you(?: so much| again)?|[Cc]heers)"
    r",? (?P<names>[^\W\d_a-z][\w'’-]+)\s*[,.!]"
)
_NEUTRAL = {
    "there", "team", "all", "everyone", "both", "and", "again", "friend", "friends", "folks",
    "lovely", "everybody", "guys", "people", "ladies", "dear", "love", "my", "our", "you", "two",
    "sir", "madam", "mr", "ms", "mrs", "mx", "dr", "creator", "the",
}  # fmt: skip


def _key(words: str) -> str:
    """Return a name without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in plain if c.isalnum())


def _tokens(names: str) -> list[str]:
    return [token for token in (_key(part) for part in re.split(r"[\s,&]+", names)) if token]


def name_findings(body: str, allowed: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield every greeting or thanks that addresses somebody else."""
    known = {token for name in allowed.get("names") or () for token in _tokens(str(name))}
    known |= _NEUTRAL
    for line in body.split("\n"):
        match = _GREETING.match(line) or _INLINE_GREETING.match(line)
        found = [match] if match and match["names"] else []
        found += list(_THANKED.finditer(line))
        for person in found:
            if any(token not in known for token in _tokens(person["names"])):
                yield finding("name", person["names"], "the mail addresses somebody else")


def _address(link: str) -> str:
    bare = re.sub(r"^(?:https?://|mailto:)?(?:www\.)?", "", link.strip(), flags=re.IGNORECASE)
    host, slash, path = bare.rstrip(".,;:!?/").partition("/")
    return host.casefold() + slash + path


def link_findings(text: str, allowed: Mapping[str, Any]) -> tuple[list[Finding], str]:
    """Return the links and handles nobody allowed, and the text without any of them."""
    known = {_address(str(link)) for link in allowed.get("links") or ()}
    names = {_key(str(name)) for name in allowed.get("names") or ()}
    found: list[Finding] = []
    rest = text
    for match in _LINK.finditer(text):
        if _address(match[0]) not in known:
            found.append(finding("link", match[0], "this link is no fact of this mail"))
        rest = blank(rest, match.start(), match.end())
    for match in _HANDLE.finditer(rest):
        if _key(match[0]) not in names:
            found.append(finding("name", match[0], "this account is no fact of this mail"))
        rest = blank(rest, match.start(), match.end())
    return found, rest
