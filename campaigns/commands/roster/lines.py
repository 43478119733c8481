"""A roster row's way to its prospect: who it is, its line, and the package of all its lines.

One influencer is one prospect of a campaign; every platform account is a line of it, and the lines
are priced as one package. Runs inside a command.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from campaigns.commands.roster.identity import identify
from campaigns.domain.roster.changes import KnownLine
from campaigns.domain.roster.rows import RosterRow
from campaigns.models import Campaign, Prospect
from campaigns.models.shapes import RosterLine

Status = Prospect.Status
_MILLS = Decimal("0.001")


def line_of(row: RosterRow, *, kind: str, sheet: str) -> RosterLine:
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
    campaign: Campaign,
    row: RosterRow,
    line: RosterLine,
    known: dict[int, Prospect],
    *,
    now: datetime,
) -> tuple[Prospect, str]:
    """Take in a row nobody knows; returns its prospect and `new`, `joined` or `adopted`.

    `known` are the campaign's prospects by influencer; a new one is put there. A prospect whose
    rows were kept without their accounts adopts the line in silence.
    """
    found = identify(row)
    influencer = found.influencer
    line["doubt"], line["rival"] = found.doubt, found.rival
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


def set_lines(prospect: Prospect, lines: list[RosterLine]) -> None:
    """Keep the lines; the numbers follow them as long as no negotiation runs on the old ones."""
    prospect.lines = lines
    if prospect.status == Status.OPENED:
        return
    present = [_values(line) for line in lines if line.get("values") and not line.get("is_gone")]
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


def _values(line: RosterLine) -> dict[str, Any]:
    """Return what a line says; what a person mended holds until the sheet says something new."""
    mended = line.get("mended", {})
    held = {n: m["is"] for n, m in mended.items() if line["values"].get(n) == m["was"]}
    return {**line["values"], **held}


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
