"""The work: threads, what was said, what was offered, what is waiting to leave."""

from negotiations.models.cycle import (
    CyclePlan,
    CycleRun,
    DailyReport,
    LearningEvent,
    Lease,
    LetterApproval,
    MailboxDay,
    MailboxPace,
    MailTrouble,
    OutreachTask,
    OutreachTemplate,
    PlanRow,
)
from negotiations.models.deciding import Certificate, Escalation, RecordedDecision
from negotiations.models.mail import Message, OutgoingEmail, Writing
from negotiations.models.money import Agreement, Approval, Offer
from negotiations.models.rules import KnowledgeVersion, PlaybookVersion
from negotiations.models.thread import Thread

__all__ = [
    "Agreement",
    "Approval",
    "Certificate",
    "CyclePlan",
    "CycleRun",
    "DailyReport",
    "Escalation",
    "KnowledgeVersion",
    "LearningEvent",
    "Lease",
    "LetterApproval",
    "MailTrouble",
    "MailboxDay",
    "MailboxPace",
    "Message",
    "Offer",
    "OutgoingEmail",
    "OutreachTask",
    "OutreachTemplate",
    "PlanRow",
    "PlaybookVersion",
    "RecordedDecision",
    "Thread",
    "Writing",
]
