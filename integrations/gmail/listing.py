"""What is in a mailbox: pages drained, repeats dropped, dates cut; and Gmail's numbers as ours."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from integrations.gmail.api import GmailApi, GmailRefusal
from integrations.gmail.gateway import MailChanges

# Read in any full sync, whatever their dates say: a date is another machine's word.
_ALWAYS_LISTED = 50
_HANDLED_LABELS = frozenset({"INBOX", "SENT"})


def profile(api: GmailApi) -> dict[str, Any]:
    """Return whose mailbox this is and where its history stands."""
    return api.read(api.build.users.getProfile(userId="me"))


def found(api: GmailApi, request: Any) -> dict[str, Any] | None:
    """Read one thing; None when it is gone."""
    try:
        return api.read(request)
    except GmailRefusal as refusal:
        if refusal.status == 404:
            return None
        raise


def metadata(api: GmailApi, provider_id: str, *headers: str) -> dict[str, Any] | None:
    """Return a message with these headers only; None when it is gone."""
    request = api.build.messages.get(
        userId="me", id=provider_id, format="metadata", metadataHeaders=list(headers)
    )
    return found(api, request)


def ids_newest_first(api: GmailApi, **which: Any) -> Iterator[list[str]]:
    """Yield the message ids of each page."""
    for page in _pages(api, api.build.messages.list, **which):
        yield [str(item["id"]) for item in page.get("messages") or ()]


def history_since(api: GmailApi, mark: int) -> MailChanges:
    """List what was added since the mark, oldest first, each id once.

    :raises GmailRefusal: status 404 when Gmail no longer knows the mark
    """
    # A dict keeps the order and drops the repeats that history is full of.
    ids: dict[str, None] = {}
    newest = mark
    pages = _pages(
        api,
        api.build.history.list,
        startHistoryId=str(mark),
        historyTypes=["messageAdded", "labelAdded"],
        maxResults=500,
    )
    for page in pages:
        newest = max(newest, whole(page.get("historyId")) or 0)
        for record in page.get("history") or ():
            ids.update(dict.fromkeys(_added(record)))
    return MailChanges(ids=tuple(ids), mark=newest, is_full_sync=False)


def everything_since(api: GmailApi, not_before: datetime) -> MailChanges:
    """List all mail since the time, oldest first, with a mark to go on from; spam and trash too."""
    # The mark comes first: what arrives during the listing is then listed twice, not lost.
    mark = whole(profile(api).get("historyId")) or 0
    newest_first: dict[str, None] = {}
    # Gmail's filter is no judge of who answers us, and leaves spam and trash out unless asked.
    for page in ids_newest_first(api, maxResults=500, includeSpamTrash=True):
        young = bisect_left(page, True, key=lambda one: _is_older(api, one, not_before))
        wanted = max(young, _ALWAYS_LISTED - len(newest_first))
        newest_first.update(dict.fromkeys(page[:wanted]))
        if wanted < len(page):
            break
    return MailChanges(ids=tuple(reversed(newest_first)), mark=mark, is_full_sync=True)


def whole(value: object) -> int | None:
    """Return a number of 64 bits: text on the wire, though Google's own examples show it bare."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else None


def from_milliseconds(value: object) -> datetime:
    """Return a time as Gmail writes it."""
    return datetime.fromtimestamp((whole(value) or 0) / 1000, UTC)


def _pages(api: GmailApi, listing: Callable[..., Any], **which: Any) -> Iterator[dict[str, Any]]:
    # The library's own list_next refuses a parameter given twice, as historyTypes is.
    page = api.read(listing(userId="me", **which))
    yield page
    while token := page.get("nextPageToken"):
        page = api.read(listing(userId="me", **which, pageToken=token))
        yield page


def _is_older(api: GmailApi, provider_id: str, than: datetime) -> bool:
    message = found(api, api.build.messages.get(userId="me", id=provider_id, format="minimal"))
    return message is not None and from_milliseconds(message.get("internalDate")) < than


def _added(record: Mapping[str, Any]) -> Iterator[str]:
    for item in record.get("messagesAdded") or ():
        message = item.get("message") or {}
        if "DRAFT" not in (message.get("labelIds") or ()):
            yield str(message["id"])
    for item in record.get("labelsAdded") or ():
        # Stars and read marks are no news; coming back from spam is.
        if _HANDLED_LABELS & set(item.get("labelIds") or ()):
            yield str(item["message"]["id"])
