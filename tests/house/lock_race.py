"""Two clients, one roster, one instant: `python -m tests.house.lock_race`.

Each worker opens its own client's campaign on a connection of its own. What the rows say afterwards
is printed as JSON.
"""
# ruff: noqa: E402 - the settings come first

import json
import threading

import django

django.setup()

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from campaigns.models import Campaign, Client, Contact, Influencer, Prospect
from negotiations.jobs.openings import open_campaign
from negotiations.models import OutgoingEmail
from tests.world import make_campaign

CLIENTS = ("Lumen", "Umbra")
PEOPLE = 20


def campaign_of(client: str, people: list[Influencer]) -> Campaign:
    """Return an active campaign of this client with everybody on its roster."""
    row, _ = Client.objects.get_or_create(name=client)
    campaign = make_campaign(f"task-{client}", client=row, budget_amount=1_000_000)
    for person in people:
        Prospect.objects.create(
            campaign=campaign,
            influencer=person,
            platform="instagram",
            views=50_000,
            created_at=timezone.now(),
        )
    return campaign


def a_person(number: int) -> Influencer:
    """Return somebody with an address."""
    email = f"person{number}@lark.example"
    person = Influencer.objects.create(name=f"Mia Lark {number}", email=email)
    Contact.objects.create(influencer=person, email=email, is_primary=True)
    return person


def race(campaigns: list[Campaign]) -> list[str]:
    """Let both open at once; returns what went wrong in a worker."""
    together, faults = threading.Barrier(len(campaigns)), []

    def work(campaign: Campaign) -> None:
        together.wait()
        try:
            open_campaign(campaign_id=campaign.pk)
        except Exception as error:  # a deadlock is what the test looks for
            faults.append(repr(error))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work, args=(campaign,)) for campaign in campaigns]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return faults


def main() -> None:
    """Prepare the rows, race, and print what is in them."""
    call_command("migrate", verbosity=0)
    people = [a_person(number) for number in range(PEOPLE)]
    campaigns = [campaign_of(client, people) for client in CLIENTS]
    faults = race(campaigns)
    openings = OutgoingEmail.objects.filter(purpose="opening")
    losers = Prospect.objects.filter(thread__isnull=True)
    print(
        json.dumps(
            {
                "faults": faults,
                "openings": [openings.filter(thread__influencer=p).count() for p in people],
                "reasons": sorted(set(losers.values_list("waits_for", flat=True))),
                "winners": [campaign.threads.count() for campaign in campaigns],
            }
        )
    )


if __name__ == "__main__":
    main()
