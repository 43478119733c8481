"""Values that people typed. Nothing is guessed: what cannot be read is a problem in words."""
