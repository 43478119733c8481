"""How many mails may leave, when, and from which mailbox."""
