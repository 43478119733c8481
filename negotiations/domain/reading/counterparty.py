"""Who writes: creator, manager, assistant or brand, and from which agency. Pure.

Strengths run from 0 to 1. Words count only as whole tokens of the signature, or where somebody
says outright whom they speak for; a personal mail provider outweighs one weak sign, and a formal
sign-off alone decides nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from email.utils import parseaddr

CREATOR, MANAGER, ASSISTANT, BRAND = "creator", "manager", "assistant", "brand"
ROLES = (CREATOR, MANAGER, ASSISTANT, BRAND)

_SIGNATURE_LINES = 10
_FREE_NAMES = (
    "gmail googlemail yahoo ymail hotmail outlook live msn icloud me mac aol proton protonmail pm "
    "mail gmx web freenet t-online orange wanadoo free laposte sfr libero virgilio tiscali alice "
    "terra uol bol wp o2 onet interia seznam centrum yandex rambler bk list inbox qq 163 126 naver "
    "daum hanmail docomo ezweb softbank zoho fastmail hey tutanota tuta duck hushmail ziggo"
    " kpnmail "
    "xs4all telenet skynet bluewin comcast verizon att sbcglobal bellsouth cox btinternet sky "
    "virginmedia talktalk telia bigpond optusnet rediffmail"
)
_FREE = frozenset(_FREE_NAMES.split())
_AGENCY_LABEL = re.compile(
    r"talent|mgmt|management|manag(?:er|ers)\b|agenc|agentur|artists|casting|representation"
    r"|influencer-?(?:marketing|mgmt)|creators?-?(?:group|collective)|\breps?\b"
)
_TITLE = re.compile(
    r"\b(?:talent|creator|influencer|artist|music|celebrity|digital)[ -](?:manager|agent|director"
    r"|representative|partner|lead|management|coordinator)\b|\b(?:vp|head"
    r"|director) (?:of )?talent\b"
    r"|\bbookings?\b(?! (?:link|your))|\b(?:literary )?agent\b|\brepresent(?:ing|ed by|ation)\b"
    r"|\bon behalf of\b|\bmanag(?:er|ement)\b|\bmanagerin\b|\bkünstlermanagement\b"
    r"|\bimpresari[oa]\b|\bmanažer\w*|\bменеджер\b|\bartist relations\b|\bpartnerships (?:manager"
    r"|director|lead)\b",
    re.IGNORECASE,
)
# Titles of our own side or of a trade which speaks for nobody.
_OTHER_TITLE = re.compile(
    r"\b(?:campaign|project|account|brand|product|office|store|social media|community|content"
    r"|marketing|general|sales|hr|human resources|event|studio|case|property|finance|it)"
    r"[ -]manager(?:in)?\b|\bmy manager\b|\bmanagement of (?:the|your)\b|\btravel agent\b"
    r"|\breal estate agent\b",
    re.IGNORECASE,
)
_SPEAKS_FOR = re.compile(
    r"\b(?:i|we) (?:manage|represent|look after|work with) (?!(?:the|a|an|my|our own|brands?"
    r"|with)\b)"
    r"[A-Z]?\w+|\bon behalf of\b|\bmy (?:client|talent)\b|\bour (?:talent|creator|client)\b"
    r"|\bi(?:'m| am) \w+'s (?:manager|agent|rep\w*)\b|\bi(?:'m| am) (?:the |her |his |their )?"
    r"(?:talent )?(?:manager|agent) (?:for|of)\b|\bas (?:\w+'s|her|his|their) (?:manager|agent)\b"
    r"|\b\w+'s (?:management|manager) here\b|\bich (?:vertrete|manage|betreue)\b|\bim namen von\b"
    r"|\bje (?:représente|gère)\b|\bagent de\b|\brepresento a\b|\brappresento\b|\brepresento [oa]\b"
    r"|\bik vertegenwoordig\b|\breprezentuję\b|\bw imieniu\b|\bjag representerar\b",
    re.IGNORECASE,
)
_ASSISTS = re.compile(
    r"\b(?:personal|virtual|executive|her|his|\w+'s) assistant\b|\bassistant to\b|\b(?:i"
    r"|we) (?:handle|"
    r"manage|look after|help with) (?:\w+'s|her|his) (?:inbox|e-?mails?|calendar|admin)\b"
    r"|\b(?:va|pa) (?:to|for)\b|\bassistenz\b|\bassistante? de\b|\basistente de\b"
    r"|\bassistente di\b",
    re.IGNORECASE,
)
_CREATES = re.compile(
    r"\b(?:content creator|creator|influencer|youtuber|tiktoker|streamer|blogger|vlogger|podcaster"
    r"|créatrice?|creador[a]? de contenido|content-?ersteller\w*|twórc\w+)\b",
    re.IGNORECASE,
)
_HOUSE_WORDS = re.compile(
    r"\b[\w&'. -]{2,40}\b(?:talent|management|mgmt|agency|agentur|artists|entertainment|collective"
    r"|media group|representation)\b(?: (?:agency|group|gmbh|ltd|llc|inc))?",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"^\s*>|^-{2,}\s?original|^\s*(?:on|am|le|el|il) .{5,200}:\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Sender:
    """What is known about whoever sent a mail; addresses may come as raw headers."""

    address: str
    display_name: str = ""
    written: str = ""
    signature: str = ""
    influencer_address: str = ""
    influencer_name: str = ""
    known_agency: str = ""
    brand_domains: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Party:
    """Who that is, how sure, and from what."""

    role: str
    confidence: Decimal
    agency_name: str
    reasons: tuple[str, ...]


def parsed_address(value: str) -> str:
    """The bare lower-case address of a header value such as `Mia <m@x.example>`."""
    return parseaddr(value)[1].strip().lower()


def domain_of(value: str) -> str:
    """The domain of an address or header value; empty without one."""
    return parsed_address(value).rpartition("@")[2].strip(">. ")


def is_personal(domain: str) -> bool:
    """Whether anybody can get an address at this provider."""
    return domain.partition(".")[0] in _FREE


def domain_and_parents(domain: str) -> tuple[str, ...]:
    """The domain and what it lies under, for matching `mail.agency.example` to its agency."""
    labels = domain.split(".")
    return tuple(".".join(labels[n:]) for n in range(max(len(labels) - 1, 0)))


def signature_of(text: str, written: str) -> str:
    """The last lines of a mail above what it quotes: where people say what they are."""
    own = []
    for line in text.splitlines()[:400]:
        if _QUOTE.match(line):
            break
        own.append(line)
    found = [line.strip() for line in own if line.strip()] or written.splitlines()
    return "\n".join(found[-_SIGNATURE_LINES:])[:2000]


def classify(sender: Sender) -> Party:
    """Return who writes; nothing known means the creator, at low confidence."""
    domain = domain_of(sender.address)
    under = domain_and_parents(domain)
    if sender.brand_domains & set(under):
        return Party(BRAND, Decimal("0.9"), "", (f"{domain} is the client's own domain",))
    written = sender.written.replace("’", "'")[:6000]
    signature = _OTHER_TITLE.sub(" ", sender.signature.replace("’", "'"))
    assists = _ASSISTS.search(f"{written}\n{signature}")
    manager = dict(_manager_signs(sender, domain, written, signature))
    creator = dict(_creator_signs(sender, domain, signature))
    if assists and "says whom they represent" not in manager:
        return Party(ASSISTANT, Decimal("0.8"), sender.known_agency, (f'"{assists.group()}"',))
    if manager and sum(manager.values()) > sum(creator.values()):
        agency = sender.known_agency or _agency_name(signature, domain)
        return Party(MANAGER, _confidence(manager), agency, tuple(manager))
    confidence = Decimal("0.8") if creator else Decimal("0.5")
    return Party(CREATOR, confidence, "", tuple(creator))


def may_accept(role: str, *, is_known: bool) -> bool:
    """Whether a yes of this party binds: creators and managers we have reason to know."""
    return is_known and role in (CREATOR, MANAGER)


def _manager_signs(
    sender: Sender, domain: str, written: str, signature: str
) -> Iterable[tuple[str, Decimal]]:
    if sender.known_agency:
        yield f"{domain} belongs to {sender.known_agency}", Decimal("2.0")
    elif not is_personal(domain) and _AGENCY_LABEL.search(domain):
        yield f"{domain} reads like an agency", Decimal("0.7")
    if _SPEAKS_FOR.search(written):
        yield "says whom they represent", Decimal("2.0")
    title = _TITLE.search(signature)
    if title:
        yield f'signs as "{title.group().lower()}"', Decimal("0.7")
    if _TITLE.search(_OTHER_TITLE.sub(" ", sender.display_name)):
        yield "the name says management", Decimal("0.8")


def _creator_signs(sender: Sender, domain: str, signature: str) -> Iterable[tuple[str, Decimal]]:
    if is_personal(domain):
        yield f"{domain} is a personal provider", Decimal("0.8")
    if parsed_address(sender.address) == parsed_address(sender.influencer_address) != "":
        yield "writes from the influencer's address", Decimal("0.6")
    if _CREATES.search(signature):
        yield "signs as a creator", Decimal("0.6")
    if _share_name(sender.display_name, sender.influencer_name):
        yield "bears the influencer's name", Decimal("0.6")


def _share_name(one: str, other: str) -> bool:
    words = [set(re.findall(r"[^\W\d_]{3,}", name.lower())) for name in (one, other)]
    return bool(words[0] & words[1])


def _confidence(signs: dict[str, Decimal]) -> Decimal:
    if len(signs) >= 2:
        return Decimal("0.9")
    return Decimal("0.8") if max(signs.values()) >= Decimal("0.8") else Decimal("0.6")


def _agency_name(signature: str, domain: str) -> str:
    """The agency as the signature spells it, or as its domain does: a suggestion for a person."""
    for line in signature.splitlines():
        found = _HOUSE_WORDS.search(line)
        if found and "@" not in line and "//" not in line and not _SPEAKS_FOR.search(line):
            return found.group().strip(" -|,")[:200]
    if not domain or is_personal(domain):
        return ""
    return domain.partition(".")[0].replace("-", " ").title()
