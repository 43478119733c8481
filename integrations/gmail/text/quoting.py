"""Keep only the newly written part of a plain-text mail."""

import re
from collections.abc import Callable, Sequence

from integrations.gmail.patterns import bounded
from integrations.gmail.text import quote_marks, signatures
from integrations.gmail.text.exchanged import Exchanged

LONGEST_TEXT = 200_000
MOST_LINES = 6_000
# Characters for private use stand for what only the HTML of a mail shows.
CUT_MARK = "\ue000"
QUOTE_MARK = "\ue001"
WRAPPED_AT = 66

_LINE_ENDS = bounded(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_STRUCK = bounded(r"~~[^~\n]{1,200}~~")
_QUOTE_MARKS = bounded(r"^[\s\u200b\ufeff]*(?:>[ \t]?)+")


def newly_written(text: str, earlier: Sequence[str] = ()) -> str:
    """The words the sender added: no quoted history, forwarded mail, signature or footer.

    With the texts of `earlier` mails, words typed into a quote count as added, and a copy of such
    a mail is left out where no mark announces it.
    """
    bounded = _LINE_ENDS.sub("\n", text[:LONGEST_TEXT]).replace("\u00a0", " ")
    lines = signatures.without_warning(_STRUCK.sub("", bounded).split("\n")[:MOST_LINES])
    exchanged = Exchanged(earlier) if earlier else None
    kept = _Cutter(lines, exchanged).run()
    if exchanged:
        kept = exchanged.without_copies(kept)
    kept = signatures.without_contact_block(signatures.without_business_card(kept))
    return _tidied(kept)


class _Cutter:
    """One pass over the lines; each line is kept, dropped, or ends the text."""

    def __init__(self, lines: list[str], exchanged: Exchanged | None) -> None:
        """Start before the first line."""
        self.lines = lines
        self.exchanged = exchanged
        self.kept: list[str] = []
        self.at = 0
        self.next_found: dict[Callable[[str], bool], int] = {}
        self.is_history = False

    def run(self) -> list[str]:
        """Every line which is the sender's own."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                self._keep(line)
            elif quote_marks.is_quoted(line):
                self._pass_quote()
            elif not self._passed_marker(line):
                self._keep_typed_in(self.lines[self.at :])
                break
        return self.kept

    def _pass_quote(self) -> None:
        """Leave out quoted history; what is marked without being history is the sender's own."""
        start = self.at
        while self.at < len(self.lines) and quote_marks.is_quoted(self.lines[self.at]):
            self.at += 1
        quoted = [_QUOTE_MARKS.sub("", line) for line in self.lines[start : self.at]]
        self.is_history = self.is_history or _opens_with_marker(quoted)
        if not self._keep_typed_in(quoted) and not self.is_history and _says_something(quoted):
            self.kept.extend(quoted)
            return
        self._skip_wrapped_rest(self.lines[self.at - 1])

    def _keep_typed_in(self, old: Sequence[str]) -> bool:
        """Keep what was written into a copy of an earlier mail; False when it is no such copy."""
        typed = self.exchanged.typed_in(old) if self.exchanged else None
        self.kept.extend(line for line in typed or () if not _is_marker(line))
        return typed is not None

    def _passed_marker(self, line: str) -> bool:
        """Handle one unquoted line; False when everything below is left out."""
        if QUOTE_MARK in line:
            self.is_history = True
            self.at += 1
            return True
        before = quote_marks.inline_attribution(line)
        if before is not None:
            self.kept.append(before)
            return self._skip_above_quote(1)
        if quote_marks.opens_with_attribution(line):
            return self._skip_above_quote(1)
        length = quote_marks.attribution_length(self.lines, self.at)
        if length:
            return self._skip_above_quote(length)
        if CUT_MARK in line:
            return False
        if quote_marks.is_separator(line):
            return self._skip_above_quote(1)
        block = quote_marks.header_block_length(self.lines, self.at)
        if block:
            self.is_history = True
            return self._skip_leading(block)
        return self._passed_signature(line)

    def _passed_signature(self, line: str) -> bool:
        if signatures.is_mobile_footer(line):
            return self._skip_leading(1)
        if signatures.is_delimiter(line):
            # Only the mark goes where what stands below it is no signature.
            goes_on = self._is_offer_below() or self._follows(signatures.adds_to_the_offer)
            self.at += 1
            return goes_on
        if self._starts_fine_print(line):
            return False
        self._keep(line)
        return True

    def _starts_fine_print(self, line: str) -> bool:
        """Whether the words end here. Rates may stand below a drawn rule or a notice."""
        looks_so = signatures.is_rule(line) or signatures.is_disclaimer(self.lines, self.at)
        return looks_so and self._has_text() and not self._follows(signatures.speaks_of_money)

    def _is_offer_below(self) -> bool:
        nearest = self.lines[self.at + 1 : self.at + 4]
        below = next((line for line in nearest if line.strip()), "")
        return signatures.speaks_of_money(below) and not quote_marks.is_quoted(below)

    def _follows(self, wanted: Callable[[str], bool]) -> bool:
        """Whether such a line follows before any history does. Each line is looked at once."""
        index = max(self.at, self.next_found.get(wanted, -1))
        while index < len(self.lines):
            line = self.lines[index]
            if line.strip() and self._starts_history(index):
                return False
            if index > self.at and wanted(line):
                self.next_found[wanted] = index
                return True
            index += 1
        self.next_found[wanted] = index
        return False

    def _starts_history(self, index: int) -> bool:
        return quote_marks.is_quoted(self.lines[index]) or _marks_at(self.lines, index)

    def _keep(self, line: str) -> None:
        self.kept.append(line)
        self.at += 1

    def _has_text(self) -> bool:
        return any(line.strip() for line in self.kept)

    def _skip_above_quote(self, length: int) -> bool:
        """A marker above marked lines only goes itself; above unmarked ones it ends the text."""
        self.is_history = True
        following = self.at + length
        while following < len(self.lines) and not self.lines[following].strip():
            following += 1
        if following < len(self.lines) and quote_marks.is_quoted(self.lines[following]):
            self.at = following
            return True
        return False

    def _skip_leading(self, length: int) -> bool:
        """On top of the mail such lines are debris; below written words they end the text."""
        if self._has_text():
            return False
        self.at += length
        return True

    def _skip_wrapped_rest(self, quoted: str) -> None:
        """A long quoted line a mail program broke leaves its end without a mark."""
        if len(quoted) < WRAPPED_AT or self.at >= len(self.lines):
            return
        rest = self.lines[self.at].strip()
        if rest[:1].islower() and len(rest) < len(quoted):
            self.at += 1


def _opens_with_marker(quoted: Sequence[str]) -> bool:
    """Whether a quote begins with the line that says whom it quotes."""
    first = next((index for index, line in enumerate(quoted) if line.strip()), len(quoted))
    return any(_marks_at(quoted, index) for index in range(first, min(first + 3, len(quoted))))


def _marks_at(lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    return (
        quote_marks.is_separator(line)
        or quote_marks.opens_with_attribution(line)
        or bool(quote_marks.attribution_length(lines, at))
        or bool(quote_marks.header_block_length(lines, at))
    )


def _says_something(quoted: Sequence[str]) -> bool:
    """A single word marked as a quote only points at what is answered."""
    words = " ".join(quoted).split()
    return len(words) > 1 or any(char.isdigit() for word in words for char in word)


def _is_marker(line: str) -> bool:
    """Whether a line of a quote was put there by a program: whom it quotes, or a warning."""
    return signatures.is_warning(line) or quote_marks.is_header(line) or _marks_at([line], 0)


def _tidied(lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{4,}", "\n\n\n", text).strip()
