"""Try a campaign's real settings against simulated people before anybody real is written to."""

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from campaigns.models import Campaign
from campaigns.queries.lookup import find_campaign
from negotiations.commands.certificates import request_certificate
from negotiations.errors import Refused
from negotiations.jobs import trials
from negotiations.models import Certificate


class Command(BaseCommand):
    """`gauntlet CAMPAIGN_ID [--seed N --runs N --json]`: exit 1 without a certificate."""

    help = "Run a campaign's settings against simulated people, offline, and certify what happened."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the campaign, the random seed, how often each person is met, and the form."""
        parser.add_argument("campaign", metavar="CAMPAIGN_ID")
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--runs", type=int, default=1)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the trial here, print the certificate."""
        if not 1 <= options["runs"] <= 50:
            raise CommandError("--runs must lie between 1 and 50")
        try:
            campaign = find_campaign(options["campaign"])
            certificate = request_certificate(
                campaign_id=campaign.pk,
                seed=options["seed"],
                runs=options["runs"],
                reason="asked for on the command line",
                actor="command line",
                now=timezone.now(),
            )
        except Campaign.DoesNotExist as error:
            raise CommandError(f"no campaign {options['campaign']}") from error
        except Refused as error:
            raise CommandError(str(error)) from error
        trials.run_trial(certificate_id=certificate.pk)
        certificate.refresh_from_db()
        self._print(certificate, as_json=options["as_json"])
        if not certificate.has_passed:
            raise CommandError(certificate.error or "rules were broken: no certificate")

    def _print(self, certificate: Certificate, *, as_json: bool) -> None:
        shown = {
            "campaign_id": certificate.campaign_id,
            "seed": certificate.random_seed,
            "runs": certificate.runs,
            "fingerprint": certificate.fingerprint,
            **certificate.result,
        }
        if as_json:
            self.stdout.write(json.dumps(shown, indent=2))
            return
        for name, value in shown.items():
            words = value if not isinstance(value, list) else "\n  ".join(["", *value]) or "none"
            self.stdout.write(f"{name.replace('_', ' ')}: {words}")
