"""Which negotiation somebody means by what they type."""

import pytest

from campaigns.models import InfluencerIdentity
from negotiations.models import Thread
from negotiations.queries.finding import threads_named
from tests.negotiations.rows import campaign_of, thread_in


@pytest.fixture
def mia(db: None) -> Thread:
    thread = thread_in("awaiting_reply")
    thread.influencer.name, thread.influencer.email = "Mia Lark", "mia@lark.example"
    thread.influencer.save()
    thread.influencer.contacts.update(email="manager@agency.example")
    InfluencerIdentity.objects.create(
        influencer=thread.influencer, platform="instagram", handle="mialark"
    )
    other = thread_in("awaiting_reply")
    other.influencer.name = "Leo Park"
    other.influencer.save()
    return thread


@pytest.mark.parametrize(
    "words",
    [
        "Mia Lark",
        "  mia ",
        "MIA@LARK.EXAMPLE",
        "manager@agency.example",
        "<mailto:mia@lark.example|mia@lark.example>",
        "@mialark",
        "mialark",
        "{id}",
        "#{id}",
        "thread:{id}",
        "https://parley.house.example/admin/negotiations/thread/{id}/change/",
        "<https://parley.house.example/admin/negotiations/thread/{id}/change/|here>",
    ],
)
def test_a_thread_is_found_by_what_people_call_it(mia: Thread, words: str) -> None:
    assert threads_named(words.format(id=mia.pk)) == [mia]


@pytest.mark.parametrize("words", ["", "  ", "nobody", "999999999", "a@b.example", "%", "@"])
def test_what_means_nothing_finds_nothing(mia: Thread, words: str) -> None:
    assert threads_named(words) == []


def test_an_exact_name_beats_one_that_contains_it(mia: Thread) -> None:
    longer = thread_in("awaiting_reply")
    longer.influencer.name = "Mia Larkin"
    longer.influencer.save()
    assert threads_named("mia lark") == [mia]
    assert set(threads_named("mia")) == {mia, longer}


def test_open_negotiations_hide_finished_ones_of_the_same_person(mia: Thread) -> None:
    Thread.objects.filter(pk=mia.pk).update(state="rejected")
    assert threads_named("mia lark") == [mia], "the only one there is"
    again = thread_in("awaiting_reply", campaign_of(name="Autumn"))
    Thread.objects.filter(pk=again.pk).update(influencer=mia.influencer)
    assert threads_named("mia lark") == [again]
