"""Whole correspondences keep their word: to the campaign, to themselves, to what was asked."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest

from campaigns.domain.names import first_name_of
from negotiations.domain.gate.check import check_email
from negotiations.domain.letters import phrases
from negotiations.domain.letters.facts import money
from negotiations.domain.letters.terms import extra_terms, required_lines
from negotiations.domain.letters.wording import allowed_from
from negotiations.domain.terms.offer_terms import RIGHT_LABELS
from tests.negotiations.domain.letters.threads import Ours, Theirs, Thread, played
from tests.negotiations.domain.letters.writers import QUESTIONS

OFFERS = ("opening", "counter", "agreement")


def problems(thread: Thread) -> Iterator[str]:
    """Yield everything a careful reader of the correspondence would object to."""
    for number, ours in enumerate(thread.ours):
        before = thread.ours[:number]
        yield from _found_by_the_gate(ours)
        yield from _lost_terms(ours, before)
        yield from _after_the_final_offer(ours, before)
        yield from _dropped_questions(ours)
        yield from _asks_for_a_rate(ours, before)
        yield from _contradictions(ours, before)
        yield from _other_sums_and_dates(ours, before)
        yield from _changed_lines(ours, before)
    yield from _unheard(thread)
    yield from _answers_missing(thread)


def _answers_missing(thread: Thread) -> Iterator[str]:
    """Each question they wrote is answered in our next mail, in words that answer it."""
    for theirs, ours in pairwise(thread.mails):
        if not isinstance(theirs, Theirs) or not isinstance(ours, Ours):
            continue
        text = " ".join(ours.mail.text.split())
        for question, answer in QUESTIONS.items():
            is_named = ours.facts.purpose == "agreement" and "colleague" in text
            if question in theirs.words and answer not in text and not is_named:
                yield f"unanswered: {question}"


def _unheard(thread: Thread) -> Iterator[str]:
    """Nobody's mail is the last word where the thread is ours to answer."""
    for theirs, then in pairwise(thread.mails):
        if isinstance(theirs, Theirs) and isinstance(then, Theirs):
            yield f"no answer to: {theirs.words}"


_SUM = re.compile(r"\$[\d,]+\.\d\d")
_DAY = re.compile(r"\b\d{1,2} (?:November|December) \d{4}\b")


def _rate_of(ours: Ours) -> str:
    found = re.search(r"(?m)^- Rate: (\S+)$", ours.mail.text)
    return found[1] if found else ""


def _other_sums_and_dates(ours: Ours, before: list[Ours]) -> Iterator[str]:
    """A sum is our last rate, this one, their last ask or a lever's; a date the first mail's."""
    facts = ours.facts
    last = next((rate for mail in reversed(before) if (rate := _rate_of(mail))), "")
    known = {last, _rate_of(ours), "$129.00", "$25.00"}
    known |= {money(facts, facts.ask_amount)} if facts.ask_amount else set()
    yield from (f"sum {s}" for s in _SUM.findall(ours.mail.text) if s not in known)
    first = set(_DAY.findall((before or [ours])[0].mail.text))
    yield from (f"date {day}" for day in _DAY.findall(ours.mail.text) if day not in first)
    # What is asked of them shrinks or stays, so what we pay never falls.
    is_counter = facts.purpose == "counter" and bool(_rate_of(ours) and last)
    if is_counter and _sum(_rate_of(ours)) < _sum(last):
        yield f"{_rate_of(ours)} after {last}"


def _sum(shown: str) -> float:
    return float(shown.strip("$").replace(",", ""))


def _changed_lines(ours: Ours, before: list[Ours]) -> Iterator[str]:
    """A term that stands in two mails says the same in both, unless a trade has changed it."""
    if not before:
        return
    said = _labelled(before[0])
    for label, words in _labelled(ours).items():
        is_traded = label in ("Usage Rights", "Rate", "Product", "Cross-posting")
        if not is_traded and said.get(label, words) != words:
            yield f"{label}: {words} after {said[label]}"


def _labelled(ours: Ours) -> dict[str, str]:
    return dict(re.findall(r"(?m)^- ([A-Z][\w -]+): (.+)$", ours.mail.text))


def _found_by_the_gate(ours: Ours) -> Iterator[str]:
    found = check_email(ours.mail.subject, ours.mail.text, allowed_from(ours.facts))
    yield from (f"gate: {f['rule']} {f['words']}" for f in found)
    name = first_name_of(ours.facts.first_name or "")
    if not ours.mail.text.startswith(f"Hi {name},\n"):
        yield "greets somebody else"


