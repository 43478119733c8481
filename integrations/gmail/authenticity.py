"""Judge from a raw mail whether its From is who really sent it, as our own receiver saw it.

Pure: the receiver's findings are read from the mail, nothing is asked of the network.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache
from typing import Any, Literal

import authres  # type: ignore[import-untyped]
from publicsuffixlist import PublicSuffixList

from integrations.gmail import mime

Authentic = Literal["aligned", "unaligned", "unknown"]
DEFAULT_AUTHSERV_IDS = ("mx.google.com",)

_FAILED = frozenset({"fail", "softfail", "hardfail"})
# Which property of a finding names the domain it vouches for, the surest first. A HELO name
# vouches for no From (RFC 7489 §3.1.2).
_DOMAIN_OF = {
    "dmarc": (("header", "from"),),
    "dkim": (("header", "d"), ("header", "i")),
    "spf": (("smtp", "mailfrom"),),
}
# What the parser raises at a header it cannot follow.
_UNREADABLE = (authres.AuthResError, ValueError, LookupError, AttributeError, TypeError)


@dataclass(frozen=True)
class Judgement:
    """Whether the From is the sender, and why, in one sentence for people."""

    authentic: Authentic
    reason: str


@dataclass(frozen=True)
class _Finding:
    """One check of the receiver's: its method, its result, and the domain it speaks of."""

    method: str
    result: str
    domain: str

    @property
    def has_passed(self) -> bool:
        return self.result == "pass"


def judge(message: Message, authserv_ids: Collection[str] = DEFAULT_AUTHSERV_IDS) -> Judgement:
    """Weigh the topmost findings of a receiver of ours; what stands below is the sender's writing.

    Aligned is a DMARC pass for the very domain of From, or a DKIM or SPF pass of the same
    organisation (RFC 7489 §3.1). A DMARC failure is the domain's own word and final. ARC is not
    weighed: anybody may seal a lie about whom they forward.
    """
    domain = _from_domain(message)
    if domain is None:
        return Judgement("unaligned", "The mail does not name exactly one sender.")
    receiver, value = _topmost(message, authserv_ids)
    if not receiver:
        return Judgement("unknown", "No receiver of ours has checked who sent this mail.")
    findings = _findings(value)
    if findings is None:
        return Judgement("unknown", f"What {receiver} found about the sender is unreadable.")
    return _weighed(findings, domain, receiver)


def is_same_organisation(one: str, other: str) -> bool:
    """Whether two domains belong to one organisation by the public suffix list (RFC 7489 §3.2)."""
    return bool(one) and _organisation(one) == _organisation(other)


def _weighed(findings: Collection[_Finding], domain: str, receiver: str) -> Judgement:
    dmarc = [finding for finding in findings if finding.method == "dmarc"]
    marks = [finding for finding in findings if finding.method != "dmarc"]
    if any(finding.result in _FAILED for finding in dmarc):
        return _not_sent_by(domain, receiver, "DMARC failed")
    for finding in dmarc:
        if finding.has_passed and finding.domain == domain:
            return _sent_by(domain, receiver, "DMARC")
    for finding in marks:
        if finding.has_passed and is_same_organisation(finding.domain, domain):
            return _sent_by(domain, receiver, finding.method.upper())
    return _without_a_pass(findings, domain, receiver)


def _without_a_pass(findings: Iterable[_Finding], domain: str, receiver: str) -> Judgement:
    """Nothing vouches for the From: another's mark or a failure tells against it."""
    others = sorted({finding.domain for finding in findings if finding.has_passed} - {""})
    if others:
        names = " and ".join(others)
        return _not_sent_by(domain, receiver, f"its marks are those of {names}")
    failed = sorted({item.method.upper() for item in findings if item.result in _FAILED})
    if failed:
        return _not_sent_by(domain, receiver, f"{' and '.join(failed)} failed")
    return Judgement("unknown", f"{receiver} could not tell whether {domain} sent this mail.")


def _sent_by(domain: str, receiver: str, check: str) -> Judgement:
    return Judgement("aligned", f"{receiver} found that {domain} sent this mail: {check} passed.")


def _not_sent_by(domain: str, receiver: str, why: str) -> Judgement:
    return Judgement("unaligned", f"{receiver} did not find that {domain} sent this mail: {why}.")


def _from_domain(message: Message) -> str | None:
    """The domain of From; None unless there is one From with one address."""
    if len(mime.values(message, "From")) != 1:
        return None
    boxes = mime.addresses(message, "From")
    if len(boxes) != 1:
        return None
    local, _, domain = boxes[0][1].partition("@")
    return _comparable(domain) if local and domain and "@" not in domain else None


def _topmost(message: Message, authserv_ids: Collection[str]) -> tuple[str, str]:
    """Name and text of the first findings a receiver of ours wrote; both empty without any."""
    ours = {name.lower() for name in authserv_ids}
    for value in mime.values(message, "Authentication-Results"):
        unfolded = " ".join(value.split())
        named = _authserv_id(unfolded)
        if named in ours:
            return named, unfolded
    return "", ""


def _authserv_id(value: str) -> str:
    """The receiver's name: the first word, which a version or comments may stand beside."""
    words = value.partition(";")[0]
    while words.startswith("("):
        words = words.partition(")")[2].lstrip()
    return words.split(" ")[0].strip('"').lower()


def _findings(value: str) -> tuple[_Finding, ...] | None:
    try:
        parsed = authres.AuthenticationResultsHeader.parse(f"Authentication-Results: {value}")
    except _UNREADABLE:
        return None
    return tuple(
        _Finding(method, str(one.result).lower(), _domain(method, one.properties))
        for one in parsed.results
        if (method := str(one.method).lower()) in _DOMAIN_OF
    )


def _domain(method: str, properties: Iterable[Any]) -> str:
    named = {(str(one.type).lower(), str(one.name).lower()): str(one.value) for one in properties}
    found = (named[key] for key in _DOMAIN_OF[method] if key in named)
    return _comparable(next(found, "").rpartition("@")[2])


def _comparable(domain: str) -> str:
    """The domain in lower case and ASCII, as DNS compares it."""
    bare = domain.strip().strip('"').rstrip(".").lower()
    try:
        return bare.encode("idna").decode("ascii")
    except UnicodeError:
        return bare


def _organisation(domain: str) -> str:
    """The domain an organisation registered; a bare public suffix stands for itself."""
    return _suffixes().privatesuffix(domain) or domain


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    """The list as bundled with the library: no network, at import or later."""
    return PublicSuffixList()
