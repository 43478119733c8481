"""Score prospects from the stored campaign, and keep what follows: standing, tier, reason."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from audit.actions import Action
from campaigns.domain.outreach.compliance.standing import Happening
from campaigns.domain.outreach.qualifying import Verdict
from campaigns.models import Approach, Campaign, Prospect
from negotiations.outreach.commands.leases import CYCLE, check_fence
from negotiations.outreach.commands.moves import audit, move
from negotiations.outreach.log import learn
from negotiations.outreach.people import known_of, prospects_for
from negotiations.outreach.scores import qualification_of
from negotiations.outreach.situations import House, Judged, judge

_EVENT = {
    Verdict.QUALIFIED: Happening.SCORED_IN,
    Verdict.MANUAL_REVIEW: Happening.SCORED_DOUBTFUL,
    Verdict.NOT_QUALIFIED: Happening.SCORED_OUT,
}


@transaction.atomic(durable=True)
def score_prospects(
    *, prospect_ids: Sequence[int], house: House, actor: str, fence: int = 0, now: datetime
) -> int:
    """Score these prospects anew where anything the score is made of changed; returns how many.

    What a person decided stays as it is.
    """
    check_fence(scope=CYCLE, fence=fence)
    _lock_campaigns(prospect_ids)
    _begin(prospect_ids, now=now)
    changed = 0
    for known in known_of(prospects_for(prospect_ids), now=now):
        judged = judge(known, house, now=now)
        approach = known.approach
        if approach is not None and approach.score_inputs != judged.inputs:
            _keep(approach, judged, actor=actor, now=now)
            changed += 1
    return changed


def _lock_campaigns(prospect_ids: Sequence[int]) -> None:
    """Two workers that score the same campaign take turns."""
    of = Campaign.objects.filter(prospects__in=list(prospect_ids)).values("pk")
    list(Campaign.objects.select_for_update().filter(pk__in=of).order_by("pk"))


def _begin(prospect_ids: Sequence[int], *, now: datetime) -> None:
    new = Prospect.objects.filter(pk__in=list(prospect_ids), approach__isnull=True)
    Approach.objects.bulk_create(
        Approach(prospect_id=pk, stood_at=now, created_at=now)
        for pk in new.values_list("pk", flat=True)
    )


def _keep(approach: Approach, judged: Judged, *, actor: str, now: datetime) -> None:
    score, facts = judged.score, judged.known.facts
    qualification = qualification_of(approach, score)
    approach.score, approach.score_version = score.value, score.version
    approach.score_parts = dict(score.parts)
    approach.completeness, approach.score_reason = score.completeness, score.reason
    approach.score_inputs, approach.scored_at = judged.inputs, now
    approach.outcome = qualification.verdict.value
    approach.refusal = qualification.refusal.value if qualification.refusal else ""
    if not approach.facts_set_by:
        approach.country, approach.entity = facts.country, facts.entity.value
        approach.time_zone, approach.consent = facts.time_zone[:60], facts.consent
        approach.source, approach.do_not_contact = facts.source, facts.do_not_contact
    approach.minor_signal = facts.minor_signal or approach.minor_signal
    audit(
        approach,
        Action.PROSPECT_SCORED,
        actor=actor,
        now=now,
        summary=f"{score.value}: {qualification.verdict}",
        version=score.version,
        completeness=str(score.completeness),
    )
    was = approach.standing
    if not approach.decision:
        move(approach, _EVENT[qualification.verdict], actor=actor, now=now, why=qualification.words)
    approach.save()
    if approach.standing != was and qualification.verdict is Verdict.QUALIFIED:
        learn(
            "PROSPECT_QUALIFIED",
            now=now,
            prospect_id=approach.prospect_id,
            score=str(score.value),
            version=score.version,
        )


@transaction.atomic(durable=True)
def take_in(*, prospect_ids: Sequence[int], run_id: int, fence: int, now: datetime) -> int:
    """Let the cycle consider these prospects from now on; returns how many were new to it."""
    check_fence(scope=CYCLE, fence=fence)
    _begin(prospect_ids, now=now)
    fresh = list(
        Approach.objects.select_for_update().filter(
            prospect__in=list(prospect_ids), taken_in_at__isnull=True
        )
    )
    Approach.objects.filter(pk__in=[a.pk for a in fresh]).update(
        taken_in_at=now, taken_in_by_run=run_id
    )
    for approach in fresh:
        learn("PROSPECT_CREATED", now=now, run_id=run_id, prospect_id=approach.prospect_id)
    return len(fresh)
