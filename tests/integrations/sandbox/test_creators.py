"""The mails simulated creators send: shape, words, and that a story can be replayed."""

import random
import re
import string
from decimal import Decimal

import pytest

from integrations.gmail.machines.opt_out import asks_to_stop
from integrations.gmail.parsing import latest_reply
from integrations.sandbox.creators import TranscriptLine, answer
from integrations.sandbox.people import PERSONAS
from integrations.sandbox.phrases import NEW_SUBJECTS, WORDINGS, money_words
from tests.integrations.sandbox.buyer import SUBJECT, offer_mail, rising, someone, story


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_story_replays_exactly(persona: str) -> None:
    creator = someone(persona)
    mails = rising(creator, "0.8", "1.4", 5)
    assert story(creator, mails) == story(someone(persona), mails)


def test_other_seeds_tell_other_stories() -> None:
    texts = {story(someone("linear", seed=s), [offer_mail("100")])[0][0].text for s in range(12)}
    assert len(texts) > 8


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("seed", range(6))
def test_no_mail_names_the_lowest_price(persona: str, seed: int) -> None:
    creator = someone(persona, seed=seed)
    mails = rising(creator, "0.55", "1.33", 6)
    written = [reply.text for replies in story(creator, mails) for reply in replies]
    own = "\n".join(text.split("\nOn ")[0] for text in written)
    plain = f"{creator.reservation:.2f}"
    grouped = f"{creator.reservation:,.2f}"
    for form in {plain, grouped, plain.removesuffix(".00"), grouped.removesuffix(".00")}:
        assert not re.search(rf"(?<![\d.,]){re.escape(form)}(?![\d.,]\d)", own)


def test_nobody_writes_before_we_do() -> None:
    assert answer(someone("eager"), [], 0) == ()
    assert answer(someone("eager"), [TranscriptLine("in", "Hi", "hello")], 0) == ()


def test_our_mail_is_quoted_below_with_its_old_number() -> None:
    (reply,) = story(someone("linear"), [offer_mail("777.00")])[0]
    fresh, _, history = reply.text.partition("\nOn ")
    assert re.search(r"\d{4} at \d{1,2}:\d\d [AP]M .+<.+@.+>\s+wrote:", history)
    assert "> - Rate: $777.00" in history
    assert "- Rate:" not in fresh
    assert reply.subject == f"Re: {SUBJECT}"


@pytest.mark.parametrize("persona", PERSONAS)
def test_our_mail_reader_finds_the_new_words_and_nothing_of_ours(persona: str) -> None:
    for seed in range(8):
        creator = someone(persona, seed=seed)
        for reply in [r for told in story(creator, rising(creator, "0.7", "1.3", 6)) for r in told]:
            words = latest_reply(reply.text, reply.html)
            assert words and "- Rate:" not in words and "wrote:" not in words
            assert not asks_to_stop(words)


def test_some_mails_carry_html_and_some_do_not() -> None:
    replies = [story(someone("linear", seed=s), [offer_mail("777")])[0][0] for s in range(20)]
    pages = [reply.html for reply in replies if reply.html]
    assert 0 < len(pages) < len(replies)
    assert all('<blockquote class="gmail_quote"' in page for page in pages)


def test_markup_in_our_mail_is_escaped_in_the_html_part() -> None:
    lines = [TranscriptLine("out", SUBJECT, offer_mail("777", "<script>x</script>"))]
    pages = [r.html or "" for s in range(20) for r in answer(someone("linear", seed=s), lines, 0)]
    assert any("&lt;script&gt;" in page for page in pages)
    assert not any("<script>" in page for page in pages)


def test_a_manager_answers_from_the_agency_with_the_creator_in_copy() -> None:
    creator = someone("manager")
    (reply,) = story(creator, [offer_mail("100")])[0]
    assert reply.from_address == creator.manager_email != creator.email
    assert reply.from_address.endswith(".example")
    assert reply.cc == (creator.email,)
    assert "Talent Manager, " in reply.text


def test_the_wrong_thread_is_new_once_and_quotes_nothing() -> None:
    creator = someone("wrong_thread")
    first, second = story(creator, [offer_mail("100"), offer_mail("110")])
    names = [s.format(name=creator.name, platform=creator.platform) for s in NEW_SUBJECTS]
    assert first[0].new_thread and first[0].subject in names
    assert "wrote:" not in first[0].text
    assert not second[0].new_thread and second[0].subject.startswith("Re: ")


def test_ghosts_take_longer_than_everybody_else() -> None:
    delays: dict[bool, list[int]] = {True: [], False: []}
    for persona in PERSONAS:
        for seed in range(8):
            for replies in story(someone(persona, seed=seed), [offer_mail("100")] * 2):
                delays[persona == "ghost"] += [reply.delay_seconds for reply in replies]
    assert min(delays[False]) >= 2 and max(delays[False]) <= 25
    assert min(delays[True]) > 25


def test_the_words_of_a_creator_do_not_reach_the_next_persons_dice() -> None:
    random.seed(1)
    before = story(someone("linear"), [offer_mail("100")])
    random.seed(2)
    assert story(someone("linear"), [offer_mail("100")]) == before


@pytest.mark.parametrize("kind", WORDINGS)
def test_every_kind_has_six_wordings_with_known_places_only(kind: str) -> None:
    wordings = WORDINGS[kind]
    assert len(set(wordings)) >= 6
    for words in wordings:
        names = {name for _, name, _, _ in string.Formatter().parse(words) if name}
        assert names <= {"ask", "offer", "name", "first", "platform"}
        needs_price = kind.endswith(("ask", "counter", "counter_again", "protest"))
        assert not needs_price or "ask" in names


def test_money_is_written_in_many_ways_that_keep_the_amount() -> None:
    rng = random.Random(3)
    forms = {money_words(Decimal("1250"), "USD", rng) for _ in range(200)}
    assert {"$1,250", "$1250", "1250 USD", "1,250 USD", "USD 1,250", "1.25k", "$1.25k"} == forms
    odd = {money_words(Decimal("1234.56"), "SEK", rng) for _ in range(50)}
    assert odd == {"1234.56 SEK", "1,234.56 SEK", "SEK 1,234.56"}
