"""What a fresh machine needs before anything is served: tables, a login, the sandbox."""

import secrets
import subprocess
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from config.running.clock import mend_times
from negotiations.jobs.sweep import release_lost

LOGIN_NAME = "admin"
LINE = "=" * 72


def prepare(*, address: str, is_sandbox: bool) -> None:
    """Bring the database up to date and fill what is missing; safe to repeat."""
    call_command("migrate", interactive=False, verbosity=0)
    mend_times(now=timezone.now())
    release_lost(now=timezone.now())
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)
    print(login_notice(address=address, password=create_login()), flush=True)
    if is_sandbox:
        load_sandbox()


def create_login() -> str | None:
    """Create the staff login; return its password, or None when somebody can already log in."""
    users = get_user_model()
    if users.objects.filter(is_superuser=True, is_active=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    users.objects.create_superuser(LOGIN_NAME, f"{LOGIN_NAME}@localhost", password)
    return password


def login_notice(*, address: str, password: str | None) -> str:
    """The block a person reads on the terminal."""
    if password is None:
        access = [
            "  Staff login: as before. A new password:",
            f"      .venv/bin/python manage.py changepassword {LOGIN_NAME}",
        ]
    else:
        access = [
            f"  Username:  {LOGIN_NAME}",
            f"  Password:  {password}",
            "  (shown once; keep it)",
        ]
    return "\n".join(["", LINE, f"  Parley:    {address}/admin/", *access, LINE, ""])


def load_sandbox() -> None:
    """Load the sandbox campaigns; what is already there stays as it is."""
    done = subprocess.run([sys.executable, "manage.py", "bootstrap_sandbox"], check=False)
    if done.returncode:
        # The console, and whatever was loaded before, still serve.
        print(f"The sandbox was not loaded (exit {done.returncode}); see above.", file=sys.stderr)
