"""Keep only the newly written part of a plain-text mail."""

import re

from integrations.gmail import quote_marks, signatures

LONGEST_TEXT = 200_000
MOST_LINES = 6_000
CUT_MARK = "\ue000"
WRAPPED_AT = 66

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def newly_written(text: str) -> str:
    """The words the sender added: no quoted history, forwarded mail, signature or footer."""
    bounded = _LINE_ENDS.sub("\n", text[:LONGEST_TEXT]).replace("\u00a0", " ")
    lines = signatures.without_warning(bounded.split("\n")[:MOST_LINES])
    kept = _Cutter(lines).run()
    kept = signatures.without_contact_block(signatures.without_business_card(kept))
    return _tidied(kept)


class _Cutter:
    """One pass over the lines; each line is kept, dropped, or ends the text."""

    def __init__(self, lines: list[str]) -> None:
        """Start before the first line."""
        self.lines = lines
        self.kept: list[str] = []
        self.at = 0
        self.next_money = -1

    def run(self) -> list[str]:
        """Every line which is the sender's own."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                self._keep(line)
            elif quote_marks.is_quoted(line):
                self.at += 1
                self._skip_wrapped_rest(line)
            elif not self._passed_marker(line):
                break
        return self.kept

    def _passed_marker(self, line: str) -> bool:
        """Handle one unquoted line; False when everything below is left out."""
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
            return self._skip_leading(block)
        return self._passed_signature(line)

    def _passed_signature(self, line: str) -> bool:
        if signatures.is_delimiter(line):
            return False
        if signatures.is_mobile_footer(line):
            return self._skip_leading(1)
        if signatures.is_rule(line) and self._has_text() and not self._money_follows():
            return False
        if signatures.is_disclaimer(self.lines, self.at) and self._has_text():
            return False
        self._keep(line)
        return True

    def _money_follows(self) -> bool:
        """A rate card may use drawn rules; where no amount follows they part a signature."""
        index = self.at + 1
        while self.next_money < self.at and index < len(self.lines):
            line = self.lines[index]
            if line.strip() and self._starts_history(index):
                return False
            if signatures.speaks_of_money(line):
                self.next_money = index
            index += 1
        return self.next_money > self.at

    def _starts_history(self, index: int) -> bool:
        line = self.lines[index]
        return (
            quote_marks.is_quoted(line)
            or quote_marks.is_separator(line)
            or bool(quote_marks.attribution_length(self.lines, index))
            or bool(quote_marks.header_block_length(self.lines, index))
        )

    def _keep(self, line: str) -> None:
        self.kept.append(line)
        self.at += 1

    def _has_text(self) -> bool:
        return any(line.strip() for line in self.kept)

    def _skip_above_quote(self, length: int) -> bool:
        """A marker above marked lines only goes itself; above unmarked ones it ends the text."""
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


def _tidied(lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{4,}", "\n\n\n", text).strip()
