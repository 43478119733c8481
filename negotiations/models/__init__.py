"""The work: threads, what was said, what was offered, what is waiting to leave."""

from negotiations.models.deciding import Certificate, Escalation, RecordedDecision
from negotiations.models.mail import Message, OutgoingEmail, Writing
from negotiations.models.money import Agreement, Approval, Offer
from negotiations.models.rules import KnowledgeVersion, PlaybookVersion
from negotiations.models.thread import Thread

__all__ = [
    "Agreement",
    "Approval",
    "Certificate",
    "Escalation",
    "KnowledgeVersion",
    "Message",
    "Offer",
    "OutgoingEmail",
    "PlaybookVersion",
    "RecordedDecision",
    "Thread",
    "Writing",
]
