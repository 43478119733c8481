"""What becomes of a brief that changes, or goes, while its campaign runs."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from campaigns.commands import notices
from campaigns.commands.briefs.columns import (
    changes_between,
    error_row,
    errors_of,
    json_safe,
    take_values,
)
from campaigns.commands.briefs.filling import without_corrected
from campaigns.commands.locks import lock_campaign
from campaigns.commands.status import CampaignRefused, audit
from campaigns.domain.brief.parsing import ParsedBrief
from campaigns.models import Campaign, LeftOutTask

Status = Campaign.Status
_RUNNING = (Status.ACTIVE, Status.PAUSED)


def note_change(campaign: Campaign, parsed: ParsedBrief, *, actor: str, now: datetime) -> None:
    """Keep the newer brief beside the one the campaign runs on, and show the difference."""
    values = dict(parsed.values)
    unread = without_corrected(campaign, [error_row(e) for e in parsed.errors], values)
    changed = changes_between(campaign.brief, json_safe(values))
    campaign.pending_brief = None
    if changed and campaign.status in _RUNNING:
        campaign.pending_brief = {
            "values": json_safe(values),
            "errors": errors_of(values, unread),
            "changed": changed,
            "seen_at": now.isoformat(),
        }
    campaign.save()
    if not changed:
        return
    audit(
        campaign,
        Action.CAMPAIGN_CHANGED,
        actor=actor,
        now=now,
        summary=f"the brief changed in {len(changed)} fields; running threads keep theirs",
        changed=changed,
    )
    if campaign.pending_brief:
        notices.tell_changed_brief(campaign, now=now)


@transaction.atomic(durable=True)
def apply_brief(*, campaign_id: int, actor: str, reason: str, now: datetime) -> Campaign:
    """Let a running campaign go on with the newer brief; offers that left stay as they are.

    :raises CampaignRefused: if no newer brief waits, or it has fields to fix
    """
    campaign = lock_campaign(campaign_id)
    pending = campaign.pending_brief
    if not pending or campaign.status not in _RUNNING:
        raise CampaignRefused("No changed brief waits for this campaign.")
    if pending["errors"]:
        wrong = "; ".join(f"{e['name']}: {e['reason']}" for e in pending["errors"])
        raise CampaignRefused(f"Fix the changed brief first. {wrong}")
    if pending["values"].get("currency", campaign.currency) != campaign.currency:
        raise CampaignRefused(
            f"The changed brief is not in {campaign.currency}; offers were made in it."
        )
    sheet = campaign.sheet_id, campaign.sheet_tab
    take_values(campaign, pending["values"])
    campaign.brief_version += 1
    campaign.pending_brief, campaign.updated_at = None, now
    if (campaign.sheet_id, campaign.sheet_tab) != sheet:
        campaign.roster_due_at = now
    campaign.save()
    audit(
        campaign,
        Action.BRIEF_APPLIED,
        actor=actor,
        now=now,
        summary=reason,
        version=campaign.brief_version,
        changed=pending["changed"],
    )
    return campaign


@transaction.atomic(durable=True)
def note_deleted_brief(*, task_id: str, actor: str, now: datetime) -> bool:
    """Tell people that a campaign's task is gone; the campaign itself stays as it is.

    Returns whether there is such a campaign. It is said once.
    """
    LeftOutTask.objects.filter(task_id=task_id).delete()
    campaign = Campaign.objects.select_for_update().filter(external_id=task_id).first()
    if campaign is None:
        return False
    if "deleted_at" not in campaign.brief_notes:
        campaign.brief_notes = {**campaign.brief_notes, "deleted_at": now.isoformat()}
        campaign.start_due_at = None
        campaign.save(update_fields=["brief_notes", "start_due_at"])
        audit(
            campaign,
            Action.BRIEF_DELETED,
            actor=actor,
            now=now,
            summary=f"its task was deleted in ClickUp; the campaign stays {campaign.status}",
        )
        notices.tell_deleted_brief(campaign, now=now)
    return True
