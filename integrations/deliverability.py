"""Whether receivers can tell our mail from a forgery: SPF, DKIM and DMARC of the sending domain.

Sources: RFC 7208 (SPF: §3.2 one record, §4.6.4 ten look-ups at most), RFC 6376 §3.6 (DKIM keys),
RFC 7489 §6.3 and §6.6.3 (DMARC, and the organisational domain where a domain has no record).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from publicsuffixlist import PublicSuffixList

# Source: https://support.google.com/a/answer/10684623
GOOGLE_SENDERS = "_spf.google.com"
# For these Google itself answers; nobody else can publish anything there.
GOOGLES_OWN = frozenset({"gmail.com", "googlemail.com"})
_MOST_LOOKUPS = 10
_COSTLY = frozenset({"include", "redirect", "exists", "a", "mx", "ptr"})


class DnsSilent(Exception):
    """Nobody can say what a name holds: no server answered."""


class Resolver(Protocol):
    """Looks names up."""

    def texts(self, name: str) -> Sequence[str]:
        """Return the TXT records of a name, none where it has none.

        :raises DnsSilent: if no server answers
        """
        ...


@dataclass(frozen=True)
class Finding:
    """One record: `verdict` is ok, weak, missing, wrong or unknown; the words say what to do."""

    record: str
    verdict: str
    words: str


def findings_for(address: str, resolver: Resolver, *, selector: str) -> list[Finding]:
    """Return what the address's domain says of its mail, one finding a record."""
    domain = address.rpartition("@")[2].strip().lower()
    if domain in GOOGLES_OWN:
        words = f"Google keeps the records of {domain}"
        return [Finding(record, "ok", words) for record in ("SPF", "DKIM", "DMARC")]
    return [
        _asked("SPF", lambda: _spf(domain, resolver)),
        _asked("DKIM", lambda: _dkim(domain, resolver, selector)),
        _asked("DMARC", lambda: _dmarc(domain, resolver)),
    ]


def _asked(record: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except DnsSilent as silence:
        return Finding(record, "unknown", f"DNS did not answer ({silence}); try again later")


def _spf(domain: str, resolver: Resolver) -> Finding:
    found = _spf_records(domain, resolver)
    if not found:
        record = f"v=spf1 include:{GOOGLE_SENDERS} ~all"
        return Finding("SPF", "missing", f"publish a TXT record at {domain}: {record}")
    if len(found) > 1:
        words = f"{domain} has {len(found)} SPF records, so none counts: merge them into one"
        return Finding("SPF", "wrong", words)
    terms = found[0].lower().split()[1:]
    names, lookups = _named_by(terms, resolver)
    if lookups > _MOST_LOOKUPS:
        words = f"it needs more than {_MOST_LOOKUPS} look-ups, so receivers give up: shorten it"
        return Finding("SPF", "wrong", words)
    if GOOGLE_SENDERS not in names:
        words = f"{domain} does not name Google's servers: add include:{GOOGLE_SENDERS}"
        return Finding("SPF", "wrong", words)
    if terms[-1] in ("+all", "all", "?all"):
        words = f"it ends with {terms[-1]}, which lets anybody send in your name: use ~all"
        return Finding("SPF", "weak", words)
    return Finding("SPF", "ok", f"{domain} names Google's servers")


def _spf_records(name: str, resolver: Resolver) -> list[str]:
    return [text for text in resolver.texts(name) if text.lower().split()[:1] == ["v=spf1"]]


def _named_by(terms: Sequence[str], resolver: Resolver) -> tuple[set[str], int]:
    """Return every record a list of terms draws in, and how many look-ups that takes."""
    names: set[str] = set()
    lookups, todo = 0, list(terms)
    while todo and lookups <= _MOST_LOOKUPS:
        term = todo.pop(0).lstrip("+-~?").replace("=", ":", 1)
        kind, _, target = term.partition(":")
        lookups += kind.partition("/")[0] in _COSTLY
        if kind not in ("include", "redirect") or target in names:
            continue
        names.add(target)
        if target != GOOGLE_SENDERS:
            for record in _spf_records(target, resolver)[:1]:
                todo += record.lower().split()[1:]
    return names, lookups


def _dkim(domain: str, resolver: Resolver, selector: str) -> Finding:
    name = f"{selector}._domainkey.{domain}"
    found = [_tags(text) for text in resolver.texts(name)]
    keys = [tags["p"] for tags in found if "p" in tags]
    if not keys:
        words = (
            f"no key at {name}: in the Workspace console, Apps > Gmail > Authenticate email, make"
            " one, publish it and start authentication; with another selector set"
            " GMAIL_DKIM_SELECTOR"
        )
        return Finding("DKIM", "missing", words)
    if not keys[0]:
        return Finding("DKIM", "wrong", f"the key at {name} is withdrawn: publish the present one")
    return Finding("DKIM", "ok", f"there is a key at {name}")


def _dmarc(domain: str, resolver: Resolver) -> Finding:
    for place in dict.fromkeys((domain, organisation_of(domain))):
        found = [_tags(text) for text in resolver.texts(f"_dmarc.{place}")]
        records = [tags for tags in found if tags.get("v") == "dmarc1"]
        if len(records) > 1:
            words = f"_dmarc.{place} has {len(records)} records, so none counts: keep one"
            return Finding("DMARC", "wrong", words)
        if records:
            return _policy(records[0], place, is_inherited=place != domain)
    record = f"v=DMARC1; p=none; rua=mailto:postmaster@{domain}"
    words = (
        f"publish a TXT record at _dmarc.{domain}: {record}; p=quarantine once reports are clean"
    )
    return Finding("DMARC", "missing", words)


def _policy(tags: dict[str, str], place: str, *, is_inherited: bool) -> Finding:
    policy = (tags.get("sp") if is_inherited else None) or tags.get("p", "")
    if policy in ("quarantine", "reject"):
        return Finding("DMARC", "ok", f"_dmarc.{place} says p={policy}")
    if policy == "none":
        words = f"_dmarc.{place} only watches (p=none): p=quarantine once reports are clean"
        return Finding("DMARC", "weak", words)
    return Finding("DMARC", "wrong", f"_dmarc.{place} names no policy: add p=none or p=quarantine")


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    """The list as bundled with the library: no network."""
    return PublicSuffixList()


def organisation_of(domain: str) -> str:
    """Return the domain an organisation registered, by the public suffix list."""
    return str(_suffixes().privatesuffix(domain) or domain)


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}
