"""Any bytes at all are read without an exception, in bounded size: fuzzed and bent mails."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.gmail.mime import LARGEST_MAIL, LONGEST_PLAIN
from integrations.gmail.parsing import classify_mail, latest_reply, parse_message, plain_text
from tests.benchmarks._mails import auto_replies, machines
from tests.benchmarks.mail_clients import FILES, mails, wrong

KINDS = {
    "bounce", "auto_reply", "feedback_report", "delivery_receipt", "bulk", "unsubscribe", "human",
}  # fmt: skip
NESTED = (
    b"From: a@b.example\nMIME-Version: 1.0\nSubject: =?utf-8?B?w6TDtsO8?=\n"
    b'Content-Type: multipart/mixed; boundary="x"\n\n--x\n'
    b'Content-Type: multipart/alternative; boundary="y"\n\n--y\n'
    b"Content-Type: text/plain; charset=iso-2022-jp; format=flowed\n"
    b"Content-Transfer-Encoding: base64\n\nGyRCJCIbKEI=\n--y\n"
    b"Content-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"<div style=3D'display:none'>no</div><p>yes =E2=82=AC900</p>\n--y--\n--x\n"
    b"Content-Type: message/rfc822\n\nFrom: c@d.example\n\nold\n--x\n"
    b"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; q@z\nAction: failed\n"
    b"Status: 5.1.1\n--x\nContent-Disposition: attachment; filename*=utf-8''r%C3%A4te.pdf\n\n%\n"
    b"--x--\n"
)
PIECES = (
    b"\n", b"\r\n\r\n", b"\x00", b"\xff\xfe", b"--x\n", b"--y--\n", b"=?utf-7?Q?+AGE-?=",
    b"=?x?B?=",
    b"Content-Type: multipart/mixed; boundary=\"\"\n", b"Content-Transfer-Encoding: x-uuencode\n",
    b"charset=no-such", b"<" * 40, b"&#x110000;", b"<style>", b"<!--", b"> " * 30,
    b"\xed\xa0\x80",
    b"Content-Type: text/html; charset=utf-16\n", b"boundary=" * 3, b"=" * 70, b"To: <,;:@\"\n",
)  # fmt: skip
SAMPLES = (NESTED, *(m.raw for m in [*machines(), *auto_replies()][::7]))


def _read_all_ways(raw: bytes) -> None:
    parsed = parse_message(raw)
    assert classify_mail(raw) in KINDS
    assert len(plain_text(raw)) <= LONGEST_PLAIN
    assert len(parsed.new_text) <= LONGEST_PLAIN + 1
    assert all("\n" not in header for header in (parsed.subject, parsed.from_name, parsed.reply_to))


def _bent(raw: bytes, chance: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        what = chance.randrange(4)
        if what == 0:
            data[at:at] = chance.choice(PIECES)
        elif what == 1:
            del data[at : at + chance.randint(1, 60)]
        elif what == 2 and at < len(data):
            data[at] = chance.randrange(256)
        else:
            data[at:at] = data[chance.randrange(len(data) + 1) :][:200]
    return bytes(data)


@given(st.binary(max_size=600))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_mail(raw: bytes) -> None:
    _read_all_ways(raw)


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=40), max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_rubble_of_headers_and_parts_is_a_mail(pieces: list[bytes]) -> None:
    _read_all_ways(b"From: a@b.example\n" + b"".join(pieces))


@pytest.mark.parametrize("round_", range(3))
def test_mails_bent_at_random_places_are_read(round_: int) -> None:
    chance = random.Random(round_)
    for raw in SAMPLES * 3:
        _read_all_ways(_bent(raw, chance))


@pytest.mark.deep
def test_twenty_thousand_bent_mails_are_read() -> None:
    chance = random.Random(7)
    for _ in range(20_000):
        _read_all_ways(_bent(chance.choice(SAMPLES), chance))


@given(st.text(max_size=400), st.none() | st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_and_html_have_new_words(text: str, rich: str | None) -> None:
    assert isinstance(latest_reply(text, rich), str)


@pytest.mark.parametrize(
    "piece", [b"> ", b"<div>", b"On Mon, 5 May 2026 ", b"-- \n", b"From: a\n", b"a@b.c ", b"=?q?"],
    ids=lambda piece: piece.decode()[:8],
)  # fmt: skip
def test_a_huge_repetitive_mail_is_cut_to_size(piece: bytes) -> None:
    body = (piece * (LARGEST_MAIL // len(piece)))[: LARGEST_MAIL // 8]

    _read_all_ways(b"From: a@b.example\n\n" + body)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"Subject: =?utf-8?B?QUJDR?=", id="subject"),
        pytest.param(b'Content-Type: text/plain; charset="u\x00tf"; x="\xff"', id="charset"),
        pytest.param(b"From: =?utf-8?B?QUJDR?= <a@b.example>", id="sender"),
        pytest.param(b'Content-Type: a/b; name="=?utf-8?B?QUJDR?="', id="file_name"),
    ],
)
def test_a_broken_header_spoils_nothing_else(head: bytes) -> None:
    _read_all_ways(head + b"\n\nhello \xff")


def test_hidden_words_are_not_read() -> None:
    assert "no" not in plain_text(b"Content-Type: text/html\n\n<p style='display:none'>no</p>yes")


def test_history_of_known_programs_is_cut_exactly() -> None:
    total, missed = wrong(FILES["known programs"])

    assert total == 2 * len(list(mails(FILES["known programs"])))
    assert len(missed) / total <= 0.015


def test_history_of_programs_no_rule_was_made_for_is_cut_mostly() -> None:
    total, missed = wrong(FILES["fresh ones"])

    assert len(missed) / total <= 0.05
