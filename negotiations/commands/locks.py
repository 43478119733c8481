"""Lock rows inside a transaction, in one order: thread, campaign, prospect, influencer, mail."""

from campaigns.commands.locks import lock_campaign
from campaigns.models import Influencer, Prospect
from negotiations.models import Message, OutgoingEmail, Thread


def lock_thread(thread_id: int | None) -> Thread:
    """Return the thread with its row locked.

    :raises Thread.DoesNotExist: if there is none
    """
    return (
        Thread.objects.select_for_update(of=("self",))
        .select_related("campaign__client", "influencer", "mailbox", "prospect", "contact")
        .get(pk=thread_id or 0)
    )


def lock_budget(thread: Thread) -> None:
    """Lock the campaign of a locked thread, and let the thread see it as it is now."""
    thread.campaign = lock_campaign(thread.campaign_id)


def lock_prospect(prospect_id: int) -> Prospect:
    """Return the prospect with its row locked.

    :raises Prospect.DoesNotExist: if there is none
    """
    locked = Prospect.objects.select_for_update(of=("self",))
    return locked.select_related("influencer").get(pk=prospect_id)


def lock_influencer(influencer_id: int) -> Influencer:
    """Return the influencer with their row locked: one campaign at a time may open with them.

    :raises Influencer.DoesNotExist: if there is none
    """
    return Influencer.objects.select_for_update().get(pk=influencer_id)


def lock_message(message_id: int) -> Message:
    """Return a mail with its row locked and its thread's before it.

    :raises Message.DoesNotExist: if there is none
    """
    thread_id = Message.objects.only("thread_id").get(pk=message_id).thread_id
    thread = lock_thread(thread_id) if thread_id else None
    message = Message.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.thread_id is not None:
        is_locked = thread is not None and thread.pk == message.thread_id
        message.thread = thread if is_locked else lock_thread(message.thread_id)
    return message


def lock_email(email_id: int) -> OutgoingEmail:
    """Return an email of ours with its row locked and its thread's before it.

    :raises OutgoingEmail.DoesNotExist: if there is none
    """
    thread = lock_thread(OutgoingEmail.objects.only("thread_id").get(pk=email_id).thread_id)
    email = OutgoingEmail.objects.select_for_update(of=("self",)).get(pk=email_id)
    email.thread = thread
    return email
