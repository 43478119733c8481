"""Link entries into the hash chain, and check the chain."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from audit.chain import GENESIS, next_link
from audit.models import AuditEntry, AuditSeal
from audit.recording import entry_hash_of

BATCH = 1000


@dataclass(frozen=True)
class Verdict:
    """Outcome of a verification: how far it got, and the first thing found broken."""

    checked: int
    problem: str = ""


def seal_entries(*, now: datetime) -> int:
    """Seal every entry not sealed yet, oldest first, and return how many.

    Sealing runs beside the commands, so no command ever queues for the chain's head. Two sealers
    at once are harmless: the sequence is unique, the later one rolls back and tries next time.
    """
    sealed = 0
    while batch := _seal_batch(now=now):
        sealed += batch
    return sealed


@transaction.atomic
def _seal_batch(*, now: datetime) -> int:
    head = AuditSeal.objects.select_for_update().order_by("-sequence").first()
    sequence = head.sequence if head else 0
    running = head.running_hash if head else GENESIS
    entries = list(AuditEntry.objects.filter(seal__isnull=True).order_by("id")[:BATCH])
    seals = []
    for entry in entries:
        sequence += 1
        running = next_link(running, sequence, entry.entry_hash)
        seals.append(AuditSeal(sequence=sequence, entry=entry, running_hash=running, sealed_at=now))
    AuditSeal.objects.bulk_create(seals)
    return len(seals)


def verify_chain() -> Verdict:
    """Walk the whole chain and name the first gap, change or unsealed entry."""
    running, checked = GENESIS, 0
    for seal in AuditSeal.objects.select_related("entry").order_by("sequence").iterator():
        checked += 1
        if seal.sequence != checked:
            return Verdict(checked, f"seal {checked} is missing (found {seal.sequence})")
        if seal.entry.entry_hash != entry_hash_of(seal.entry):
            return Verdict(checked, f"entry {seal.entry_id} was changed after it was written")
        running = next_link(running, seal.sequence, seal.entry.entry_hash)
        if running != seal.running_hash:
            return Verdict(checked, f"the chain breaks at entry {seal.entry_id}")
    return Verdict(checked, _unsealed_problem())


def _unsealed_problem() -> str:
    newest = AuditEntry.objects.filter(seal__isnull=True).aggregate(newest=Max("id"))["newest"]
    return "" if newest is None else f"entry {newest} is not sealed"
