"""The trail in Slack: the same filters and rows as in the console, ten at a time."""

import json
import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from audit.actions import ALIASES, actions_for
from audit.listing import parse_duration
from audit.models import AuditEntry
from audit.queries import Filters, entries_for
from audit.showing import direction_of
from campaigns.models import Campaign
from integrations.slack import blocks
from negotiations.commands.slack import Reply
from negotiations.slack.replies import refusal

PAGE = 10
USAGE = (
    "Usage: /audit influencer: <name> campaign: <id or name> last: <7d or 12h> event_type: <name>"
    " — every key may be left out. Event types: " + ", ".join(ALIASES)
)
_KEYS = ("influencer", "campaign", "last", "event_type", "action", "actor", "thread")
_KEY = re.compile(rf"(?:^|\s)({'|'.join(_KEYS)}):", re.IGNORECASE)
# A word glued to a colon and followed by something looks like a key; "re:" stands in subjects.
_UNKNOWN_KEY = re.compile(r"(?:^|\s)(?!re:)([a-z][a-z_-]*):", re.IGNORECASE)


class BadFilter(ValueError):
    """A filter nobody can follow; the text says which."""


def show_audit(words: str, actor: str, now: datetime) -> Reply:
    """Return the newest entries that match the typed filters."""
    return _page(words, now=now, before=None, start=0)


def next_audit_page(words: str, actor: str, now: datetime) -> Reply:
    """Return the page after the one whose button was pressed, whatever was added since."""
    try:
        value = json.loads(words)
        query, before, start = str(value["query"]), int(value["before"]), int(value["start"])
        asked_at = datetime.fromisoformat(value["asked_at"])
    except (ValueError, KeyError, TypeError):
        return refusal("This page is not there any more: type /audit again.")
    return _page(query, now=asked_at, before=before, start=start)


def filters_of(words: str, *, now: datetime) -> Filters:
    """Return typed filters; a value may hold spaces and runs to the next key.

    Words before the first key name an influencer.

    :raises BadFilter: if a value means nothing
    """
    parts = _KEY.split(words.strip())
    unknown = [name for part in parts[::2] for name in _UNKNOWN_KEY.findall(part)]
    if unknown:
        raise BadFilter(f"I know no key “{unknown[0]}:”; I know {', '.join(_KEYS)}")
    given = {
        key.lower(): value.strip() for key, value in zip(parts[1::2], parts[2::2], strict=True)
    }
    action = given.get("event_type") or given.get("action") or ""
    if action and not actions_for(action):
        raise BadFilter(f"there is no event type “{action}”")
    thread = given.get("thread", "")
    if thread and not (thread.isascii() and thread.isdigit() and len(thread) < 16):
        raise BadFilter(f"“{thread}” is no number of a negotiation")
    try:
        since = now - parse_duration(given["last"]) if given.get("last") else None
    except (ValueError, OverflowError) as error:
        raise BadFilter(f"“{given['last']}” is no duration like 7d or 12h") from error
    return Filters(
        campaign_ids=_campaigns(given["campaign"]) if given.get("campaign") else None,
        thread_id=int(thread) if thread else None,
        influencer=given.get("influencer") or parts[0].strip(),
        action=action,
        actor=given.get("actor", ""),
        since=since,
    )


def _campaigns(word: str) -> tuple[int, ...]:
    """Return the campaigns a word means: an id, an external id, or part of a name."""
    named = Q(external_id=word)
    if word.isascii() and word.isdigit() and len(word) < 16:
        named |= Q(pk=int(word))
    found = Campaign.objects.filter(named) or Campaign.objects.filter(name__icontains=word)
    ids = tuple(found.values_list("pk", flat=True))
    if not ids:
        raise BadFilter(f"there is no campaign “{word}”")
    return ids


def _page(words: str, *, now: datetime, before: int | None, start: int) -> Reply:
    try:
        filters = filters_of(words, now=now)
    except BadFilter as problem:
        return refusal(f"{problem}. {USAGE}")
    found = entries_for(filters)
    total = found.count()
    rest = found.filter(pk__lt=before) if before else found
    entries = list(rest[: PAGE + 1])
    shown = entries[:PAGE]
    line = _count_line(total, start=start, shown=len(shown))
    made = [blocks.header(f"Audit: {words or 'everything'}"), blocks.section(line)]
    names = _campaign_names(shown)
    for entry in shown:
        made += [_entry(entry, names), blocks.divider()]
    if len(entries) > PAGE:
        made += _overflow(words, now=now, last=shown[-1].pk, start=start + PAGE)
    plain = "\n".join([line, *(f"{_stamp(e)} {e.action} {e.summary}" for e in shown)])
    return Reply(plain, made)


def _count_line(total: int, *, start: int, shown: int) -> str:
    if not total:
        return "No entries found."
    if total <= PAGE:
        return f"{total} entries found."
    if start == 0:
        return f"{total} entries found, showing most recent {shown}."
    return f"{total} entries found, showing {start + 1} to {start + shown}."


def _campaign_names(entries: list[AuditEntry]) -> dict[int, str]:
    ids = {entry.campaign_id for entry in entries if entry.campaign_id}
    return dict(Campaign.objects.filter(pk__in=ids).values_list("pk", "name"))


def _entry(entry: AuditEntry, names: dict[int, str]) -> dict[str, Any]:
    """Return one entry; what it does not have is left out."""
    data = entry.data
    rates = f"{data['amount']} {data.get('currency', '')}".strip() if data.get("amount") else ""
    pairs = [
        ("Timestamp", _stamp(entry)),
        ("Event", entry.action),
        ("Who", entry.actor),
        ("Influencer", entry.influencer),
        ("Campaign", names.get(entry.campaign_id or 0, "")),
        ("State", str(data.get("state_after", ""))),
        ("Direction", direction_of(entry.action)),
        ("Rates", rates),
    ]
    return blocks.fields([(name, value) for name, value in pairs if value])


def _stamp(entry: AuditEntry) -> str:
    return f"{entry.at:%Y-%m-%d %H:%M:%S} UTC"


def _overflow(words: str, *, now: datetime, last: int, start: int) -> list[dict[str, Any]]:
    page = f"{settings.PUBLIC_BASE_URL}/admin/audit/auditentry/"
    made = [blocks.context(blocks.link(page, "All of them are in the console"))]
    value = {"query": words, "before": last, "start": start, "asked_at": now.isoformat()}
    text = json.dumps(value)
    if len(text) <= blocks.VALUE:
        made.append(blocks.actions("audit", [blocks.button("Older", "audit_page", text)]))
    return made
