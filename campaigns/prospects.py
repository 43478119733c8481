"""A roster row's way to its prospect: who it is, its line, and the package of all its lines.

One influencer is one prospect of a campaign; every platform account is a line of it, and the lines
are priced as one package. Runs inside a command.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from campaigns.domain.roster import RosterRow
from campaigns.domain.roster_changes import KnownLine
from campaigns.domain.values import clean
from campaigns.models import Campaign, Contact, Influencer, InfluencerIdentity, Prospect

Line = dict[str, Any]
Status = Prospect.Status
_MILLS = Decimal("0.001")


def line_of(row: RosterRow, *, kind: str, sheet: str) -> Line:
    """Return a row as its prospect keeps it."""
    return {
        "key": row.key,
        "source": kind,
        "sheet": sheet,
        "row": row.row_number,
        "cells": row.raw,
        "values": row.values,
        "texts": row.texts,
        "is_gone": False,
    }


def known_lines(prospects: Sequence[Prospect], *, kind: str) -> list[KnownLine]:
    """Return what is known of each row of one kind of source."""
    return [
        KnownLine(
            owner=prospect.pk,
            key=line["key"],
            name=prospect.influencer.name,
            platform=str(line["values"].get("platform") or prospect.platform),
            row_number=line.get("row", 0),
            values=line["values"],
            texts=line.get("texts", {}),
            is_gone=line.get("is_gone", False),
        )
        for prospect in prospects
        for line in prospect.lines
        if line.get("source") == kind and line.get("key")
    ]


def add_row(
    campaign: Campaign, row: RosterRow, line: Line, known: dict[int, Prospect], *, now: datetime
) -> tuple[Prospect, str]:
    """Take in a row nobody knows; returns its prospect and `new`, `joined` or `adopted`.

    `known` are the campaign's prospects by influencer; a new one is put there. A prospect whose
    rows were kept without their accounts adopts the line in silence.
    """
    influencer, doubt = _identify(row)
    line["doubt"] = doubt
    prospect = known.get(influencer.pk)
    if prospect is not None:
        others = [other for other in prospect.lines if other.get("key") not in (None, row.key)]
        outcome = "joined" if any(x.get("key") for x in prospect.lines) else "adopted"
        set_lines(prospect, [*others, line])
        prospect.save()
        return prospect, outcome
    prospect = Prospect(
        campaign=campaign,
        influencer=influencer,
        platform=row.platform,
        followers=row.followers,
        created_at=now,
    )
    set_lines(prospect, [line])
    prospect.save()
    known[influencer.pk] = prospect
    return prospect, "new"


def set_lines(prospect: Prospect, lines: list[Line]) -> None:
    """Keep the lines; the numbers follow them as long as no negotiation runs on the old ones."""
    prospect.lines = lines
    if prospect.status == Status.OPENED:
        return
    present = [line["values"] for line in lines if line.get("values") and not line.get("is_gone")]
    if not present:
        prospect.status, prospect.problem = Status.SKIPPED, "the row left the sheet"
        return
    views = [int(v["average_views"]) for v in present if v.get("average_views")]
    prospect.views = sum(views) or None
    prospect.engagement_rate = _engagement(present)
    prospect.min_amount = _sum([v.get("min_rate") for v in present], needs_all=False)
    prospect.max_amount = _sum([v.get("max_rate") for v in present], needs_all=True)
    prospect.status, prospect.problem = Status.READY, ""
    paid = prospect.campaign.currency
    foreign = {v["currency"] for v in present if v.get("currency")} - {paid}
    if foreign:
        prospect.status = Status.NEEDS_PERSON
        prospect.problem = f"rates in {', '.join(sorted(foreign))}, the campaign pays {paid}"
    if doubt := next((line["doubt"] for line in lines if line.get("doubt")), ""):
        prospect.status, prospect.problem = Status.NEEDS_PERSON, doubt


def _sum(texts: Sequence[str | None], *, needs_all: bool) -> Decimal | None:
    """Add up a package's limits; one unknown maximum leaves the package without one."""
    known = [Decimal(text) for text in texts if text]
    if not known or (needs_all and len(known) < len(texts)):
        return None
    return sum(known, Decimal(0))


