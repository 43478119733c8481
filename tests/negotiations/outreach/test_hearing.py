"""What a first answer holds and does not hold: check 42."""

from negotiations.models import Thread
from tests.negotiations.outreach.conftest import CycleHouse, perfect


def test_42_our_own_words_quoted_under_a_yes_are_no_ask(cycle: CycleHouse) -> None:
    cycle.limits()
    cycle.imported(cycle.campaign(), perfect(1))
    cycle.day()
    cycle.reply(
        "Sounds good!\n\nOn Mon, 2 Mar 2026 at 17:00, Alex <partnerships@parley.example> wrote:\n"
        "> We paid 1,200 USD per reel last time.\n> Would that work for you?",
        sender="mia1@gmail.com",
        push=False,
    )
    cycle.poll()
    thread = Thread.objects.get()
    assert cycle.approach().reply_intent == "interested"
    assert (thread.ask_amount, thread.offers.count()) == (None, 0)
