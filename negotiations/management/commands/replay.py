"""Make a campaign's recorded decisions again, as they were or under another playbook."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.models import Campaign
from campaigns.queries.lookup import find_campaign
from integrations.typed_json import UnreadableJSON
from negotiations.domain.pricing.playbook_rules import PlaybookError, checked
from negotiations.domain.pricing.policy import Playbook
from negotiations.queries.bindings import playbook_from
from negotiations.trials.replay import CampaignReplay, replay_campaign


class Command(BaseCommand):
    """`replay CAMPAIGN_ID [--playbook FILE] [--json]`: exit 1 when, unchanged, a byte differs."""

    help = "Compare recorded decisions with the ones a playbook would make. Sends nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the campaign, a playbook's settings as JSON, and the form of the answer."""
        parser.add_argument("campaign", metavar="CAMPAIGN_ID")
        parser.add_argument("--playbook", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replay and print; unchanged settings must reproduce every decision."""
        try:
            campaign = find_campaign(options["campaign"])
            playbook = _playbook(options["playbook"], campaign)
            replay = replay_campaign(campaign, playbook)
        except Campaign.DoesNotExist as error:
            raise CommandError(f"no campaign {options['campaign']}") from error
        except UnreadableJSON as error:
            raise CommandError(f"a recorded decision cannot be read: {error}") from error
        if options["as_json"]:
            self.stdout.write(json.dumps(replay.as_dict(), indent=2))
        else:
            self._print(replay)
        summary = replay.summary()
        if playbook is None and summary["identical"] != summary["decisions"]:
            raise CommandError("the same settings gave other decisions than the recorded ones")

    def _print(self, replay: CampaignReplay) -> None:
        for found in replay.as_dict()["threads"]:
            self.stdout.write(f"\n{found['influencer']} (negotiation {found['thread_id']})")
            for step in found["steps"]:
                mark = "=" if step["is_same"] else "≠"
                note = "" if step["basis"] == "recorded" else "   (simulated)"
                before, after = _words(step["recorded"]), _words(step["replayed"])
                self.stdout.write(f"  {mark} {before:<34} {after}{note}")
        for name, value in replay.summary().items():
            self.stdout.write(f"{name.replace('_', ' ')}: {value}")


def _playbook(path: Path | None, campaign: Campaign) -> Playbook | None:
    if path is None:
        return None
    try:
        settings = json.loads(path.read_text())
        checked(settings, budget=campaign.budget_amount)
        return playbook_from(campaign, settings)
    except (OSError, json.JSONDecodeError) as error:
        raise CommandError(f"{path}: not a file with a playbook's settings: {error}") from error
    except PlaybookError as error:
        raise CommandError(f"{path}: {error}") from error


def _words(said: dict[str, Any] | None) -> str:
    if said is None:
        return "(already over)"
    return " ".join(str(p) for p in (said["decision"], said["amount"], said["lever"]) if p)
