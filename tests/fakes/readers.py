"""Heads for the fake model: how it fills in the form about a reply, honestly, obediently or badly.

Each takes the numbered sentences as they stand in the question, and returns the form.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from negotiations.domain.reading import acts
from negotiations.domain.reading.opinions.opinion import Judged, Opinion
from negotiations.domain.reading.reader import OfferSeen, Parsed, Reading, concluded, parse
from tests.labelled_replies import Labelled

Form = dict[str, Any]
_CALM = (acts.COURTESY, acts.LOGISTICS)


def lines_of(content: str) -> list[str]:
    """Return the numbered sentences of a question."""
    reply = content.partition("<reply>\n")[2].rpartition("\n</reply>")[0]
    return [line.partition("] ")[2] for line in reply.split("\n") if line]


def offer_in(content: str) -> OfferSeen | None:
    """Return our standing offer as the question names it."""
    offer = re.search(r"<our_standing_offer>([\d.]+) (\w+) for (.*)</our", content)
    return OfferSeen(Decimal(offer[1]), offer[2], offer[3]) if offer else None


def form_of(
    lines: Sequence[str],
    classes: Sequence[str],
    *,
    ask: int = 0,
    asked: str = "",
    flags: Sequence[tuple[str, str]] = (),
    confidence: float = 0.95,
) -> Form:
    """Return the form with one act a sentence; `ask` is the number of the one that asks `asked`."""
    numbered = enumerate(zip(classes, lines, strict=True), start=1)
    return {
        "sentences": [{"number": n, "act": act, "quote": line} for n, (act, line) in numbered],
        "ask": {"number": ask, "quote": asked or lines[ask - 1]} if ask else None,
        "flags": [{"name": name, "quote": quote} for name, quote in flags],
        "confidence": confidence,
        "summary": "What they say.",
    }


def as_our_rules_read(lines: Sequence[str], offer: OfferSeen | None) -> Form:
    """Agree with our own rules about every sentence and about the whole."""
    parsed = parsed_of(lines, offer)
    found = concluded(parsed)
    classes = _classes(lines, parsed)
    if _intent(classes) != found.intent:
        classes = _towards(found, classes, lines)
    ask, asked = _place_of(found.total, lines, parsed)
    return form_of(lines, classes, ask=ask, asked=asked)


def truthful(row: Labelled, lines: Sequence[str], offer: OfferSeen | None) -> Form:
    """Say what the label says: a class for every sentence that leads to the best outcome."""
    parsed = parsed_of(lines, offer)
    what, _, figure = re.sub("[@:]", " ", row.any_of[0]).partition(" ")
    classes = _classes(lines, parsed)
    ask, asked = _place_of(Decimal(figure) if figure else None, lines, parsed)
    main = ask or _longest(lines)
    if what == "agree" and not figure:
        return form_of(lines, _agreeing(classes, main))
    if figure:
        return form_of(lines, _with(classes, main, acts.ASK, acts.CONDITION), ask=ask, asked=asked)
    wanted = {
        "counter": acts.CHANGE,
        "answer": acts.QUESTION,
        "reject": acts.REFUSAL,
        "stop": acts.OPT_OUT,
    }
    return form_of(lines, _with(classes, main, wanted.get(what, acts.UNKNOWN), acts.UNKNOWN))


def puppet(act: str, lines: Sequence[str], rng: random.Random) -> Form:
    """Call every sentence the same, whatever it says, and point at any amount."""
    ask = rng.randrange(len(lines)) + 1 if act == acts.ASK else 0
    return form_of(lines, [act] * len(lines), ask=ask, confidence=1.0)


def misread(form: Form, rate: float, rng: random.Random) -> Form:
    """Change each sentence's act to another with this chance."""
    others = [act for act in acts.CLASSES]
    sentences = [
        {**one, "act": rng.choice(others)} if rng.random() < rate else one
        for one in form["sentences"]
    ]
    return {**form, "sentences": sentences}


def on_the_wire(
    head: Callable[[Sequence[str], OfferSeen | None], Form],
) -> Callable[[Mapping[str, Any]], Form]:
    """Return a head that takes a question as it arrives."""

    def reading(body: Mapping[str, Any]) -> Form:
        content = str(body["messages"][0]["content"])
        return head(lines_of(content), offer_in(content))

    return reading


honest_reading = on_the_wire(as_our_rules_read)


def parsed_of(lines: Sequence[str], offer: OfferSeen | None) -> Parsed:
    """Take the reply apart again, as well as its numbered sentences allow."""
    return parse(subject="", body="\n".join(lines), our_last_offer=offer)


def _classes(lines: Sequence[str], parsed: Parsed) -> list[str]:
    """Return our rules' act of every numbered sentence; the furthest from a yes where several."""
    order = [acts.COURTESY, acts.LOGISTICS, acts.ACCEPTANCE, acts.QUESTION]
    found: list[str] = []
    start = 0
    for line in lines:
        end = start + len(line)
        inside = [
            s.act for s in parsed.heard.said if start <= s.sentence.start < max(end, start + 1)
        ]
        rank = {act: order.index(act) if act in order else len(order) for act in inside}
        found.append(max(inside, key=rank.__getitem__) if inside else acts.COURTESY)
        start = end + 1
    return found


def _intent(classes: Sequence[str]) -> str:
    judged = tuple(Judged(n, act, "x") for n, act in enumerate(classes, start=1))
    return Opinion(judged, Decimal(1)).intent


def _place_of(total: Decimal | None, lines: Sequence[str], parsed: Parsed) -> tuple[int, str]:
    """Return the number of the sentence where an amount stands, and its words; 0 for none."""
    span = next((s for s in parsed.spans if s.upper == total), None)
    place = span.start if span else -1
    for number, line in enumerate(lines, start=1):
        if span and 0 <= place <= len(line):
            return number, span.text
        place -= len(line) + 1
    return 0, ""


def _longest(lines: Sequence[str]) -> int:
    return max(range(1, len(lines) + 1), key=lambda number: len(lines[number - 1]))


def _towards(found: Reading, classes: list[str], lines: Sequence[str]) -> list[str]:
    """Bend the classes so that they come to what our rules conclude for other reasons."""
    main = _longest(lines)
    if found.intent == "accept":
        return _agreeing(classes, main)
    wanted = {"counter": acts.CHANGE, "reject": acts.REFUSAL, "question": acts.OPEN_QUESTION}
    act = wanted.get(found.intent, acts.UNKNOWN)
    return _with(classes, main, act, acts.COURTESY)


def _agreeing(classes: Sequence[str], main: int) -> list[str]:
    harmless = (acts.ACCEPTANCE, *_CALM, acts.QUESTION)
    has_yes = acts.ACCEPTANCE in classes
    found = [act if act in harmless else "" for act in classes]
    if not has_yes:
        place = found.index("") if "" in found else main - 1
        found[place] = acts.ACCEPTANCE
    return [act or acts.COURTESY for act in found]


def _with(classes: Sequence[str], main: int, act: str, for_a_yes: str) -> list[str]:
    """Give the main sentence its act; what else is calm stays, and no yes is left."""
    found = [one if one in (*_CALM, acts.QUESTION) else for_a_yes for one in classes]
    found[main - 1] = act
    if act == acts.REFUSAL:
        found = [one if one == act else acts.COURTESY for one in found]
    return found
