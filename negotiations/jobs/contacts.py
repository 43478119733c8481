"""The job behind a roster's second thoughts about whom we write to."""

from django.utils import timezone

from negotiations.commands import contacts


def question_contact(*, prospect_id: int) -> str:
    """Ask people about a thread whose roster row names another address."""
    asked = contacts.question_contact(prospect_id=prospect_id, actor="sheets", now=timezone.now())
    return "asked" if asked else "skipped: nothing to ask"
