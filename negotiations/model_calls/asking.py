"""Ask the model about one row: the question, its answer, and which versions it was asked with."""

from typing import Any

from django.conf import settings

from campaigns.models import Campaign
from integrations.anthropic.asking import ask
from integrations.anthropic.factory import has_model
from integrations.anthropic.gateway import ModelAnswer, NoAnswer
from negotiations.domain.reading.merge import Understanding, merge, offline_only
from negotiations.domain.reading.reader import OfferSeen, Parsed, Reading, concluded, parse
from negotiations.domain.terms.states import State
from negotiations.model_calls import questions
from negotiations.model_calls.reading import MOST_SENTENCES, opinion_in
from negotiations.models import Message, Thread, Writing
from negotiations.queries.work import sent_offers, turn_of


class ModelAway(Exception):
    """The model cannot be asked now, and the mail is to wait for it."""


def understand_turn(message: Message) -> tuple[tuple[int, ...], Understanding]:
    """Read the mails of a turn together, against the offer they answer.

    :raises ModelAway: if the model is away and mail waits for it
    """
    thread = message.thread
    together = (turn_of(thread) if thread and message.may_bind else []) or [message]
    body = "\n\n".join(part.new_text for part in together)
    offer = _offer_seen(thread) if thread else None
    names = _names_in(thread) if thread else ()
    parsed = parse(subject=message.subject, body=body, our_last_offer=offer, names=names)
    offline = concluded(parsed)
    ids = tuple(part.pk for part in together)
    if not wants_model(message) or "unsubscribe" in offline.flags:
        return ids, offline_only(offline)
    return ids, _second_opinion(message, parsed, offline)


def _names_in(thread: Thread) -> tuple[str, ...]:
    """Return the names a reply may speak of: none of them is a number or a currency."""
    client = thread.campaign.client
    return (thread.influencer.name, *([client.name] if client else []))


def wants_model(message: Message) -> bool:
    """Whether a model reads this mail: a person's words on a thread that the agent answers."""
    thread = message.thread
    if not has_model() or thread is None or message.is_ours:
        return False
    is_paused = thread.campaign.status == Campaign.Status.PAUSED or thread.state == State.PAUSED
    by_agent = thread.managed_by == Thread.ManagedBy.AGENT
    is_ours_to_answer = thread.is_open and by_agent and not is_paused
    return message.kind == Message.Kind.HUMAN and message.may_bind and is_ours_to_answer


def _second_opinion(message: Message, parsed: Parsed, offline: Reading) -> Understanding:
    said = parsed.heard.said
    if not 0 < len(said) <= MOST_SENTENCES:
        return offline_only(offline, f"offline: {len(said)} sentences are no model's work")
    question = questions.reading_question(subject=message.subject, parsed=parsed)
    answer = ask(question, subject=f"message:{message.pk}", thread_id=message.thread_id)
    if isinstance(answer, NoAnswer):
        if answer.is_outage and settings.ANTHROPIC_OUTAGE == "wait":
            raise ModelAway(answer.words)
        return offline_only(offline, f"offline: {answer.words}")
    opinion = opinion_in(answer.data)
    if opinion is None or not opinion.covers(said):
        return offline_only(offline, "offline: the model did not fill in the form")
    return merge(parsed=parsed, offline=offline, opinion=opinion)


def _offer_seen(thread: Thread) -> OfferSeen | None:
    offers = sent_offers(thread)
    if not offers:
        return None
    pieces = offers[-1].terms.deliverables
    return OfferSeen(
        amount=offers[-1].amount,
        currency=offers[-1].currency,
        deliverables=", ".join(f"{d.quantity} {d.type}" for d in pieces),
    )


def words_for(writing: Writing) -> tuple[ModelAnswer | NoAnswer, dict[str, Any]]:
    """Ask for the words of one email.

    :raises NotConfigured: no model in this mode
    """
    email = writing.email
    guidance = questions.guidance_of(email)
    question = questions.writing_question(writing, guidance)
    answer = ask(question, subject=f"email:{email.pk}", thread_id=email.thread_id)
    return answer, {
        "model": answer.model,
        "prompt": question.prompt,
        "prompt_hash": question.prompt_hash,
        "guidance": guidance.versions,
    }
