"""Whether the house already talks, or has just talked, with somebody in another campaign."""

from datetime import datetime, timedelta

from django.conf import settings

from campaigns.models import Prospect
from negotiations.domain.terms.states import CLOSED, State
from negotiations.models import Thread

# A lock that ends by itself is looked at again this often.
LOOK_AGAIN = timedelta(hours=1)


def contact_lock_on(prospect: Prospect, *, now: datetime) -> str:
    """Return why this opening must wait, or nothing. No other client or campaign is named.

    The caller holds the influencer's row lock, so that two campaigns never both see nobody.
    """
    others = Thread.objects.filter(influencer=prospect.influencer_id)
    others = others.exclude(campaign=prospect.campaign_id)
    if others.exclude(state__in=CLOSED).exists():
        return "We are talking with them about something else already."
    since = now - timedelta(days=settings.RECONTACT_DAYS)
    settled = others.filter(state__in=(State.AGREED, State.REJECTED), state_changed_at__gt=since)
    newest = settled.order_by("-state_changed_at").first()
    if newest is None:
        return ""
    until = newest.state_changed_at + timedelta(days=settings.RECONTACT_DAYS)
    return f"They answered us about something else lately: not before {until:%Y-%m-%d}."
