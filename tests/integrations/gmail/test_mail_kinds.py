"""Look-alikes, automatic answers and opt-outs of our own, each told for what it is."""

import pytest

from integrations.gmail.parsing import classify_mail
from tests.benchmarks._figures import interval
from tests.benchmarks._mails import auto_replies, fresh, machines, opt_outs, people
from tests.benchmarks.mail_kinds import told

RAW = "From: Mia <mia@creator.example>\nTo: tom@house.example\nSubject: {}\n{}\n\n{}\n"


def test_at_most_one_person_in_two_hundred_is_held_back() -> None:
    result = told(people())

    assert result.total >= 600
    assert result.right / result.total >= 0.995


def test_at_least_99_of_100_automatic_answers_are_kept_away() -> None:
    result = told(auto_replies(), exact=False)

    assert result.total >= 100
    assert result.right / result.total >= 0.99


def test_every_other_machine_is_kept_away() -> None:
    assert told(machines(), exact=False).wrong == ()


def test_at_least_99_of_100_opt_outs_are_recognised() -> None:
    result = told(opt_outs())

    assert result.total >= 100
    assert result.right / result.total >= 0.99


@pytest.mark.parametrize("label", ["human", "auto_reply", "unsubscribe"])
def test_mails_no_rule_was_tuned_on_stay_told_apart(label: str) -> None:
    result = told(fresh(label), exact=label != "auto_reply")

    assert result.right / result.total >= 0.9


@pytest.mark.parametrize(
    ("subject", "headers", "words", "kind"),
    [
        ("Out of office next week", "X-A: 1", "But yes, I accept the offer!", "human"),
        ("Out of office", "X-A: 1", "Back on Monday.", "auto_reply"),
        ("Re: Reel", "X-Auto-Response-Suppress: All", "My fee is $900.", "human"),
        ("Re: Reel", "X-Auto-Response-Suppress: All", "On holiday.", "auto_reply"),
        ("Re: Reel", "X-Auto-Response-Suppress: All", "Sounds nice.", "human"),
        ("Re: Reel", "List-Id: <x.example>\nIn-Reply-To: <1@house.example>", "Hi!", "human"),
        ("Our news", "List-Id: <x.example>", "Hi!", "bulk"),
        ("Re: [dev] x", "X-BeenThere: a@b.example\nIn-Reply-To: <1@a>", "Hi!", "bulk"),
        ("Re: unsubscribe", "X-A: 1", "I meant my other address, let us talk on.", "human"),
        ("Re: unsubscribe", "X-A: 1", "Please", "unsubscribe"),
    ],
    ids=lambda value: value[:24],
)
def test_words_about_the_deal_outweigh_the_smell_of_a_machine(
    subject: str, headers: str, words: str, kind: str
) -> None:
    assert classify_mail(RAW.format(subject, headers, words).encode()) == kind


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = interval(9, 10)

    assert (round(low, 4), round(high, 4)) == (0.5958, 0.9821)
