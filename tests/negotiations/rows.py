"""Rows that tests of single commands start from. Journeys never use them."""

import itertools
from datetime import UTC, datetime
from decimal import Decimal

from campaigns.models import Campaign, Client, Contact, Influencer, Prospect
from integrations.models import Mailbox
from negotiations.domain.terms.offer_terms import Deliverable, Terms
from negotiations.models import Offer, Thread

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
_numbers = itertools.count(1)


def campaign_of(**values: object) -> Campaign:
    """Return an active campaign of $20,000 at CPM 25 to 35."""
    defaults: dict[str, object] = {
        "client": Client.objects.get_or_create(name="Lumen")[0],
        "name": "Spring",
        "status": "active",
        "budget_amount": Decimal(20_000),
        "cpm_floor": Decimal(25),
        "cpm_ceiling": Decimal(35),
        "target_cpm": Decimal(25),
        "autonomy": "autonomous",
        "brief": {"deliverables.scenario_1": "2 Instagram Reels"},
        "created_at": NOW,
        "updated_at": NOW,
    }
    return Campaign.objects.create(**{**defaults, **values})


def prospect_of(campaign: Campaign, **values: object) -> Prospect:
    """Return a prospect with 50,000 views and an address."""
    number = next(_numbers)
    email = f"person{number}@lark.example"
    influencer = Influencer.objects.create(name=f"Mia Lark {number}", email=email)
    Contact.objects.create(influencer=influencer, email=email, is_primary=True)
    defaults: dict[str, object] = {"platform": "instagram", "views": 50_000, "created_at": NOW}
    return Prospect.objects.create(
        campaign=campaign, influencer=influencer, **{**defaults, **values}
    )


def thread_in(state: str, campaign: Campaign | None = None) -> Thread:
    """Return a thread in a state, for tests of what may follow it."""
    prospect = prospect_of(campaign or campaign_of())
    thread = Thread(
        campaign=prospect.campaign,
        prospect=prospect,
        influencer=prospect.influencer,
        mailbox=Mailbox.objects.get_or_create(address="deals@house.example")[0],
        currency="USD",
        views=50_000,
        state=state,
        state_before_pause="awaiting_reply" if state == "paused" else "",
        state_changed_at=NOW,
        created_at=NOW,
        updated_at=NOW,
    )
    if state == "agreed":
        # The agreed offer needs the thread first, so the thread is made open and closed after.
        return _agreed(thread)
    thread.save()
    return thread


def _agreed(thread: Thread) -> Thread:
    made = thread_in("awaiting_reply", thread.campaign)
    offer = offer_of(made)
    Thread.objects.filter(pk=made.pk).update(
        state="agreed", agreed_offer=offer, agreed_amount=offer.amount
    )
    return Thread.objects.get(pk=made.pk)


def offer_of(thread: Thread, amount: str = "1250.00", status: str = "sent") -> Offer:
    """Return one offer of the thread."""
    return Offer.objects.create(
        thread=thread,
        number=thread.offers.count() + 1,
        amount=Decimal(amount),
        currency="USD",
        status=status,
        terms=Terms(deliverables=(Deliverable("instagram_reel", 2),)),
        made_by="test",
        created_at=NOW,
        sent_at=NOW if status == "sent" else None,
    )
