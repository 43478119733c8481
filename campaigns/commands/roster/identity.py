"""Who a roster row is about: the influencer known by its account, by its address, or a new one."""

from campaigns.domain.roster.changes import KnownLine
from campaigns.domain.roster.parsing import RosterRow
from campaigns.domain.values.text import clean
from campaigns.models import Contact, Influencer, InfluencerIdentity, Prospect

Status = Prospect.Status


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


def identify(row: RosterRow) -> tuple[Influencer, str]:
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
