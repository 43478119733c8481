"""The console's pages of this room; importing them registers them."""

from integrations.admin import deliveries, mailboxes, messages, records

__all__ = ["deliveries", "mailboxes", "messages", "records"]
