"""A campaign's trial before launch: in a process and a database of its own, offline.

Nothing of a trial can reach a real row, mailbox or channel: the child process gets no secret, a
throw-away file for a database, and simulated vendors.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from campaigns.models import Campaign
from negotiations.domain.terms.receipts import digest
from negotiations.models import Certificate
from negotiations.queries.bindings import playbook_of
from negotiations.queries.guidance import active_pages
from negotiations.trials.world import settings_of

MODES = ("GMAIL_MODE", "SHEETS_MODE", "SLACK_MODE", "CLICKUP_MODE", "ANTHROPIC_MODE")
# What the child may know of this process's environment; everything else could be a secret.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV", "SYSTEMROOT")
_LONGEST_SECONDS = 900


class TrialFailed(RuntimeError):
    """The trial did not come to an end; the message is the last line it printed."""


@dataclass(frozen=True)
class Trial:
    """One run's inputs. The same trial gives the same certificate."""

    campaign: dict[str, Any]
    playbook: dict[str, Any]
    seed: int
    runs: int

    def as_json(self) -> str:
        """Return what the child reads."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return json.dumps(values)


def trial_of(campaign: Campaign, *, seed: int, runs: int) -> Trial:
    """Return the trial of a campaign's present settings."""
    return Trial(settings_of(campaign), playbook_of(campaign).as_dict(), seed, runs)


def fingerprint_of(campaign: Campaign) -> str:
    """Return the hash of everything a certificate vouches for; any change makes another one."""
    values = settings_of(campaign)
    # People come and go; the terms they are met with are what was tried.
    values.pop("roster")
    return digest(
        {
            "campaign": values,
            "playbook": playbook_of(campaign).as_dict(),
            "guidance": {found.page.name: found.version for found in active_pages()},
        }
    )


def valid_certificate(campaign: Campaign) -> Certificate | None:
    """Return the newest passed certificate of the present settings."""
    passed = campaign.certificates.filter(has_passed=True, fingerprint=fingerprint_of(campaign))
    return passed.order_by("-id").first()


def may_open(campaign: Campaign) -> bool:
    """Whether the campaign's rule about certificates lets it write to anybody new."""
    return not campaign.require_certificate or valid_certificate(campaign) is not None


def run(trial: Trial) -> Mapping[str, Any]:
    """Run a trial to its end in a child process and return its certificate.

    :raises TrialFailed: if it does not come to an end
    """
    with tempfile.TemporaryDirectory(prefix="parley-trial-") as folder:
        try:
            ended = subprocess.run(
                [sys.executable, str(settings.BASE_DIR / "manage.py"), "gauntlet_world"],
                input=trial.as_json(),
                env=_environment(Path(folder)),
                cwd=settings.BASE_DIR,
                capture_output=True,
                text=True,
                timeout=_LONGEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TrialFailed(f"no end after {_LONGEST_SECONDS} seconds") from error
    if ended.returncode:
        lines = ended.stderr.strip().splitlines()
        raise TrialFailed(lines[-1] if lines else f"exit code {ended.returncode}")
    answer: dict[str, Any] = json.loads(ended.stdout.strip().splitlines()[-1])
    return answer


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        **kept,
        **{mode: "sandbox" for mode in MODES},
        "IGNORE_ENV_FILE": "1",
        "DATABASE_URL": f"sqlite:///{folder / 'trial.sqlite3'}",
        "DEFAULT_CURRENCY": settings.DEFAULT_CURRENCY,
        "SENDER_NAME": settings.SENDER_NAME,
        "HOUSE_NAME": settings.HOUSE_NAME,
        "SENDER_POSTAL_ADDRESS": settings.SENDER_POSTAL_ADDRESS or "1 Trial Street",
        "SEND_HOLD_SECONDS": "0",
    }
