"""Who a roster row is about: an account with a name or an address. Runs inside a command.

An account alone makes nobody the same: one cell may hold a link's label, or a copied name.
"""

from dataclasses import dataclass

from campaigns.domain.names import greeting_name, names_agree
from campaigns.domain.roster.changes import KnownLine
from campaigns.domain.roster.rows import RosterRow
from campaigns.domain.values.text import clean
from campaigns.models import Contact, Influencer, InfluencerIdentity, Prospect

Status = Prospect.Status


@dataclass(frozen=True)
class Identified:
    """The row's influencer; `doubt` says why a person has to look, `rival` who it may be."""

    influencer: Influencer
    doubt: str = ""
    rival: int | None = None


def identify(row: RosterRow) -> Identified:
    """Find the influencer by account and name or address, then by address, else make one."""
    owner = _owner_of(row)
    if owner is not None and _is_same(owner, row):
        return Identified(_with_address(owner, row))
    influencer, doubt = _by_email(row)
    if owner is not None:
        words = f"@{row.handle} on {row.platform} is known as {_called(owner)}; is it the same one?"
        return Identified(influencer or new_influencer(row), words, owner.pk)
    influencer = influencer or new_influencer(row)
    if row.handle:
        influencer.identities.create(platform=row.platform, handle=row.handle[:120])
    return Identified(influencer, doubt)


def follow_identity(prospect: Prospect, row: RosterRow, line: KnownLine) -> str:
    """Take over a corrected account, name or address; returns what only a person may decide.

    The address of somebody we already write to is never changed by a sheet.
    """
    influencer = prospect.influencer
    owner = _owner_of(row)
    if owner is not None and owner.pk != influencer.pk:
        return f"@{row.handle} on {row.platform} is known as {_called(owner)}"
    if doubt := _is_somebody_else(influencer, row, line):
        return doubt
    if row.handle and owner is None:
        influencer.identities.create(platform=row.platform, handle=row.handle[:120])
    is_running = influencer.prospects.filter(status=Status.OPENED).exists()
    if not is_running and not names_agree(influencer.name, row.name):
        set_name(influencer, row.name)
    said = line.values.get("email")
    if not row.email or row.email in (said, influencer.email.lower()):
        return ""
    if is_running:
        return f"the sheet now says {row.email}; we write to {influencer.email or 'nobody'}"
    set_email(influencer, row.email, row.name)
    return ""


def rival_of(influencer: Influencer, row: RosterRow) -> int | None:
    """Return who else has the row's account, by id."""
    owner = _owner_of(row)
    return owner.pk if owner is not None and owner.pk != influencer.pk else None


def _is_somebody_else(influencer: Influencer, row: RosterRow, line: KnownLine) -> str:
    """Say that two of account, name and address changed at once, so that one is left."""
    if _knows_address(influencer, row.email) or not influencer.email:
        return ""
    is_renamed = not names_agree(influencer.name, row.name)
    if is_renamed or row.key != line.key:
        who = f"{row.name} <{row.email}>" if row.email else row.name
        return f"the row now says {who}; it was {_called(influencer)}; is it the same one?"
    return ""


def new_influencer(row: RosterRow) -> Influencer:
    """Make the row's influencer, without an account."""
    influencer = Influencer.objects.create(
        name=row.name[:200], email=row.email or "", first_name=greeting_name(row.name)
    )
    if row.email:
        Contact.objects.create(
            influencer=influencer, email=row.email, name=row.name[:200], is_primary=True
        )
    return influencer


def set_name(influencer: Influencer, name: str) -> None:
    """Take over a corrected name, whole."""
    influencer.name, influencer.first_name = name[:200], greeting_name(name)
    influencer.save(update_fields=["name", "first_name"])


def set_email(influencer: Influencer, email: str, name: str) -> None:
    """Let mail go to a corrected address from now on."""
    influencer.email, influencer.is_email_bad = email, False
    influencer.save(update_fields=["email", "is_email_bad"])
    influencer.contacts.filter(is_primary=True).exclude(email=email).update(is_primary=False)
    Contact.objects.update_or_create(
        influencer=influencer,
        email=email,
        defaults={"name": name[:200], "is_primary": True},
    )


def _owner_of(row: RosterRow) -> Influencer | None:
    if not row.handle:
        return None
    known = InfluencerIdentity.objects.select_related("influencer")
    found = known.filter(platform=row.platform, handle=row.handle).first()
    return found.influencer if found else None


def _is_same(owner: Influencer, row: RosterRow) -> bool:
    return names_agree(owner.name, row.name) or (
        bool(row.email) and _knows_address(owner, row.email)
    )


def _knows_address(influencer: Influencer, email: str | None) -> bool:
    if not email:
        # Without an address the name alone has to do.
        return False
    is_main = influencer.email.casefold() == email
    return is_main or influencer.contacts.filter(email__iexact=email).exists()


def _called(influencer: Influencer) -> str:
    return f"{influencer.name} <{influencer.email}>" if influencer.email else influencer.name


def _with_address(influencer: Influencer, row: RosterRow) -> Influencer:
    if row.email and not influencer.email:
        set_email(influencer, row.email, row.name)
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
