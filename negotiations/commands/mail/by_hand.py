"""Send a mail in a person's own words."""

from datetime import datetime

from django.db import transaction

from audit.actions import Action
from negotiations.commands.deeds import Deed
from negotiations.commands.locks import lock_thread
from negotiations.commands.mail.approve import refuse_findings
from negotiations.commands.mail.letters import manual_letter
from negotiations.commands.mail.write import Written, new_email, release
from negotiations.commands.thread.discard import discard_unsent
from negotiations.commands.thread.state import audit
from negotiations.domain.letters.by_hand import mail_by_hand
from negotiations.domain.letters.checking import findings_of
from negotiations.domain.terms.acts import Act, why_not
from negotiations.domain.terms.purposes import Purpose
from negotiations.errors import refuse
from negotiations.models import OutgoingEmail
from negotiations.queries.work import sent_offers


@transaction.atomic(durable=True)
def write_email(
    *, thread_id: int, body: str, actor: str, reason: str, now: datetime
) -> OutgoingEmail:
    """Send a mail in a person's own words. It passes the gate against the standing offer.

    :raises Refused: if the gate finds something, or the thread is stopped
    """
    thread, deed = lock_thread(thread_id), Deed(actor, now, reason)
    refuse(why_not(Act.WRITE, thread.state))
    discard_unsent(thread, deed.because(f"{actor} wrote"))
    offers = sent_offers(thread)
    letter = manual_letter(thread, offers[-1] if offers else None, approved_by=actor)
    mail = mail_by_hand(body, letter.facts)
    refuse_findings(findings_of(mail.subject, mail.text, mail.html, letter.allowed))
    written = Written(mail, Purpose.MANUAL, {"writer": "person", "name": actor})
    email = new_email(thread, letter, written, now=now)
    release(email, is_held=True, now=now)
    audit(thread, Action.EMAIL_APPROVED, deed, summary=reason, email_id=email.pk)
    return email
