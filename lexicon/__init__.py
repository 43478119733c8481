"""What people say in a reply, as data: one file of phrases for each language."""
