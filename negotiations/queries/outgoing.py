"""An email of ours as the gateway takes it."""

from django.conf import settings

from integrations.gmail.gateway import OutgoingMail
from negotiations.domain.letters.headers import headers_of
from negotiations.models import OutgoingEmail


def outgoing_mail(email: OutgoingEmail) -> OutgoingMail:
    """Return the row as the gateway takes it."""
    thread = email.thread
    headers = headers_of(
        purpose=email.purpose,
        by_person=bool(email.approved_by),
        unsubscribe_url=f"{settings.PUBLIC_BASE_URL}/u/{email.unsubscribe_token}",
    )
    return OutgoingMail(
        key=str(email.key),
        from_address=thread.mailbox.address,
        from_name=thread.mailbox.display_name or settings.SENDER_NAME,
        to=tuple(email.to),
        cc=tuple(email.cc),
        subject=email.subject,
        text=email.body,
        html=email.html,
        thread_id=thread.mail_thread_id or None,
        in_reply_to=email.in_reply_to or None,
        references=tuple(email.references.split()),
        headers=headers,
    )
