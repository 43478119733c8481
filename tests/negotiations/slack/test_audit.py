"""The filters of /audit as people type them."""

from datetime import timedelta

import pytest

from audit.queries import Filters
from negotiations.slack.audit import BadFilter, filters_of
from tests.negotiations.rows import NOW, campaign_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("", Filters(), id="nothing: everything"),
        pytest.param("mia lark", Filters(influencer="mia lark"), id="bare words: influencer"),
        pytest.param(
            "influencer: Mia Lark event_type: email_sent",
            Filters(influencer="Mia Lark", action="email_sent"),
            id="a value runs to the next key",
        ),
        pytest.param(
            "last: 7d influencer:mia",
            Filters(influencer="mia", since=NOW - timedelta(days=7)),
            id="a duration",
        ),
        pytest.param(
            "THREAD: 12 actor: ana", Filters(thread_id=12, actor="ana"), id="any case of a key"
        ),
        pytest.param("re: mia", Filters(influencer="re: mia"), id="no key of ours"),
    ],
)
def test_filters_are_read_as_typed(words: str, expected: Filters) -> None:
    assert filters_of(words, now=NOW) == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("event_type: dancing", "dancing"),
        ("last: soon", "soon"),
        ("last: 99999d", "99999d"),
        ("thread: ٣", "number"),
        ("thread: 1e9", "number"),
        ("foo: bar", "no key “foo:”; I know influencer, campaign, last"),
        ("influencer: mia until: yesterday", "no key “until:”"),
        ("mia event-type: email_sent", "no key “event-type:”"),
    ],
)
def test_a_filter_nobody_can_follow_is_named(words: str, said: str) -> None:
    with pytest.raises(BadFilter, match=said):
        filters_of(words, now=NOW.replace(year=200))


def test_a_campaign_is_meant_by_id_external_id_or_part_of_its_name(db: None) -> None:
    spring = campaign_of(name="Spring launch", external_id="86task1")
    autumn = campaign_of(name="Autumn launch")
    for word in (str(spring.pk), "86task1", "spring"):
        assert filters_of(f"campaign: {word}", now=NOW).campaign_ids == (spring.pk,)
    both = filters_of("campaign: launch", now=NOW).campaign_ids
    assert both is not None and set(both) == {spring.pk, autumn.pk}
    with pytest.raises(BadFilter):
        filters_of("campaign: winter", now=NOW)
