"""Bytes of any label become the letters their writer saw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.gmail.parsing import parse_message, plain_text
from integrations.gmail.text.charsets import clean, decoded

HEAD = "From: Mia <mia@lark.example>\nSubject: {}\nContent-Type: {}\n\n"


def mail(kind: str, body: bytes, subject: str = "Reel") -> bytes:
    return HEAD.format(subject, kind).encode() + body


@pytest.mark.parametrize(
    "label",
    ["iso-8859-1", "ISO_8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "iso-8859-15", "",
     "utf-8", "unknown-8bit", "x-made-up", "iso-8859-9"],
)  # fmt: skip
def test_the_windows_euro_is_never_lost(label: str) -> None:
    assert decoded(b"Deal, \x801,250 \x96 fine", label) == "Deal, €1,250 – fine"


@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "", "utf-8", "windows-1251", "junk"])
def test_utf_8_under_a_wrong_label_is_read_as_utf_8(label: str) -> None:
    assert decoded("Mein Preis: 1.200 € für zwei 🎉".encode(), label) == (
        "Mein Preis: 1.200 € für zwei 🎉"
    )


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        ("報價 1600".encode("gbk"), "gb2312", "報價 1600"),
        ("料金は①です".encode("cp932"), "shift_jis", "料金は①です"),
        ("제 요금은 똠".encode("cp949"), "ks_c_5601-1987", "제 요금은 똠"),
        ("מחיר 1600".encode("iso-8859-8"), "iso-8859-8-i", "מחיר 1600"),
        ("цена 1600".encode("koi8-r"), "koi8-r", "цена 1600"),
        ("ücret ₺1600".encode(), "iso-8859-9", "ücret ₺1600"),
        ("hi €5".encode("utf-16"), "utf-8", "hi €5"),
        (b"\xef\xbb\xbfhi", "us-ascii", "hi"),
        (b"rate \\u20ac900", "unicode_escape", "rate \\u20ac900"),
        # One broken byte spoils no other letter.
        ("für 900 € ".encode() + b"\x80", "utf-8", "für 900 € €"),
        ("цена ".encode() + b"\xed\xa0\xbd\xed\xb8\x80", "utf-8", "цена 😀"),
    ],
)
def test_each_label_is_read_as_mail_programs_read_it(data: bytes, label: str, text: str) -> None:
    assert decoded(data, label) == text


def test_an_html_part_may_name_its_letters_itself() -> None:
    body = '<html><head><meta charset="windows-1251"></head><p>цена 1600</p></html>'
    assert plain_text(mail("text/html", body.encode("cp1251"))) == "цена 1600"


def test_a_windows_euro_written_as_an_entity_is_a_euro() -> None:
    assert plain_text(mail("text/html", b"<p>Works, 1.200&#128; for all</p>")).endswith(
        "1.200€ for all"
    )


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "utf-7", "gbk", "ascii", "utf-16", "x"]))
def test_any_bytes_become_text_a_row_takes(data: bytes, label: str) -> None:
    text = decoded(data, label)
    assert "\x00" not in text
    text.encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=50))
def test_clean_text_loses_only_what_no_row_takes(text: str) -> None:
    kept = "".join(c for c in text if c != "\x00" and not 0x80 <= ord(c) < 0xA0)
    assert clean(kept) == kept
    clean(text + "\x00\ud83d").encode("utf-8")


@pytest.mark.parametrize(
    "raw",
    [
        mail("text/plain; charset=utf-8", b"rate\x00 900"),
        mail("text/plain; charset=utf-7", b"rate +2D0- 900"),
        mail("text/html; charset=utf-7", b"+ADw-p+AD4-rate +2D0- 900+ADw-/p+AD4-"),
        mail("text/plain", b"rate 900", "Re: =?utf-7?Q?Re+2D0-x?= \x00"),
        mail("text/plain", b"rate 900").replace(b"Mia <", b"=?utf-7?Q?Mi+2D0-a?= <"),
    ],
)
def test_no_field_of_a_mail_holds_what_no_row_takes(raw: bytes) -> None:
    parsed = parse_message(raw)
    assert "900" in parsed.new_text
    for value in vars(parsed).values():
        assert "\x00" not in repr(value)
        str(value).encode("utf-8")
