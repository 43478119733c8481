"""Whether a vendor is asked at all, and telling people once when it fails.

Three failed jobs in a row open a vendor's circuit: its jobs wait instead of hammering, and one at
a time tries again. The rows live in the database, so every process of every machine agrees.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from audit.actions import Action
from audit.recording import About, record
from integrations.calls import Call
from integrations.models import Circuit, FailureEpisode
from integrations.notifications import notify
from integrations.vendors import VENDORS
from integrations.waits import shortest_wait, wait_after

FAILURES_TO_OPEN = 3
LONGEST_WAIT = timedelta(minutes=5)
State = Circuit.State


def is_live(vendor: str) -> bool:
    """Whether the vendor is really called; what is simulated never waits and never alarms."""
    return bool(getattr(settings, f"{vendor.upper()}_MODE", "") == "live")


def may_ask(vendor: str, *, now: datetime, may_probe: bool = True) -> bool:
    """Say whether a job of this vendor may run now.

    When the wait of an open circuit is over, exactly one caller is let through to try; only jobs
    that read may be that one (`may_probe`).
    """
    circuit = Circuit.objects.filter(vendor=vendor).first() if is_live(vendor) else None
    if circuit is None or circuit.state == State.CLOSED:
        return True
    if not may_probe or circuit.probe_at is None or circuit.probe_at > now:
        return False
    # The claim holds as long as any other: a prober that died lets the next one try.
    claimed = Circuit.objects.filter(pk=circuit.pk, probe_at=circuit.probe_at).update(
        state=State.HALF_OPEN,
        probe_at=now + timedelta(seconds=settings.LEASE_SECONDS),
        changed_at=now,
    )
    return claimed == 1


def waits_until(vendor: str, *, now: datetime) -> datetime:
    """Return when a waiting job should look again."""
    probe_at = Circuit.objects.filter(vendor=vendor).values_list("probe_at", flat=True).first()
    # Half open and past its time: somebody tries at this moment.
    soon = now + shortest_wait()
    return probe_at if probe_at and probe_at > now else soon


def settle_calls(calls: Sequence[Call], *, subject: str, now: datetime) -> None:
    """Record what the calls of one finished job say about each vendor it asked."""
    for vendor in sorted({call.vendor for call in calls}):
        failed = [call for call in calls if call.vendor == vendor and call.error]
        if not is_live(vendor):
            continue
        if failed:
            # One broken call of a job outweighs the answers before it.
            worst = min(failed, key=lambda call: call.permanent)
            note_failed_job(vendor=vendor, subject=subject, call=worst, now=now)
        elif _is_troubled(vendor, subject):
            note_worked_job(vendor=vendor, subject=subject, now=now)


def _is_troubled(vendor: str, subject: str) -> bool:
    """Whether a success changes anything; nearly always it does not, and nothing is written."""
    return (
        Circuit.objects.filter(vendor=vendor, failures__gt=0).exists()
        or FailureEpisode.objects.filter(
            vendor=vendor, subject=subject, ended_at__isnull=True
        ).exists()
    )


@transaction.atomic(durable=True)
def note_failed_job(*, vendor: str, subject: str, call: Call, now: datetime) -> None:
    """Count a failed job, open the circuit at the third in a row, and tell people once."""
    circuit = _locked(vendor, now=now)
    was_closed = circuit.state == State.CLOSED
    if call.permanent:
        # It answered, so it is there: what is wrong concerns this one thing.
        _close(circuit, now=now)
    else:
        _count_failure(circuit, error=call.error, now=now)
    _note_episode(vendor, subject, call, may_open=was_closed or call.permanent, now=now)


@transaction.atomic(durable=True)
def note_worked_job(*, vendor: str, subject: str, now: datetime) -> None:
    """Close the circuit, and say that what failed before works again."""
    _close(_locked(vendor, now=now), now=now)
    episode = FailureEpisode.objects.filter(
        vendor=vendor, subject=subject, ended_at__isnull=True
    ).first()
    if episode is None:
        return
    episode.ended_at = now
    episode.save(update_fields=["ended_at"])
    minutes = max(1, round((now - episode.started_at).total_seconds() / 60))
    notify(
        key=f"recovered:{episode.pk}",
        channel=settings.SLACK_ERRORS_CHANNEL,
        text=f"{VENDORS[vendor].title} works again: {subject}, after {minutes} min.",
        now=now,
    )


def give_back_probe(vendor: str, *, now: datetime) -> None:
    """The job that might have tried did not ask the vendor after all: the next one may."""
    Circuit.objects.filter(vendor=vendor, state=State.HALF_OPEN).update(
        state=State.OPEN, probe_at=now, changed_at=now
    )


def words_of(circuit: Circuit) -> str:
    """Say what a circuit that is not closed means for people; nothing when it is closed."""
    if circuit.state == State.CLOSED or circuit.failing_since is None:
        return ""
    vendor = VENDORS[circuit.vendor]
    since = f"{circuit.failing_since:%H:%M} UTC"
    return f"{vendor.title}: not answering since {since}; {vendor.consequence}"


def troubles() -> list[str]:
    """Return a sentence for each live vendor that does not answer."""
    circuits = Circuit.objects.exclude(state=State.CLOSED).order_by("vendor")
    return [words_of(circuit) for circuit in circuits if is_live(circuit.vendor)]


def _locked(vendor: str, *, now: datetime) -> Circuit:
    Circuit.objects.get_or_create(vendor=vendor, defaults={"changed_at": now})
    return Circuit.objects.select_for_update().get(vendor=vendor)


def _close(circuit: Circuit, *, now: datetime) -> None:
    circuit.state, circuit.failures, circuit.error = State.CLOSED, 0, ""
    circuit.failing_since = circuit.probe_at = None
    circuit.changed_at = now
    circuit.save()


def _count_failure(circuit: Circuit, *, error: str, now: datetime) -> None:
    circuit.failures += 1
    circuit.failing_since = circuit.failing_since or now
    circuit.error = error
    circuit.changed_at = now
    if circuit.failures >= FAILURES_TO_OPEN:
        circuit.state = State.OPEN
        wait = wait_after(circuit.failures - FAILURES_TO_OPEN + 1)
        circuit.probe_at = now + min(wait, LONGEST_WAIT)
    circuit.save()


def _note_episode(vendor: str, subject: str, call: Call, *, may_open: bool, now: datetime) -> None:
    """Count into the open episode, or begin one with one message.

    A try while the circuit is open belongs to what is known already: it begins none.
    """
    open_ = FailureEpisode.objects.filter(vendor=vendor, ended_at__isnull=True, subject=subject)
    episode = open_.first()
    if episode is not None:
        episode.failures += 1
        episode.error, episode.is_permanent, episode.failed_at = call.error, call.permanent, now
        episode.save()
        return
    if not may_open:
        return
    episode = FailureEpisode.objects.create(
        vendor=vendor,
        subject=subject,
        error=call.error,
        is_permanent=call.permanent,
        started_at=now,
        failed_at=now,
    )
    record(
        Action.JOB_FAILED,
        About(f"vendor:{vendor}"),
        actor="worker",
        at=now,
        summary=f"{VENDORS[vendor].title}: {subject}",
        error=call.error,
        episode=episode.pk,
    )
    notify(
        key=f"failure:{episode.pk}",
        channel=settings.SLACK_ERRORS_CHANNEL,
        text=failure_words(episode),
        now=now,
    )


def failure_words(episode: FailureEpisode) -> str:
    """Name the service, the thing that failed, what it said and what a person does."""
    vendor = VENDORS[episode.vendor]
    step = vendor.when_refused if episode.is_permanent else vendor.when_silent
    return f"{vendor.title} failed for {episode.subject}: {episode.error}\nNext step: {step}"
