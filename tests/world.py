"""A small house of rows: one active campaign in the sandbox and threads opened by its commands."""

import io
from decimal import Decimal
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from campaigns.models import Campaign, Client, Contact, Influencer, Prospect
from integrations.models import Mailbox
from negotiations.commands.mailboxes import ensure_mailbox
from negotiations.commands.offers.open import open_thread
from negotiations.commands.playbooks import (
    Draft,
    activate_playbook,
    approve_playbook,
    use_fixed_ladder,
    write_playbook,
)
from negotiations.models import Thread
from tests.work import drain

US = "deals@house.example"
BRIEF = {
    "deliverables.scenario_1": "2 Instagram Reels",
    "deliverables.scenario_2": "1 Instagram Reel and 1 Instagram Story",
    "deliverables.scenario_3": "1 Instagram Reel",
}


def use_sandbox(settings: Any) -> None:
    """Simulate every vendor, without any wait before a mail leaves."""
    for vendor in ("GMAIL", "SHEETS", "SLACK", "CLICKUP", "ANTHROPIC"):
        setattr(settings, f"{vendor}_MODE", "sandbox")
    settings.SEND_HOLD_SECONDS = 0
    settings.GMAIL_MAILBOX = US


def make_campaign(
    external_id: str = "86task1", playbook: dict[str, Any] | None = None, **columns: Any
) -> Campaign:
    """Return an active campaign on the fixed ladder: openings cost $25 a thousand views."""
    now = timezone.now()
    client, _ = Client.objects.get_or_create(name="Lumen")
    values: dict[str, Any] = {
        "external_id": external_id,
        "client": client,
        "name": "Spring launch",
        "status": Campaign.Status.ACTIVE,
        "autonomy": Campaign.Autonomy.AUTONOMOUS,
        "budget_amount": Decimal(20000),
        "cpm_floor": Decimal(25),
        "cpm_ceiling": Decimal(35),
        "brief": BRIEF,
        "roster_read_at": now,
        "created_at": now,
        "updated_at": now,
    }
    campaign = Campaign.objects.create(**(values | columns))
    by: dict[str, Any] = {"reason": "tests", "actor": "kim@house.example", "now": now}
    if playbook is None:
        use_fixed_ladder(scope="campaign", scope_id=campaign.pk, **by)
        return campaign
    version = write_playbook(
        scope="campaign", scope_id=campaign.pk, draft=Draft("Test", playbook), **by
    )
    approve_playbook(version_id=version.pk, **by)
    activate_playbook(version_id=version.pk, **by)
    return campaign


def the_mailbox() -> Mailbox:
    """Return our mailbox."""
    return ensure_mailbox(US, now=timezone.now())


def make_thread(campaign: Campaign, name: str = "Mia Lark", *, send: bool = True) -> Thread:
    """Return a thread with 50,000 views, its opening sent unless told otherwise."""
    now = timezone.now()
    email = f"{name.split()[0].lower()}@lark.example"
    person = Influencer.objects.create(name=name, email=email, first_name=name.split()[0])
    Contact.objects.create(influencer=person, email=email, name=name, is_primary=True)
    prospect = Prospect.objects.create(
        campaign=campaign,
        influencer=person,
        platform="instagram",
        views=50_000,
        created_at=now,
    )
    thread = open_thread(
        prospect_id=prospect.pk, mailbox_id=the_mailbox().pk, actor="agent", now=now
    )
    assert thread is not None
    if send:
        drain()
        thread = Thread.objects.get(pk=thread.pk)
    return thread


def run(*words: str, **options: Any) -> str:
    """Run a command and return what it prints."""
    out = io.StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()
