"""A sequence that met with silence is over: seven days after its last touch."""

from datetime import datetime, timedelta

from django.db import transaction

from campaigns.domain.outreach.cadence import SILENCE_DAYS, silent_at
from campaigns.domain.outreach.compliance.standing import Happening, Standing
from campaigns.models import Approach
from negotiations.outreach.commands.moves import lock_approach, move
from negotiations.outreach.people import known_of, prospects_for
from negotiations.outreach.situations import place_of, touches_of

_TOUCHED = (Standing.CONTACTED.value, Standing.FOLLOWED_UP.value)


def maybe_silent(*, now: datetime) -> list[int]:
    """Return prospects whose last touch is about a week old."""
    since = now - timedelta(days=SILENCE_DAYS - 1)
    found = Approach.objects.filter(standing__in=_TOUCHED, last_contacted_at__lte=since)
    return list(found.order_by("pk").values_list("prospect_id", flat=True))


@transaction.atomic(durable=True)
def end_in_silence(*, prospect_id: int, actor: str, now: datetime) -> bool:
    """End a sequence without an answer, if its time has come; returns whether it had."""
    approach = lock_approach(prospect_id)
    (known,) = known_of(prospects_for([prospect_id]), now=now)
    if approach.standing not in _TOUCHED or known.unread:
        return False
    place = place_of(known.prospect, approach, known.facts)
    silent = silent_at(touches_of(known, approach.score), place.zones[0])
    if silent is None or silent > now:
        return False
    move(approach, Happening.GREW_SILENT, actor=actor, now=now)
    approach.save()
    return True
