"""Which address a Slack user has: asked of Slack once, then remembered."""

from datetime import datetime

from integrations.models import SlackPerson
from integrations.slack.factory import get_slack_gateway


def email_of(user_id: str, *, now: datetime) -> str:
    """Return the user's address, or nothing for somebody who is no member of our workspace.

    Only a known address is remembered: a scope that is missing today may be there tomorrow.
    Never called inside a transaction: it may ask Slack.

    :raises GatewayError: Slack does not say
    """
    if not user_id:
        return ""
    known = SlackPerson.objects.filter(user_id=user_id).first()
    if known is not None:
        return known.email
    person = get_slack_gateway().person(user_id)
    if not (person.is_member and person.email):
        return ""
    SlackPerson.objects.get_or_create(
        user_id=user_id, defaults={"email": person.email, "asked_at": now}
    )
    return person.email


def mention_of(email: str) -> str:
    """Return how a message calls a colleague; nothing for one Slack was never asked about."""
    known = SlackPerson.objects.filter(email=email.lower()).first() if email else None
    return f"<@{known.user_id}>" if known else ""
