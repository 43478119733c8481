"""The console's Outreach section: the day, its people, its mailboxes, its files."""

from negotiations.admin.outreach import letters, mailboxes, prospects, reports, setups, tasks, today

__all__ = ["letters", "mailboxes", "prospects", "reports", "setups", "tasks", "today"]
