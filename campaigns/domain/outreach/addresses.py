"""Which addresses may be written to, and whose they are. Pure; whole tokens, never inside words."""

import re
from collections.abc import Iterable

from campaigns.domain.roster.accounts import read_email
from campaigns.domain.values.text import ValueProblem

_NOBODY = frozenset(
    {"noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "mailer-daemon"}
    | {"postmaster"}
)
FREE_MAIL = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"}
    | {"yahoo.com", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com"}
    | {"gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "t-online.de", "proton.me"}
    | {"protonmail.com", "pm.me", "seznam.cz", "centrum.cz", "wp.pl", "o2.pl", "onet.pl"}
    | {"interia.pl", "libero.it", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net"}
    | {"hotmail.co.uk", "hotmail.fr", "hotmail.it", "hotmail.es", "hotmail.de", "outlook.fr"}
    | {"outlook.de", "outlook.es", "outlook.it", "yahoo.fr", "yahoo.de", "yahoo.it", "yahoo.es"}
    | {"yahoo.com.br", "yahoo.co.jp", "yahoo.co.in", "mail.ru", "yandex.ru", "qq.com", "163.com"}
    | {"uol.com.br", "bol.com.br", "rediffmail.com", "zoho.com", "fastmail.com", "hey.com"}
)


def folded(address: str) -> str:
    """Return an address as it is compared: lower case, its domain in ASCII letters.

    Dots and plus-tags stay: two spellings of one mailbox are a question for a person.
    """
    local, _, domain = address.strip().lower().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii") if domain else domain
    except UnicodeError:
        return address.strip().lower()
    return f"{local}@{domain}"


def domain_of(address: str) -> str:
    """Return an address's domain in lower case."""
    return folded(address).rpartition("@")[2]


def address_problem(address: str) -> str:
    """Return why nobody should write there, or nothing. Role addresses of people are welcome."""
    try:
        local = read_email(folded(address)).partition("@")[0]
    except ValueProblem as problem:
        return f"{address!r} {problem}"
    if local in _NOBODY:
        return f"nobody reads {local}@"
    return ""


def is_free_mail(domain: str) -> bool:
    """Whether a domain's addresses belong to people who have nothing to do with each other."""
    return domain.lower() in FREE_MAIL


def is_under(domain: str, blocked: Iterable[str]) -> str:
    """Return the blocked domain this one is, or is a part of; nothing if none."""
    labels = domain.lower().strip(".").split(".")
    parents = {".".join(labels[n:]) for n in range(len(labels))}
    return next((b for b in blocked if b.lower().strip(".@") in parents), "")


def shared_inbox_hint(address: str) -> str:
    """Return what two spellings of one mailbox have in common: no tag, and no dots at Gmail.

    Two people whose hints agree are a merge candidate for a person, never one person by itself.
    """
    local, _, domain = folded(address).rpartition("@")
    local = local.partition("+")[0]
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


_PHONE = re.compile(r"\+[1-9]\d{6,14}")


def folded_phone(text: str) -> str | None:
    """Return a phone number as E.164, None when it is not written with its country code."""
    plain = re.sub(r"[^\d+]", "", text.strip())
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    return plain if _PHONE.fullmatch(plain) else None
