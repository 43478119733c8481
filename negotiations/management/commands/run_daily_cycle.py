"""One run of the daily outreach cycle; without --live it only plans and writes nothing else."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from campaigns.domain.outreach.config import config_problems
from campaigns.domain.outreach.report import CAMCycleReport, exit_code
from campaigns.models import Campaign
from campaigns.queries.lookup import campaign_ids
from negotiations.errors import Refused
from negotiations.jobs.outreach.cycle import run_daily_cam_cycle
from negotiations.outreach.commands.plans import arm_plan
from negotiations.outreach.orders import stored_order

ACTOR = "command line"
INVALID = 2


class Command(BaseCommand):
    """Plan, or arm a plan by its hash and send it."""

    help = "Run the daily outreach cycle: a dry run, or with --live --arm HASH for real."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the campaign, the mode and the form of the report."""
        parser.add_argument("--campaign", default="", help="id or external id; default: all")
        parser.add_argument("--live", action="store_true", help="send what is armed")
        parser.add_argument("--arm", default="", metavar="HASH", help="arm the plan of this hash")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and report; the exit code is 0 clean, 1 errors, 2 invalid, 3 lease held."""
        try:
            ids = campaign_ids(options["campaign"]) if options["campaign"] else None
        except Campaign.DoesNotExist as error:
            raise CommandError(f"there is no campaign '{options['campaign']}'") from error
        if options["arm"]:
            self._arm(options["arm"], is_live=options["live"])
        order = stored_order(
            dry_run=not options["live"], campaign_ids=ids, armed_hash=options["arm"]
        )
        report = run_daily_cam_cycle(order, actor=ACTOR)
        self._show(report, as_json=options["json"])
        code = INVALID if config_problems(order) else exit_code(report)
        if code:
            raise SystemExit(code)

    def _arm(self, plan_hash: str, *, is_live: bool) -> None:
        if not is_live:
            raise CommandError("--arm needs --live: arming lets mail leave")
        try:
            arm_plan(plan_hash=plan_hash, actor=ACTOR, reason="armed to run", now=timezone.now())
        except Refused as refusal:
            # The run itself says what is not armed; nothing of it leaves.
            self.stderr.write(str(refusal))

    def _show(self, report: CAMCycleReport, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
            return
        mode = "dry run" if report.dry_run else "live run"
        self.stdout.write(f"{mode} {report.run_id}, plan {report.plan_hash or 'empty'}")
        for name, value in report.as_dict().items():
            if isinstance(value, int) and not isinstance(value, bool) and value:
                self.stdout.write(f"  {name}: {value}")
        for reason, count in report.skipped.items():
            self.stdout.write(f"  skipped, {reason}: {count}")
        for line in report.errors:
            self.stdout.write(f"  error: {line}")
