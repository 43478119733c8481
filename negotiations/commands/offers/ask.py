"""What the agent does not decide: the thread goes to people, with a draft where there is one."""

from negotiations.commands.deeds import Deed
from negotiations.commands.offers.counter import answer_with_offer
from negotiations.commands.offers.heard import Heard
from negotiations.commands.thread.escalation import Problem, escalate
from negotiations.domain.pricing.policy import AskHuman
from negotiations.domain.reading.merge import Understanding
from negotiations.models import Message, Thread


def ask_person(heard: Heard, decision: AskHuman, deed: Deed) -> None:
    """Hand the decision to people; our own counter, inside the limits, waits as a draft."""
    draft = None
    if decision.draft is not None:
        draft = answer_with_offer(heard, decision.draft, deed, must_wait=True)
    problem = Problem(
        code=decision.code,
        reason=decision.reason,
        message=heard.message,
        draft=draft,
        quote=heard.quote,
    )
    escalate(heard.thread, problem, deed)


def ask_about_readings(
    thread: Thread, message: Message, understanding: Understanding, deed: Deed
) -> str:
    """Our rules and the model read the mail differently: a person decides, with both in sight."""
    quotes = (*understanding.offline.evidence, *understanding.reading.evidence)
    problem = Problem(
        code="readings_differ",
        reason=f"Two readings of this mail differ: {'; '.join(understanding.contradictions)}.",
        message=message,
        quote=next((e.quote for e in quotes), ""),
    )
    escalate(thread, problem, deed)
    return problem.code
