"""Before anything leaves: the channels, the inboxes and the brakes."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from integrations.errors import GatewayError, NotConfigured
from integrations.gmail.factory import get_mail_gateway
from integrations.models import Mailbox
from negotiations.commands.mailboxes import ensure_mailbox
from negotiations.jobs.inbound import sync_mailbox
from negotiations.outreach.commands.health import brake_campaign
from negotiations.outreach.commands.silence import end_in_silence, maybe_silent


def channel_problem(address: str) -> str:
    """Return why nothing can really leave this mailbox, or nothing.

    A channel is real only if it is switched on and its credentials are there.
    """
    if settings.GMAIL_MODE == "dry_run":
        return "email sends nothing: GMAIL_MODE is dry_run"
    try:
        get_mail_gateway(address)
    except NotConfigured as problem:
        return f"email sends nothing: {problem.message}"
    return ""


def make_ready(
    campaigns: Iterable[int], mailboxes: Iterable[Mailbox], *, now: datetime
) -> list[str]:
    """Read every inbox, pull the brakes, and return what is wrong, one line each."""
    lines = []
    for prospect_id in maybe_silent(now=now):
        end_in_silence(prospect_id=prospect_id, actor="cycle", now=now)
    for campaign_id in campaigns:
        brake_campaign(campaign_id=campaign_id, actor="cycle", now=now)
    for mailbox in mailboxes:
        known = mailbox if mailbox.pk else ensure_mailbox(mailbox.address, now=now)
        if problem := channel_problem(known.address):
            lines.append(problem)
            continue
        try:
            sync_mailbox(mailbox_id=known.pk)
        except GatewayError as failure:
            lines.append(f"mailbox {known.address} could not be read: {failure.message}")
    return lines
