"""Open the threads of a campaign, one prospect at a time."""

from django.conf import settings
from django.utils import timezone

from campaigns.models import Campaign
from negotiations.commands.mailboxes import (
    ensure_mailbox,
)
from negotiations.commands.offers.open import open_thread
from negotiations.queries import due
from negotiations.trials import gauntlet


def open_campaign(*, campaign_id: int) -> str:
    """Open a thread for every prospect of the campaign that has none yet."""
    now = timezone.now()
    campaign = Campaign.objects.get(pk=campaign_id)
    if not gauntlet.may_open(campaign):
        return "waits for a certificate"
    mailbox = ensure_mailbox(campaign.mailbox_address or settings.GMAIL_MAILBOX, now=now)
    opened = sum(
        open_thread(prospect_id=pk, mailbox_id=mailbox.pk, actor="agent", now=now) is not None
        for pk in due.openings_of(campaign, now=now)
    )
    return f"opened {opened}"
