"""Find the negotiation somebody means: by id, link, address or name."""

import re

from django.db.models import Q, QuerySet

from negotiations.domain.terms.states import CLOSED
from negotiations.models import Thread

_LINKED = re.compile(r"<(?:mailto:)?([^|>]+)(?:\|[^>]*)?>")
_ID = re.compile(r"(?:.*/thread/(\d{1,15})(?:/.*)?|(?:thread:)?#?(\d{1,15}))", re.ASCII)


def threads_named(words: str) -> list[Thread]:
    """Return the threads the words may mean, newest first; open ones hide finished ones.

    A chat writes addresses and links as `<mailto:a@b|a@b>`; both forms are understood. An exact
    address or name beats one that merely contains the words.
    """
    words = _LINKED.sub(r"\1", words).strip()
    if not words:
        return []
    threads = Thread.objects.select_related("influencer", "campaign").order_by("-updated_at")
    named = _ID.fullmatch(words)
    if named:
        return list(threads.filter(pk=int(named[1] or named[2])))
    for condition in _conditions(words):
        found = list(_open_first(threads.filter(condition)))
        if found:
            return found
    return []


def _conditions(words: str) -> tuple[Q, ...]:
    if "@" in words.lstrip("@"):
        known = Q(influencer__email__iexact=words)
        return (known | Q(influencer__contacts__email__iexact=words),)
    handle = Q(influencer__identities__handle__iexact=words.lstrip("@"))
    return (Q(influencer__name__iexact=words) | handle, Q(influencer__name__icontains=words))


def _open_first(found: QuerySet[Thread]) -> QuerySet[Thread]:
    ids = found.values("pk")
    rows = Thread.objects.select_related("influencer", "campaign").filter(pk__in=ids)
    still_open = rows.exclude(state__in=CLOSED)
    return (still_open if still_open.exists() else rows).order_by("-updated_at")
