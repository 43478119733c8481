"""Regular expressions that cost nothing before their first use. Pure."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

Match = re.Match[str]


class Pattern:
    """One regular expression; it is compiled when it is first asked, never at import.

    Every one of them must take time linear in the length of a text, also of a hostile one; a
    test finds each and tries it.
    """

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.source, self.flags)

    def search(self, text: str) -> Match | None:
        """Return the first match."""
        return self.compiled.search(text)

    def match(self, text: str, start: int = 0) -> Match | None:
        """Return the match that begins at that place."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> Match | None:
        """Return the match of the whole text."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[Match]:
        """Return every match in turn."""
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """Return what every match holds."""
        return self.compiled.findall(text)

    def sub(self, by: str | Callable[[Match], str], text: str) -> str:
        """Return the text with every match replaced."""
        return self.compiled.sub(by, text)

    def split(self, text: str) -> list[str]:
        """Return what stands between the matches."""
        return self.compiled.split(text)
