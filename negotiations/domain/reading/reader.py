"""The offline reader: what a reply says, from its words alone. Pure and deterministic.

One pipeline: names out, sentences, every number with its kind, the act of every sentence, what
they ask, and what all of it comes to. Nothing unread may close a deal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lexicon.builder import lexicon
from lexicon.words import words_of
from negotiations.domain.money.text import MoneySpan, money_spans
from negotiations.domain.reading import acts
from negotiations.domain.reading.acts import Said, acts_of
from negotiations.domain.reading.asks import Ask, OfferSeen, PlacedAsk, find_asks
from negotiations.domain.reading.figures import Figure, figures_in, unreadable_in
from negotiations.domain.reading.flags import FlagSeen, flags_in
from negotiations.domain.reading.heard import Heard
from negotiations.domain.reading.kinds import PRODUCT_TYPES, offered_pieces
from negotiations.domain.reading.meaning import Meaning, meaning_of
from negotiations.domain.reading.opting_out import opts_out
from negotiations.domain.reading.people import without_names
from negotiations.domain.reading.plain_asks import (
    after_corrections,
    is_plain_ask,
    is_stated_ask,
    without_ours_refused,
)
from negotiations.domain.reading.results import Evidence, Reading
from negotiations.domain.reading.sentences import Sentence, sentences, smooth
from negotiations.domain.reading.totals import (
    has_relative_words,
    mark_increments,
    relative_ask,
    total_of,
)
from negotiations.domain.reading.uplifts import uplifts_in

__all__ = ["Ask", "Evidence", "OfferSeen", "Parsed", "Reading", "concluded", "parse", "read"]

# Nobody negotiates in twenty thousand characters; the rest of such a mail is pasted text.
_LONGEST = 20_000
_QUESTIONS_KEPT = 12
INTERNAL_FLAGS = frozenset({"instruction_like", "currency_assumed", "too_long"})
_SUBJECT_FLAGS = frozenset({"out_of_office"})


@dataclass(frozen=True)
class Parsed:
    """A mail taken apart: everything found in it, before it is decided what it means."""

    body: str
    heard: Heard
    spans: tuple[MoneySpan, ...]
    topics: tuple[FlagSeen, ...]

    def words_of(self, said: Said) -> str:
        """Return a sentence as it was written, names and all."""
        return self.body[said.sentence.start : said.sentence.end]


def read(
    *,
    subject: str,
    body: str,
    our_last_offer: OfferSeen | None = None,
    names: Sequence[str] = (),
) -> Reading:
    """Return what a reply says; `body` is only what its writer newly wrote.

    `names` are people and brands to expect: a name is never a number or a currency. Never raises:
    a text that makes no sense is unclear.
    """
    return concluded(parse(subject=subject, body=body, our_last_offer=our_last_offer, names=names))


def parse(
    *,
    subject: str,
    body: str,
    our_last_offer: OfferSeen | None = None,
    names: Sequence[str] = (),
) -> Parsed:
    """Take a reply apart; the arguments are those of `read`."""
    text = without_names(smooth(body[:_LONGEST]), names, lexicon().own_words)
    parts = _Parts.of(text, sentences(text), our_last_offer)
    topics = flags_in(text)
    flags = {flag.name for flag in topics} | _flags_of(subject, body, parts.said)
    return Parsed(body, _heard(parts, our_last_offer, frozenset(flags)), parts.spans, topics)


@dataclass(frozen=True)
class _Parts:
    """A text cut up: its sentences with what they do, its numbers and what is asked."""

    text: str
    said: tuple[Said, ...]
    figures: tuple[Figure, ...]
    asks: tuple[PlacedAsk, ...]
    spans: tuple[MoneySpan, ...]

    @classmethod
    def of(cls, text: str, pieces: Sequence[Sentence], offer: OfferSeen | None) -> "_Parts":
        spans = money_spans(text)
        unreadable = unreadable_in(text)
        found = [i for i in find_asks(text, pieces, offer) if not _is_within(i, unreadable)]
        asks = mark_increments(text, found)
        figures = figures_in(
            text,
            ours=offer.amount if offer else None,
            currency=offer.currency if offer else None,
            spans=spans,
        )
        known = lexicon()
        said = acts_of(
            pieces,
            figures,
            known,
            known.languages_of(words_of(text, figures)),
            asked=_asked(asks, offer),
            is_one_piece=_is_one_piece(offer),
        )
        kept = without_ours_refused(after_corrections(asks, said), said, offer)
        return cls(text, said, figures, kept, spans)


def _is_within(item: PlacedAsk, figures: Sequence[Figure]) -> bool:
    return any(item.start < figure.end and figure.start < item.end for figure in figures)


def _asked(asks: Sequence[PlacedAsk], offer: OfferSeen | None) -> frozenset[int]:
    """Return where the amounts begin that are not our own said again."""
    return frozenset(i.start for i in asks if offer is None or i.ask.upper != offer.amount)


def _is_one_piece(offer: OfferSeen | None) -> bool:
    return offer is None or sum(offered_pieces(offer.deliverables).values()) <= 1


def _flags_of(subject: str, body: str, said: Sequence[Said]) -> set[str]:
    found = {flag.name for flag in flags_in(smooth(subject[:500]))} & _SUBJECT_FLAGS
    if opts_out(said) or _subject_opts_out(subject):
        found.add("unsubscribe")
    if len(body) > _LONGEST:
        found.add("too_long")
    return found


def _subject_opts_out(subject: str) -> bool:
    """Below "Re: unsubscribe" people talk; only a subject of their own asks."""
    text = smooth(subject[:200]).strip()
    if not text or text.lower().startswith(("re:", "aw:", "sv:", "fwd:", "fw:", "tr:", "wg:")):
        return False
    return opts_out(_Parts.of(text, sentences(text), None).said)


def _heard(parts: _Parts, offer: OfferSeen | None, flags: frozenset[str]) -> Heard:
    asks = parts.asks
    total, currency = total_of(parts.text, asks, offer)
    relative = relative_ask(parts.text, total, offer)
    if relative is not None:
        asks, total, currency = (*asks, relative), relative.ask.amount, relative.ask.currency
    is_relative = has_relative_words(parts.text)
    return Heard(
        parts.text, parts.said, parts.figures, asks, total, currency, offer, flags, is_relative
    )


def concluded(parsed: Parsed) -> Reading:
    """Return what all of it comes to."""
    body, heard = parsed.body, parsed.heard
    meaning = meaning_of(heard)
    asks = tuple(_finished(body, item) for item in heard.asks)
    flags = set(heard.flags)
    if heard.offer and any(s.currency is None for s in parsed.spans) and asks:
        flags.add("currency_assumed")
    is_plain = is_plain_ask(heard)
    total = _total(heard, meaning, is_plain=is_plain)
    asked = [s.sentence for s in heard.having(acts.QUESTION, acts.OPEN_QUESTION)]
    questions = tuple(body[q.start : q.end] for q in asked[:_QUESTIONS_KEPT])
    return Reading(
        intent=meaning.intent,
        confidence=meaning.confidence,
        asks=asks,
        total=total,
        total_currency=heard.currency if total is not None else None,
        flags=frozenset(flags),
        questions=questions,
        has_condition=meaning.has_condition,
        summary=_summary(meaning, total, heard.currency, flags, questions),
        evidence=_evidence(body, meaning, asks, parsed.topics, questions),
        uplifts=uplifts_in(heard.text, [s.sentence for s in heard.said]),
        sentences=tuple((body[s.start : s.end], said.act) for said, s in _with_places(heard)),
        numbers=tuple((body[f.start : f.end], f.kind) for f in heard.figures),
        is_plain_ask=is_plain,
    )


def _with_places(heard: Heard) -> list[tuple[Said, Sentence]]:
    return [(said, said.sentence) for said in heard.said]


def _total(heard: Heard, meaning: Meaning, *, is_plain: bool) -> Decimal | None:
    """Return the amount they ask; one not above ours only where they truly ask for it."""
    total, offer = heard.total, heard.offer
    if meaning.intent == "question" or total is None:
        return None
    is_low = offer is not None and total <= offer.amount
    if is_low and meaning.intent != "accept" and not is_plain and not is_stated_ask(heard):
        return None
    return total


def _finished(body: str, item: PlacedAsk) -> Ask:
    return replace(
        item.ask,
        quote=body[item.start : item.end],
        deliverable=PRODUCT_TYPES.get(item.ask.kind, "other"),
    )


def _evidence(
    body: str,
    meaning: Meaning,
    asks: Sequence[Ask],
    seen: Sequence[FlagSeen],
    questions: Sequence[str],
) -> tuple[Evidence, ...]:
    found = []
    if meaning.place is not None:
        found.append(Evidence("intent", body[slice(*meaning.place)]))
    found += [Evidence("rate", ask.quote) for ask in asks]
    found += [Evidence(f"flag:{flag.name}", body[flag.start : flag.end]) for flag in seen]
    found += [Evidence("question", question) for question in questions]
    return tuple(item for item in found if item.quote)


def _summary(
    meaning: Meaning,
    total: Decimal | None,
    currency: str | None,
    flags: set[str],
    questions: Sequence[str],
) -> str:
    parts = {
        "accept": "Accepts our offer",
        "counter": "Wants other terms",
        "reject": "Declines",
        "question": "Asks before deciding",
        "unclear": "Cannot be read with certainty",
    }[meaning.intent]
    if total is not None and meaning.intent == "counter":
        parts = f"Asks for {total:,.2f} {currency or '(no currency named)'}"
    if meaning.has_condition:
        parts += ", with a condition"
    if questions:
        parts += f", {len(questions)} question{'s' if len(questions) > 1 else ''}"
    shown = sorted(flags - INTERNAL_FLAGS)
    return parts + (f"; mentions {', '.join(shown).replace('_', ' ')}" if shown else "") + "."
