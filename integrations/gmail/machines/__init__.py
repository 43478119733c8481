"""Which mails no person wrote, and which of them ask us to stop."""
