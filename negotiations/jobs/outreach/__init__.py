"""The daily cycle at work: it calls mailboxes between its commands."""
