"""One command for one machine: prepare, then web, worker and (in the sandbox) the simulated world.

`python -m config.serve [--sandbox]`. Ctrl-C stops everything.
"""

import argparse
import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import IO

from config.env import Env, EnvError, export_env_file, load
from config.env.serving import stand_in_notice
from config.running.job_marks import FOLDER_VARIABLE
from config.running.processes import Child, GroupFile
from config.running.starting import CannotStart, require_free_port, take_data
from config.running.supervisor import Supervisor
from config.telemetry import logs

BASE_DIR = Path(__file__).resolve().parent.parent
RUN_DIR = BASE_DIR / "data" / "run"
WEB_GRACE_SECONDS = 8.0
WORKER_GRACE_SECONDS = 15.0
SUPERVISOR_WORDS = "config.serve"
# What the command line of each child holds; how an orphan is known again.
CHILD_WORDS = {"web": "config.wsgi", "worker": "qcluster", "sandbox": "sandbox_world"}


def main() -> None:
    """Serve until told to stop."""
    arguments = _arguments()
    os.chdir(BASE_DIR)
    export_env_file(BASE_DIR / ".env")
    if arguments.sandbox:
        set_sandbox_defaults()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        env = load()
    except EnvError as error:
        sys.exit(f"Parley does not start:\n{error}")
    logs.configure(env.log_format)
    if notice := stand_in_notice(env):
        logging.warning(notice)
    os.environ.setdefault("PUBLIC_BASE_URL", f"http://127.0.0.1:{env.port}")
    serve(env)


def serve(env: Env) -> None:
    """Take the place of an earlier supervisor, prepare, and run the children."""
    import django

    group_file = GroupFile(RUN_DIR / f"supervisor-{env.port}.json")
    try:
        # Held until this process ends.
        data = take_place(env, group_file)
    except CannotStart as refusal:
        sys.exit(f"Parley does not start:\n{refusal}")
    django.setup()

    from config.running.first_run import prepare
    from config.running.probe import WorkerProbe

    is_sandbox = env.gmail_mode == "sandbox"
    prepare(address=f"http://127.0.0.1:{env.port}", is_sandbox=is_sandbox)
    children = children_of(env)
    with tempfile.TemporaryDirectory(prefix="parley-jobs-") as marks:
        os.environ[FOLDER_VARIABLE] = marks
        Supervisor(
            children,
            group_file=group_file,
            watched=children[1],
            probe=WorkerProbe(),
            settle_seconds=env.worker_stuck_seconds,
        ).run()
    data.close()


def take_place(env: Env, group_file: GroupFile) -> IO[str]:
    """End what earlier supervisors left behind, and take the port and the data.

    :raises CannotStart: if another one runs, or another program has the port
    """
    owner = group_file.owner(SUPERVISOR_WORDS)
    if owner:
        raise CannotStart(
            f"Parley already runs on PORT={env.port} (process {owner}). Stop it first."
        )
    for left in map(GroupFile, sorted(RUN_DIR.glob("supervisor-*.json"))):
        # One that was killed on another port may have left a worker on the same data.
        if left.owner(SUPERVISOR_WORDS) is None:
            for name in left.kill_orphans(CHILD_WORDS):
                logging.warning("ended the %s process group of an earlier run", name)
            left.remove()
    require_free_port(env.port)
    return take_data(env.database_url, BASE_DIR)


def set_sandbox_defaults() -> None:
    """Simulate every vendor for which the environment says nothing else."""
    for vendor in ("GMAIL", "SHEETS", "SLACK", "CLICKUP", "ANTHROPIC"):
        os.environ.setdefault(f"{vendor}_MODE", "sandbox")
    # What the law asks of every cold mail, invented as the people are.
    os.environ.setdefault("SENDER_POSTAL_ADDRESS", "12 Sandbox Lane, Exampleton")
    os.environ.setdefault("PRIVACY_URL", "https://parley.example/privacy")


def children_of(env: Env) -> tuple[Child, ...]:
    """Web, worker, and the simulated world where mail is simulated."""
    manage = (sys.executable, "manage.py")
    web = Child("web", web_command(env), grace_seconds=WEB_GRACE_SECONDS)
    worker = Child("worker", (*manage, "qcluster"), grace_seconds=WORKER_GRACE_SECONDS)
    world = Child("sandbox", (*manage, "sandbox_world"), grace_seconds=WEB_GRACE_SECONDS)
    return (web, worker, world) if env.gmail_mode == "sandbox" else (web, worker)


def web_command(env: Env) -> tuple[str, ...]:
    """Gunicorn on loopback; one process on SQLite, which has one writer anyway."""
    processes = "1" if env.database_url.startswith("sqlite") else "2"
    return (
        *(sys.executable, "-m", "gunicorn", "config.wsgi"),
        *("--bind", f"127.0.0.1:{env.port}"),
        *("--worker-class", "gthread", "--workers", processes, "--threads", "8"),
        *("--graceful-timeout", "5", "--no-control-socket", "--log-level", "warning"),
    )


def _arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m config.serve", description=__doc__)
    parser.add_argument("--sandbox", action="store_true", help="simulate vendors not configured")
    return parser.parse_args()


if __name__ == "__main__":
    main()
