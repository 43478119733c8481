"""What one person reads in Slack after they pressed or typed something; nobody else sees it."""

import json
from collections.abc import Sequence
from urllib.parse import quote_plus

from django.conf import settings

from integrations.slack import blocks
from negotiations.commands.slack import Reply
from negotiations.models import Thread
from negotiations.queries.pages import thread_page

MOST = 10


def refusal(text: str, thread: Thread | None = None) -> Reply:
    """Return why nothing was done."""
    return Reply(text, is_refusal=True, thread_id=thread.pk if thread else None)


def about(thread: Thread, words: str) -> Reply:
    """Return what became of a negotiation, with its address."""
    return Reply(f"{name_of(thread)}: {words}\n{thread_page(thread)}", thread_id=thread.pk)


def name_of(thread: Thread) -> str:
    """Return what tells a negotiation from others of the same person."""
    return f"{thread.influencer.name} / {thread.campaign.name}"


def choice_of(threads: Sequence[Thread], words: str, *, action: str, label: str) -> Reply:
    """Return several negotiations that were meant, each with a button; nothing was done yet."""
    shown = threads[:MOST]
    plain = [f"“{words}” may mean several negotiations; nothing was done yet:"]
    found = [blocks.section(blocks.escape(plain[0], 500))]
    for thread in shown:
        line = f"{name_of(thread)}, {thread.influencer.email} ({thread.state})"
        plain.append(f"• {line}")
        button = blocks.button(label, action, json.dumps({"thread": thread.pk}))
        found.append({**blocks.section(blocks.escape(line, 500)), "accessory": button})
    if len(threads) > MOST:
        page = f"{settings.PUBLIC_BASE_URL}/admin/negotiations/thread/?q={quote_plus(words[:200])}"
        found.append(blocks.context(blocks.link(page, "There are more: all of them")))
    return Reply("\n".join(plain), found)


def question(thread: Thread, words: str, *, action: str, label: str) -> Reply:
    """Return a question with one button that says yes."""
    button = blocks.button(label, action, json.dumps({"thread": thread.pk}), style="primary")
    shown = blocks.section(blocks.escape(f"{name_of(thread)}: {words}", 1000))
    return Reply(f"{name_of(thread)}: {words}", [{**shown, "accessory": button}])
