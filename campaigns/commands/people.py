"""A person's word on who is who, and corrections of a prospect in place; each can be undone."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from audit.recording import record
from campaigns.commands.about import about_prospect
from campaigns.commands.roster.identity import set_email, set_name
from campaigns.commands.roster.lines import set_lines
from campaigns.commands.status import CampaignRefused
from campaigns.domain.names import greeting_name
from campaigns.models import Campaign, Contact, IdentityDecision, Influencer, Prospect
from campaigns.models.shapes import IdentityBefore, RosterLine
from integrations.queue import Job, enqueue

Status = Prospect.Status
Kind = IdentityDecision.Kind


@transaction.atomic(durable=True)
def say_same_person(*, prospect_id: int, actor: str, reason: str, now: datetime) -> Prospect:
    """Say that a doubtful row is the person we know: it is theirs from now on, with its address.

    :raises CampaignRefused: if the prospect is in no doubt, or is negotiated with already
    """
    prospect = _locked_doubtful(prospect_id)
    line = _doubtful_line(prospect)
    _remember(prospect, Kind.SAME, actor=actor, now=now)
    known = Influencer.objects.filter(pk=line.get("rival") or 0).first()
    if known is not None:
        _join(prospect, known, line)
    else:
        name, email = _said(line)
        set_name(prospect.influencer, name)
        if email:
            set_email(prospect.influencer, email, name)
    _settle(prospect, actor=actor, reason=f"the same person: {reason}", now=now)
    return prospect


@transaction.atomic(durable=True)
def say_other_person(*, prospect_id: int, actor: str, reason: str, now: datetime) -> Prospect:
    """Say that a doubtful row is somebody else: they are written to at the row's own address.

    The account stays with the person who had it.

    :raises CampaignRefused: if the prospect is in no doubt, or is negotiated with already
    """
    prospect = _locked_doubtful(prospect_id)
    line = _doubtful_line(prospect)
    _remember(prospect, Kind.OTHER, actor=actor, now=now)
    name, email = _said(line)
    if not line.get("rival") and (name, email) != _known_as(prospect.influencer):
        prospect.influencer = _made(name, email)
    _settle(prospect, actor=actor, reason=f"somebody else: {reason}", now=now)
    return prospect


@transaction.atomic(durable=True)
def undo_identity(*, prospect_id: int, actor: str, reason: str, now: datetime) -> Prospect:
    """Take back the last word on who a prospect is; it waits for a person again.

    :raises CampaignRefused: if there is none, or they are negotiated with already
    """
    prospect = _locked(prospect_id)
    made = IdentityDecision.objects.filter(prospect_id=prospect.pk, undone_at__isnull=True)
    decision = made.order_by("-id").first()
    if decision is None:
        raise CampaignRefused("Nobody has decided who this is yet.")
    before = decision.before
    prospect.influencer = Influencer.objects.get(pk=before["influencer_id"])
    set_name(prospect.influencer, before["name"])
    if before["email"] and before["email"] != prospect.influencer.email:
        set_email(prospect.influencer, before["email"], before["name"])
    prospect.lines, prospect.status = before["lines"], before["status"]
    prospect.problem = before["problem"]
    prospect.save()
    decision.undone_at = now
    decision.save(update_fields=["undone_at"])
    _audit(prospect, f"taken back: {reason}", actor=actor, now=now)
    return prospect


def identity_preview(prospect: Prospect) -> dict[str, str]:
    """Return what each word on a doubtful prospect would do, in a sentence; empty without doubt."""
    line = _find_doubtful(prospect)
    if line is None or prospect.status == Status.OPENED:
        return {}
    known = Influencer.objects.filter(pk=line.get("rival") or 0).first() or prospect.influencer
    name, email = _said(line)
    address = known.email if line.get("rival") and known.email else email or known.email
    return {
        "same": f"Written to as {known.name} at {address or 'no address yet'}.",
        "other": f"Written to as {name} at {email or 'no address yet'}; {known.name} stays apart.",
    }


def _join(prospect: Prospect, known: Influencer, line: RosterLine) -> None:
    """Let the known person stand in the campaign instead of the one the row made."""
    campaign = prospect.campaign
    if campaign.prospects.filter(influencer=known).exclude(pk=prospect.pk).exists():
        raise CampaignRefused(f"{known.name} stands in this campaign already; remove one row.")
    name, email = _said(line)
    if email and not known.email:
        set_email(known, email, name)
    elif email:
        Contact.objects.get_or_create(influencer=known, email=email, defaults={"name": name[:200]})
    prospect.influencer = known


def _made(name: str, email: str) -> Influencer:
    made = Influencer.objects.create(name=name[:200], email=email, first_name=greeting_name(name))
    if email:
        Contact.objects.create(influencer=made, email=email, name=name[:200], is_primary=True)
    return made


def _known_as(influencer: Influencer) -> tuple[str, str]:
    return influencer.name, influencer.email


def _said(line: RosterLine) -> tuple[str, str]:
    texts, values = line.get("texts", {}), line.get("values", {})
    name = " ".join(str(texts.get("name") or values.get("name") or "").split())
    return name, str(values.get("email") or "")


def _locked(prospect_id: int) -> Prospect:
    rows = Prospect.objects.select_related("influencer", "campaign")
    prospect = rows.select_for_update(of=("self",)).get(pk=prospect_id)
    if prospect.status == Status.OPENED:
        raise CampaignRefused(
            f"{prospect.influencer.name} is negotiated with already; correct the contact there."
        )
    return prospect


def _locked_doubtful(prospect_id: int) -> Prospect:
    prospect = _locked(prospect_id)
    if prospect.status != Status.NEEDS_PERSON:
        raise CampaignRefused("Nobody is in doubt about this prospect.")
    return prospect


def _find_doubtful(prospect: Prospect) -> RosterLine | None:
    return next((line for line in prospect.lines if line.get("doubt")), None)


def _doubtful_line(prospect: Prospect) -> RosterLine:
    line = _find_doubtful(prospect)
    if line is None:
        raise CampaignRefused("Nobody is in doubt about who this is.")
    return line


def _remember(prospect: Prospect, kind: str, *, actor: str, now: datetime) -> None:
    IdentityDecision.objects.create(
        prospect_id=prospect.pk,
        kind=kind,
        before=IdentityBefore(
            influencer_id=prospect.influencer_id,
            name=prospect.influencer.name,
            email=prospect.influencer.email,
            lines=prospect.lines,
            status=prospect.status,
            problem=prospect.problem,
        ),
        decided_by=actor,
        decided_at=now,
    )


def _settle(prospect: Prospect, *, actor: str, reason: str, now: datetime) -> None:
    """Let the prospect go on without its doubt."""
    set_lines(prospect, [{**line, "doubt": "", "rival": None} for line in prospect.lines])
    prospect.save()
    _audit(prospect, reason, actor=actor, now=now)
    if prospect.campaign.status == Campaign.Status.ACTIVE:
        enqueue(Job.OPEN_CAMPAIGN, campaign_id=prospect.campaign_id)


def _audit(prospect: Prospect, summary: str, *, actor: str, now: datetime) -> None:
    record(
        Action.PROSPECT_CHANGED,
        about_prospect(prospect),
        actor=actor,
        at=now,
        summary=summary,
    )