def _engagement(values: Sequence[dict[str, str | None]]) -> Decimal | None:
    """Return the engagement of the package: the mean of its lines, weighted by their views."""
    known = [
        (Decimal(rate), int(v.get("average_views") or 1))
        for v in values
        if (rate := v.get("engagement_rate"))
    ]
    if not known:
        return None
    weight = sum(views for _, views in known)
    total = sum((rate * views for rate, views in known), Decimal(0))
    return (total / weight).quantize(_MILLS, ROUND_HALF_UP)


def follow_identity(prospect: Prospect, row: RosterRow, line: KnownLine) -> str:
    """Take over a corrected account or address; returns what only a person may decide, if any.

    The address of somebody we already write to is never changed by a sheet.
    """
    influencer = prospect.influencer
    if row.handle:
        owner = InfluencerIdentity.objects.filter(platform=row.platform, handle=row.handle).first()
        if owner is not None and owner.influencer_id != influencer.pk:
            return f"@{row.handle} on {row.platform} is known as {owner.influencer.name}"
        if owner is None:
            influencer.identities.create(platform=row.platform, handle=row.handle[:120])
    said = line.values.get("email")
    if not row.email or row.email in (said, influencer.email.lower()):
        return ""
    if influencer.prospects.filter(status=Status.OPENED).exists():
        return f"the sheet now says {row.email}; we write to {influencer.email or 'nobody'}"
    _set_email(influencer, row)
    return ""


def _set_email(influencer: Influencer, row: RosterRow) -> None:
    influencer.email, influencer.is_email_bad = row.email or "", False
    influencer.save(update_fields=["email", "is_email_bad"])
    influencer.contacts.filter(is_primary=True).exclude(email=row.email).update(is_primary=False)
    Contact.objects.update_or_create(
        influencer=influencer,
        email=row.email,
        defaults={"name": row.name[:200], "is_primary": True},
    )


def _identify(row: RosterRow) -> tuple[Influencer, str]:
    """Find the influencer by account, then by address where the names agree, else make one.

    The second value says why a person has to look: the row may be somebody we know.
    """
    if row.handle:
        known = InfluencerIdentity.objects.filter(platform=row.platform, handle=row.handle).first()
        if known is not None:
            return _with_address(known.influencer, row), ""
    influencer, doubt = _by_email(row)
    if influencer is None:
        influencer = Influencer.objects.create(
            name=row.name[:200], email=row.email or "", first_name=_first_name(row.name)
        )
        if row.email:
            Contact.objects.create(
                influencer=influencer, email=row.email, name=row.name[:200], is_primary=True
            )
    if row.handle:
        influencer.identities.create(platform=row.platform, handle=row.handle[:120])
    return influencer, doubt


def _with_address(influencer: Influencer, row: RosterRow) -> Influencer:
    if row.email and not influencer.email:
        _set_email(influencer, row)
    return influencer


def _by_email(row: RosterRow) -> tuple[Influencer | None, str]:
    """Say who has the row's address. Talents of one agency share one, each with an own account."""
    doubt = ""
    for found in Influencer.objects.filter(email=row.email) if row.email else ():
        is_same_name = clean(found.name).casefold() == clean(row.name).casefold()
        has_account = bool(row.handle) and found.identities.filter(platform=row.platform).exists()
        if is_same_name and not has_account:
            return found, ""
        if is_same_name or not row.handle:
            doubt = f"{row.email} is the address of {found.name} already; is it the same person?"
    return None, doubt


def _first_name(name: str) -> str:
    """Return the first word of a personal name, nothing for a brand-like or odd one."""
    words = name.split()
    is_personal = 1 < len(words) <= 4 and all(w[:1].isupper() for w in words)
    first = words[0] if is_personal else ""
    return first if first.isalpha() and len(first) > 1 else ""
