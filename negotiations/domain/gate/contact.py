"""Numbers that say where to find us, never what we pay: phones, addresses, quote lines. Pure."""

import re

from campaigns.domain.patterns import Pattern
from negotiations.domain.gate.spans import BLANK, date_spans

_MONEY_NEAR = r"(?<![$€£¥₹])(?<![$€£¥₹] )(?<!USD )(?<!EUR )(?<!GBP )"
_NO_MONEY = r"(?!\s?(?:[$€£¥₹k]|usd\b|eur\b|gbp\b|inr\b|dollars?\b|euros?\b|pounds?\b|bucks\b))"
_PHONE = Pattern(
    rf"{_MONEY_NEAR}(?<![\w.,])(?:\+\d{{1,3}}[ .-]?(?:\(0\)[ ]?)?(?:\(\d{{1,4}}\)[ .-]?)?"
    r"\d{1,4}(?:[ .-]\d{2,4}){1,4}"
    r"|\(\d{2,5}\)[ .-]?\d{3,4}[ .-]\d{3,4}|\d{3}[ .-]\d{3}[ .-]\d{4}"
    rf"|0\d{{2,4}}[ /-]\d{{3,4}}[ -]?\d{{3,6}}|\+\d{{9,14}}|0\d{{9,11}})(?![\w,]|\.\d){_NO_MONEY}"
)
_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Square|Sq|Court|Ct|Place|"
    r"Pl|Terrace|Row|Quay|Wharf|Highway|Hwy|Parkway|Pkwy|Broadway|Gardens|Yard|Close|Crescent)"
)
_PLACE = Pattern(
    rf"{_MONEY_NEAR}(?<![\w.,])\d{{1,5}}[A-Za-z]?(?:[-/]\d{{1,4}})?,? "
    rf"(?:(?:[A-Z][\w'.-]*|\d{{1,3}}(?:st|nd|rd|th)) ){{0,3}}{_STREET}\b\.?"
    r"|\b[A-ZÄÖÜ][\wäöüß.-]*(?:straße|strasse|str\.|weg|platz|gasse|allee|damm|"
    r"ring) \d{1,4}[a-z]?\b"
    rf"|\b\d{{1,4}},? (?:rue|avenue|boulevard|via|calle|place) (?:[\w'’]+ ?){{1,4}}"
    r"|\b(?:Floor|Fl|Suite|Ste|Unit|Apt|Apartment|Room|Box|Building|Bldg)\.? #?\d{1,5}[A-Z]?\b"
    r"|\b\d{1,3}(?:st|nd|rd|th) (?:Floor|Fl)\b"
)
_POSTCODE = Pattern(
    r"\b[A-Z]{2} \d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
    r"|\b\d{5} (?=[A-ZÄÖÜ][a-zäöüß]+\b)|\b\d{4} ?[A-Z]{2}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b"
)
_YEAR = Pattern(r"(?:©|\(c\)|\bcopyright)(?: \w+){0,3} ?20\d\d\b", re.IGNORECASE)
_SIGN_OFF = Pattern(
    r"(?:--+|(?:(?:kind|best|warm|many|with best|with kind|with warm)\s*)?"
    r"(?:regards|wishes|thanks)|"
    r"best|warmly|cheers|sincerely|yours(?: \w+)?|all the best|talk soon|speak soon|take care|"
    r"thank you|thanks(?: so much| again| & regards)?|love|x+|mit freundlichen grüßen.{0,30})"
    r"\s*[,.!]*",
    re.IGNORECASE,
)
_QUOTED_BY = Pattern(
    r"(?im)^[> \t]*(?:on|am|le|el|il|op|em)\b[^\n]{6,160}\b"
    r"(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu)\b[^\n]{0,60}:[ \t]*$"
)
_QUOTE_DETAIL = Pattern(
    r"<?(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?"
    r"|\b\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\b\.?)?"
    r"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b|(?<=\d)(?:,? 20\d\d\b)"
)


def _hide(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def signature_start(text: str) -> int:
    """Return where the lines below the last sign-off begin; the end when there is none."""
    place = len(text)
    position = 0
    for line in text.split("\n"):
        position += len(line) + 1
        if _SIGN_OFF.fullmatch(line.strip()):
            place = position
    return min(place, len(text))


def without_contact(text: str) -> str:
    """Return the text with phones, postal addresses and quote lines made unreadable."""
    text = _QUOTED_BY.sub(lambda line: _without_details(line[0]), text)
    text = _YEAR.sub(_hide, _PHONE.sub(_hide, text))
    start = signature_start(text)
    lines, position = [], 0
    for line in text.split("\n"):
        shown = _PLACE.sub(_hide, line)
        if shown != line or position >= start:
            shown = _POSTCODE.sub(_hide, shown)
        lines.append(shown)
        position += len(line) + 1
    return "\n".join(lines)


def _without_details(line: str) -> str:
    """Hide when and by whom a quoted mail was written, and nothing else in the line."""
    for span in list(date_spans(line)):
        line = line[: span.start] + BLANK * (span.end - span.start) + line[span.end :]
    return _QUOTE_DETAIL.sub(_hide, re.sub(rf"(?<={BLANK}),? 20\d\d\b", _hide, line))
