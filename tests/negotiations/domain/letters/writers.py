"""What made-up people write in a negotiation, what they ask, and what staff know."""

import random
from collections.abc import Iterator

from negotiations.domain.letters.faq import entries_of

# What people ask, and the words that any true answer to it holds.
QUESTIONS = {
    "When would it go live?": "Content goes live: 1 December 2026",
    "How do you pay?": "Net 30",
    "Do you need exclusivity?": "xclusivity",
    "Is there a brief?": "The brief and the guidelines follow",
    "What usage rights do you want?": "paid usage for",
    "Who approves the content?": "approv",
    "Which brand is this for?": "This is for Glow Labs",
    "How many rounds of edits do you expect?": "revisions",
    "Do you need the raw footage?": "raw footage",
    "Will you send a film crew?": "No crew of ours comes along; the filming is yours.",
    "Do you ship the product to Canada?": "Yes, it ships to Canada at no cost to you.",
    "Can I film it at home?": "Yes, at home is fine.",
    "Who owns the props afterwards?": "The props are yours to keep.",
}
# What staff wrote down; the rest a person puts into the draft.
PAGE = entries_of(
    "## Do you send a film crew?\n> No crew of ours comes along; the filming is yours.\n"
    "## Do you ship the product to Canada?\n> Yes, it ships to Canada at no cost to you.\n"
)
BY_HAND = entries_of(
    "## Can I film it at home?\n> Yes, at home is fine.\n"
    "## Who owns the props afterwards?\n> The props are yours to keep.\n"
    "## Who approves the content?\n> Nobody has to approve the content beforehand.\n"
    "## How many rounds of edits do you expect?\n> We expect no revisions.\n"
)
ASKS = (
    "My rate for this is ${ask}.",
    "Thanks for coming back to me! For this package I'd need ${ask}.",
    "Hi, thank you for the details. My rate for the whole package is ${ask}.",
    "I'd love to do this. My fee for it is ${ask}.",
)
YES = ("Yes, that works for me.", "Sounds good, let's do it!", "I accept your offer, thank you!")
NO = ("Thank you, but this is not for me.", "I'm afraid I'll have to pass on this one.")


def their_mails(number: int) -> Iterator[str]:
    """Yield what a made-up person writes: questions, asks that come down, an end.

    Nobody asks the same thing twice.
    """
    chance = random.Random(number * 7 + 1)
    ask, most = chance.randrange(1200, 2400, 50), chance.choice((0, 40, 300))
    open_ones = chance.sample(list(QUESTIONS), len(QUESTIONS))
    for turn in range(9):
        many = min(chance.choice((0, 0, 1, 2, 4)), len(open_ones))
        questions = [open_ones.pop() for _ in range(many)]
        kind = chance.choice(("ask", "ask", "ask", "question", "yes" if turn else "ask", "no"))
        if kind == "question" and questions:
            yield " ".join(questions)
        elif kind == "yes":
            yield chance.choice(YES)
        elif kind == "no" and turn > 1:
            yield chance.choice(NO)
        else:
            yield " ".join((chance.choice(ASKS).format(ask=f"{ask:,}"), *questions))
            ask = max(1000, ask - chance.randint(0, most))
