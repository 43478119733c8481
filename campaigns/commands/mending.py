"""Correct a prospect where it stands: address, account or views; its opening follows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.actions import Action
from audit.recording import record
from campaigns.commands.about import about_prospect
from campaigns.commands.roster.identity import set_email
from campaigns.commands.roster.lines import set_lines
from campaigns.commands.status import CampaignRefused
from campaigns.domain.roster.accounts import read_account, read_email
from campaigns.domain.values.numbers import read_count
from campaigns.domain.values.text import ValueProblem
from campaigns.models import Campaign, InfluencerIdentity, Prospect
from campaigns.models.shapes import Mended
from integrations.queue import Job, enqueue

Status = Prospect.Status


@transaction.atomic(durable=True)
def mend_prospect(
    *, prospect_id: int, given: Mapping[str, str], actor: str, reason: str, now: datetime
) -> Prospect:
    """Put a person's `email`, `handle` or `views` in place of the sheet's; empty ones stay.

    What was mended holds until the sheet itself says something new. Its opening follows where the
    campaign runs; a campaign that waits is not started by it.

    :raises CampaignRefused: if a value cannot be read, or they are negotiated with already
    """
    rows = Prospect.objects.select_related("influencer", "campaign")
    prospect = rows.select_for_update(of=("self",)).get(pk=prospect_id)
    if prospect.status == Status.OPENED:
        name = prospect.influencer.name
        raise CampaignRefused(f"{name} is negotiated with already; correct the contact there.")
    if any(line.get("doubt") for line in prospect.lines):
        raise CampaignRefused("First say who this is; then correct it.")
    changed = _apply(prospect, {name: text for name, text in given.items() if text.strip()})
    if not changed:
        raise CampaignRefused("Nothing was typed that is not so already.")
    set_lines(prospect, prospect.lines)
    prospect.save()
    record(
        Action.PROSPECT_CHANGED,
        about_prospect(prospect),
        actor=actor,
        at=now,
        summary=reason,
        changed=changed,
    )
    if prospect.campaign.status == Campaign.Status.ACTIVE:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=prospect.campaign_id)
    return prospect


def _apply(prospect: Prospect, given: Mapping[str, str]) -> dict[str, list[Any]]:
    changed: dict[str, list[Any]] = {}
    for name, text in given.items():
        try:
            before, after = _MENDERS[name](prospect, text)
        except ValueProblem as problem:
            raise CampaignRefused(f"{name}: {text[:100]!r} {problem}") from problem
        if before != after:
            changed[name] = [before, after]
    return changed


def _mend_email(prospect: Prospect, text: str) -> tuple[Any, Any]:
    before, email = prospect.influencer.email, read_email(text)
    if prospect.influencer.prospects.filter(status=Status.OPENED).exists():
        raise ValueProblem("cannot replace an address we write to in another campaign")
    if email != before or prospect.influencer.is_email_bad:
        set_email(prospect.influencer, email, prospect.influencer.name)
    return before, email


def _mend_handle(prospect: Prospect, text: str) -> tuple[Any, Any]:
    site, handle = read_account(text)
    if site not in (None, prospect.platform):
        raise ValueProblem(f"is an account on {site}, not on {prospect.platform}")
    known = InfluencerIdentity.objects.filter(platform=prospect.platform, handle=handle).first()
    if known is not None and known.influencer_id != prospect.influencer_id:
        raise ValueProblem(f"is the account of {known.influencer.name}")
    own = prospect.influencer.identities.filter(platform=prospect.platform)
    before = ", ".join(own.values_list("handle", flat=True))
    if known is None:
        prospect.influencer.identities.create(platform=prospect.platform, handle=handle or "")
    return before, handle


def _mend_views(prospect: Prospect, text: str) -> tuple[Any, Any]:
    before, views = prospect.views, read_count(text)
    if not views:
        raise ValueProblem("is not above zero; write average views per post")
    present = [line for line in prospect.lines if not line.get("is_gone")]
    if len(present) != 1:
        raise ValueProblem("is the sum of several rows; correct them in the sheet")
    was = present[0].get("values", {}).get("average_views")
    now_said: Mended = {"was": was, "is": str(views)}
    present[0]["mended"] = {**present[0].get("mended", {}), "average_views": now_said}
    set_lines(prospect, prospect.lines)
    return before, views


_MENDERS = {"email": _mend_email, "handle": _mend_handle, "views": _mend_views}
