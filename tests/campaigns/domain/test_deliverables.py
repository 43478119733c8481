"""Packages in free text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.deliverables import parse_deliverables

TYPES = {"instagram_post", "instagram_story", "instagram_reel", "tiktok_video", "tiktok_story"} | {
    "youtube_dedicated",
    "youtube_integration",
    "youtube_short",
}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (
            "2 Instagram Reels + 3 Stories + 1 TikTok",
            [("instagram_reel", 2), ("instagram_story", 3), ("tiktok_video", 1)],
        ),
        ("Instagram Reel and TikTok", [("instagram_reel", 1), ("tiktok_video", 1)]),
        ("Instagram Reel and IG Story", [("instagram_reel", 1), ("instagram_story", 1)]),
        ("2x IG Reels, one Tik Tok story", [("instagram_reel", 2), ("tiktok_story", 1)]),
        ("Reels x2 & story", [("instagram_reel", 2), ("instagram_story", 1)]),
        ("TikTok Video + 2 Stories", [("tiktok_video", 1), ("tiktok_story", 2)]),
        ("YT short\n- YouTube integration", [("youtube_short", 1), ("youtube_integration", 1)]),
        ("1 dedicated YouTube video", [("youtube_dedicated", 1)]),
        ("Instagram: 1 feed post, 1 Reel, 1 reel", [("instagram_post", 1), ("instagram_reel", 2)]),
    ],
)
def test_packages_are_typed(text: str, known: list[tuple[str, int]]) -> None:
    assert parse_deliverables(text) == (tuple(known), ())


@pytest.mark.parametrize(
    "piece",
    ["UGC Video", "Story", "YouTube video", "no Instagram Stories", "Reel or TikTok", "2-3 Reels"]
    + ["Instagram", "0 Reels", "5000 Reels", "Reel/Story", "TikTok Reel", "Reel (60 seconds)"],
)
def test_what_is_not_understood_is_left_over_whole(piece: str) -> None:
    assert parse_deliverables(piece) == ((), (piece,))


def test_leftovers_do_not_hide_their_neighbours() -> None:
    assert parse_deliverables("Instagram Reel and UGC Video") == (
        (("instagram_reel", 1),),
        ("UGC Video",),
    )


@given(st.text())
def test_any_text_gives_known_types_only(text: str) -> None:
    known, _ = parse_deliverables(text)
    assert {kind for kind, _ in known} <= TYPES
    assert all(quantity >= 1 for _, quantity in known)
