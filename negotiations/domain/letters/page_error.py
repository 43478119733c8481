"""What is wrong with a page that a person wrote."""


class KnowledgeError(ValueError):
    """A page cannot be read; the text says what is wrong, for the person who wrote it."""
