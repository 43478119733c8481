"""Whether words that a model quotes really stand in the mail. Pure."""

from negotiations.domain.reading.fences import without_fences
from negotiations.domain.reading.sentences import smooth


def stands_in(quote: str, text: str) -> bool:
    """Whether these words are in the text; spacing, case and kinds of marks do not matter."""
    words = plain_words(quote)
    return bool(words) and words in plain_words(text)


def plain_words(text: str) -> str:
    """Return the words alone, so that spacing, case and quotation marks do not matter."""
    shown = without_fences(smooth(text)).casefold()
    return " ".join(shown.replace("’", "'").replace("“", '"').replace("”", '"').split())
