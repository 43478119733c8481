"""Where the console shows a row."""

from django.conf import settings

from negotiations.models import OutgoingEmail, Thread


def thread_page(thread: Thread) -> str:
    """Return the address of a negotiation in the console."""
    return f"{settings.PUBLIC_BASE_URL}/admin/negotiations/thread/{thread.pk}/change/"


def email_page(email: OutgoingEmail) -> str:
    """Return the address of an email in the console, where it can be edited."""
    return f"{settings.PUBLIC_BASE_URL}/admin/negotiations/outgoingemail/{email.pk}/change/"
