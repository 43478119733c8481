"""Stop mail from leaving, at once; needs only the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from campaigns.commands.switches import clear_kill_switch, set_kill_switch
from campaigns.models import Campaign, Client, KillSwitch
from campaigns.queries.lookup import find_campaign
from integrations.models import Mailbox

Scope = KillSwitch.Scope
ACTOR = "command line"


class Command(BaseCommand):
    """Set or clear one switch."""

    help = "Stop all mail of a scope from leaving (on), or let it leave again (off)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what to stop and why."""
        parser.add_argument("state", choices=("on", "off"))
        # The house was once called the agency; scripts still say so.
        parser.add_argument("--scope", choices=(*Scope.values, "agency"), required=True)
        parser.add_argument("--id", default="", help="id; for a campaign also its external id")
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Set or clear the switch and say so."""
        reason = options["reason"].strip()
        if not reason:
            raise CommandError("--reason must say why")
        scope = Scope.HOUSE if options["scope"] == "agency" else Scope(options["scope"])
        scope_id = scope_id_of(scope, options["id"].strip())
        name = f"{scope} {scope_id}" if scope_id else str(scope)
        now = timezone.now()
        if options["state"] == "on":
            set_kill_switch(scope=scope, scope_id=scope_id, reason=reason, actor=ACTOR, now=now)
            self.stdout.write(f"kill switch on: nothing of {name} leaves")
            return
        was_set = clear_kill_switch(
            scope=scope, scope_id=scope_id, reason=reason, actor=ACTOR, now=now
        )
        self.stdout.write(f"kill switch off: {name}" + ("" if was_set else " (it was not set)"))


def scope_id_of(scope: KillSwitch.Scope, word: str) -> int:
    """Return the id of what is switched, 0 for the house.

    :raises CommandError: if the id is missing, unknown, or given for the house
    """
    if scope == Scope.HOUSE:
        if word:
            raise CommandError("the house has no id")
        return 0
    if not word:
        raise CommandError(f"--scope {scope} needs --id")
    try:
        if scope == Scope.CAMPAIGN:
            return int(find_campaign(word).pk)
        rows = Client.objects if scope == Scope.CLIENT else Mailbox.objects
        return int(rows.get(pk=int(word)).pk)
    except (Campaign.DoesNotExist, Client.DoesNotExist, Mailbox.DoesNotExist) as error:
        raise CommandError(f"there is no {scope} {word}") from error
    except ValueError as error:
        raise CommandError(f"'{word}' is no id") from error
