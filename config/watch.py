"""Keeps one worker command alive on a server: `python -m config.watch python manage.py qcluster`.

A container whose worker hangs is not restarted by its engine. This starts the command in a process
group of its own, restarts it when it exits, and replaces the group when due work goes unclaimed.
"""

import os
import sys
import tempfile
from pathlib import Path

from config.running.job_marks import FOLDER_VARIABLE
from config.running.processes import Child, GroupFile
from config.running.supervisor import Supervisor
from config.serve import WORKER_GRACE_SECONDS


def main() -> None:
    """Run the command given on the command line until told to stop."""
    command = sys.argv[1:]
    if not command:
        sys.exit("usage: python -m config.watch COMMAND [ARGUMENT ...]")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings

    from config.running.probe import WorkerProbe

    worker = Child("worker", command, grace_seconds=WORKER_GRACE_SECONDS)
    with tempfile.TemporaryDirectory(prefix="parley-jobs-") as marks:
        os.environ[FOLDER_VARIABLE] = marks
        # A container starts with no processes of an earlier run: its groups need no lasting file.
        group_file = GroupFile(Path(marks) / "groups.json")
        Supervisor(
            [worker],
            group_file=group_file,
            watched=worker,
            probe=WorkerProbe(),
            settle_seconds=settings.WORKER_STUCK_SECONDS,
        ).run()


if __name__ == "__main__":
    main()
