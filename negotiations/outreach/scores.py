"""From rows to a score: the prospect's profile against its campaign's target."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder

from campaigns.domain.outreach.qualifying import Decision, Qualification, Verdict, qualify
from campaigns.domain.outreach.refusals import SkipReason
from campaigns.domain.outreach.scoring import Profile, Score, Target, score
from campaigns.models import Approach, Campaign, CampaignOutreach
from negotiations.outreach.people import Known


def target_of(campaign: Campaign) -> Target:
    """Return whom the campaign looks for; without a row of its own, nobody in particular."""
    wanted: CampaignOutreach | None = getattr(campaign, "outreach", None)
    if wanted is None:
        return Target()
    return Target(
        views_min=wanted.views_min,
        views_max=wanted.views_max,
        engagement=wanted.engagement_target,
        primary_platform=wanted.primary_platform,
        accepted_platforms=frozenset(wanted.accepted_platforms),
        markets=frozenset(wanted.markets),
        follower_band=wanted.follower_band,
    )


def profile_of(known: Known, *, now: datetime) -> Profile:
    """Return what the score is made of; an empty cell stays unknown, never 0."""
    prospect, facts = known.prospect, known.facts
    return Profile(
        views=prospect.views,
        engagement=prospect.engagement_rate,
        platform=prospect.platform,
        market_share=facts.market_share,
        country=facts.country,
        followers=prospect.followers,
        history=known.history,
        days_since_post=(now.date() - facts.last_post).days if facts.last_post else None,
    )


def score_of(
    known: Known, *, weights: Mapping[str, Decimal], version: str, now: datetime
) -> tuple[Score, str]:
    """Return the prospect's score and the fingerprint of everything it was made of."""
    profile, target = profile_of(known, now=now), target_of(known.prospect.campaign)
    made_of = [asdict(profile), _plain(target), {k: str(v) for k, v in weights.items()}, version]
    text = json.dumps(made_of, sort_keys=True, cls=DjangoJSONEncoder)
    found = score(profile, target, weights=weights, version=version)
    return found, hashlib.sha256(text.encode()).hexdigest()


def _plain(target: Target) -> dict[str, object]:
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in vars(target).items()
    }


def qualification_of(approach: Approach | None, found: Score) -> Qualification:
    """Return who decides; what a person decided is not overruled by a score."""
    decision = approach.decision if approach else ""
    why = approach.decided_why if approach else ""
    if decision == Decision.APPROVED:
        return Qualification(Verdict.QUALIFIED, None, why or "approved")
    if decision == Decision.REJECTED:
        return Qualification(Verdict.NOT_QUALIFIED, SkipReason.NOT_QUALIFIED, why or "rejected")
    return qualify(found)
