"""Load the sandbox: simulated influencers, two briefs as ClickUp sends them, a daily cycle."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from campaigns.domain.roster import parse_roster
from campaigns.models import Campaign
from integrations import inbox
from integrations.models import SandboxCreator
from integrations.sandbox import prospects
from integrations.sandbox.briefs import TASK_IDS
from integrations.sandbox.rosters import SHEETS
from negotiations.commands.mailboxes import ensure_mailbox
from negotiations.commands.sandbox import prepare_campaign
from negotiations.jobs.sandbox import show_outreach


class Command(BaseCommand):
    """Fill an empty sandbox; a filled one is left as it is."""

    help = "Load the sandbox's campaigns and simulated influencers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the random seed."""
        parser.add_argument("--seed", type=int, default=7)

    def handle(self, *args: Any, **options: Any) -> None:
        """Create the people, then let the briefs in through the inbox."""
        modes = {settings.GMAIL_MODE, settings.SHEETS_MODE, settings.CLICKUP_MODE}
        if modes != {"sandbox"}:
            raise CommandError("GMAIL_MODE, SHEETS_MODE and CLICKUP_MODE must all be sandbox.")
        now = timezone.now()
        ensure_mailbox(settings.GMAIL_MAILBOX, now=now)
        self._create_people(options["seed"])
        for number, task_id in enumerate(TASK_IDS):
            autonomy = Campaign.Autonomy.AUTONOMOUS if number == 0 else Campaign.Autonomy.REVIEW
            prepare_campaign(external_id=task_id, autonomy=autonomy, now=now)
            body = {"event": "taskCreated", "task_id": task_id, "webhook_id": "sandbox"}
            inbox.keep(
                source="clickup",
                external_id=f"sandbox:{task_id}",
                body=json.dumps(body).encode(),
                received_at=now,
            )
        show_outreach(now=now)
        self.stdout.write(f"sandbox ready: {len(TASK_IDS)} briefs")

    def _create_people(self, seed: int) -> None:
        index = 0
        for table in (*SHEETS.values(), prospects.table()):
            for row in parse_roster(table[0], table[1:]).rows:
                if row.email:
                    SandboxCreator.objects.get_or_create(
                        email=row.email,
                        defaults={
                            "name": row.name,
                            "platform": row.platform,
                            "views": row.average_views or 20_000,
                            "index": index,
                            "random_seed": seed,
                        },
                    )
                index += 1