def _states_offer(ours: Ours) -> bool:
    return ours.facts.purpose in OFFERS and ours.facts.amount is not None


def _lost_terms(ours: Ours, before: list[Ours]) -> Iterator[str]:
    if not _states_offer(ours):
        return
    text = ours.mail.text
    yield from (f"lost: {line}" for line in required_lines(ours.facts) if line not in text)
    told = " ".join(
        line
        for mail in (*before, ours)
        for line in mail.mail.text.split("\n")
        if "No longer" in line
    )
    first = next((mail for mail in before if _states_offer(mail)), None)
    terms = first.facts.terms if first else None
    if first is None or terms is None:
        return
    yield from (f"gone: {line}" for line in extra_terms(first.facts) if line not in text)
    labels = [RIGHT_LABELS[right.kind] for right in terms.rights]
    yield from (f"gone: {label}" for label in labels if label not in text and label not in told)


def _after_the_final_offer(ours: Ours, before: list[Ours]) -> Iterator[str]:
    amount = ours.facts.amount
    finals = [mail.facts.amount for mail in before if mail.facts.final and mail.facts.amount]
    if finals and amount is not None and amount > finals[0]:
        yield f"{amount} after the final offer of {finals[0]}"


def _dropped_questions(ours: Ours) -> Iterator[str]:
    facts, text = ours.facts, " ".join(ours.mail.text.split())
    places = [text.find(answer) for answer in facts.answers]
    if -1 in places or places != sorted(places):
        yield "an answer is missing or out of order"
    yield from (f"open and unsaid: {what}" for what in facts.unanswered if what not in text)
    if ours.questions and not (facts.answers or facts.unanswered):
        yield "no question was answered"


def _asks_for_a_rate(ours: Ours, before: list[Ours]) -> Iterator[str]:
    has_offer = any(_states_offer(mail) for mail in (*before, ours))
    asked = [option for side in phrases.ASK_RATE.values() for option in side]
    if has_offer and any(option.format(currency="USD") in ours.mail.text for option in asked):
        yield "asks for a rate beside an offer"


def _contradictions(ours: Ours, before: list[Ours]) -> Iterator[str]:
    facts = ours.facts
    standing = next((m.facts for m in reversed(before) if _states_offer(m)), None)
    if facts.purpose == "answer" and standing is not None and standing.amount is not None:
        stands = facts.amount == standing.amount
        if not stands or money(facts, standing.amount) not in ours.mail.text:
            yield "the standing offer is another one"
    if facts.purpose == "exit" and re.search(r"\d", ours.mail.text.split("\n\n")[1]):
        yield "a figure in an exit"


def assert_sound(numbers: range) -> None:
    for number in numbers:
        thread = played(number)
        found = list(problems(thread))
        assert found == [], f"{number}: {found}\n\n" + "\n=====\n".join(
            mail.mail.text if isinstance(mail, Ours) else f"> {mail.words}" for mail in thread.mails
        )


def test_a_correspondence_keeps_its_word() -> None:
    assert_sound(range(100))


@pytest.mark.deep
def test_two_thousand_correspondences_keep_their_word() -> None:
    assert_sound(range(2_000))


def test_every_kind_of_mail_and_end_was_played() -> None:
    mails = [mail for number in range(100) for mail in played(number).ours]
    kinds = Counter(mail.facts.purpose for mail in mails)
    assert all(kinds[kind] >= 10 for kind in (*OFFERS, "answer", "exit")), kinds
    assert any(mail.facts.final for mail in mails)
    assert any("No longer part of" in mail.mail.text for mail in mails)


def sentences_of(ours: Ours) -> set[str]:
    """The sentences we chose: without terms, facts, signature and legal lines."""
    body = ours.mail.text.split("\n\n")[1:-2]
    lines = [part for part in body if not re.search(r"(?m)^(?:- |\d\. )", part)]
    facts = set(ours.facts.answers)
    found = {s.strip() for part in lines for s in re.split(r"(?<=[.!?:])\s", part)}
    told = {sentence for sentence in found if sentence.startswith("No longer part of")}
    return {sentence for sentence in found if len(sentence) > 15} - facts - told


def test_no_sentence_stands_in_more_than_a_quarter_of_a_campaigns_mails() -> None:
    for purpose in ("opening", "all"):
        mails = [m for number in range(200) for m in played(number).ours]
        mails = [m for m in mails if purpose in ("all", m.facts.purpose)]
        counted = Counter(s for mail in mails for s in sentences_of(mail))
        sentence, often = counted.most_common(1)[0]
        assert often <= len(mails) / 4, (sentence, often, len(mails))
