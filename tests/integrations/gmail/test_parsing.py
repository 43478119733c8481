"""The public face of the mail reader: whole mails in, facts out."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.gmail.parsing import classify_mail, latest_reply, parse_message, plain_text

KINDS = {
    "bounce",
    "auto_reply",
    "feedback_report",
    "delivery_receipt",
    "bulk",
    "unsubscribe",
    "human",
}
OUR_OFFER = "On Mon, Nov 16, 2026 at 9:02 AM Dana <dana@house.test> wrote:\n> - Rate: $800.00\n"


def mail(body: str = "Hello", html: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = headers.pop("From", "Mia Bell <Mia@Creator.test>")
    message["To"] = "Dana <dana@house.test>"
    message["Subject"] = headers.pop("Subject", "Re: Campaign")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_a_mail_is_taken_apart() -> None:
    raw = mail(
        f"I can do $950.\n\n{OUR_OFFER}",
        Message_ID="<b@creator.test>",
        In_Reply_To="<a@house.test>",
        References="<first@house.test> <a@house.test>",
        Date="Tue, 17 Nov 2026 10:00:00 +0200",
        Cc="Ann <ann@agency.test>, BOB@agency.test",
        Reply_To="bookings@creator.test",
    )
    parsed = parse_message(raw)
    assert parsed.from_name == "Mia Bell"
    assert parsed.from_address == "mia@creator.test"
    assert parsed.reply_to == "bookings@creator.test"
    assert parsed.to == ("dana@house.test",)
    assert parsed.cc == ("ann@agency.test", "bob@agency.test")
    assert parsed.message_id == "<b@creator.test>"
    assert parsed.in_reply_to == "<a@house.test>"
    assert parsed.references == ("<first@house.test>", "<a@house.test>")
    assert parsed.date == datetime(2026, 11, 17, 8, 0, tzinfo=UTC)
    assert parsed.new_text == "I can do $950."
    assert "$800.00" in parsed.text
    assert parsed.kind == "human"
    assert parsed.bounced_addresses == ()


def test_encoded_names_with_a_comma_stay_one_sender() -> None:
    raw = b"From: =?utf-8?Q?Bell=2C_Mi=C3=A1?= <mia@creator.test>\n\nHello"
    parsed = parse_message(raw)
    assert (parsed.from_name, parsed.from_address) == ("Bell, Miá", "mia@creator.test")


def test_unencoded_letters_in_headers_are_read() -> None:
    raw = "From: Miá <mia@creator.test>\nSubject: Größe\n\nHello".encode()
    parsed = parse_message(raw)
    assert (parsed.from_name, parsed.subject) == ("Miá", "Größe")


def test_attachments_are_named_and_not_read() -> None:
    message = EmailMessage()
    message["From"] = "mia@creator.test"
    message.set_content("Rates attached.")
    message.add_attachment("Reel: $5,000", filename="rätes.txt")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="kit.pdf")
    parsed = parse_message(message.as_bytes())
    assert parsed.attachments == ("rätes.txt", "kit.pdf")
    assert parsed.text == "Rates attached."


def test_our_own_key_is_read_and_never_taken_for_a_person() -> None:
    parsed = parse_message(mail(X_Parley_Key="abc-123"))
    assert parsed.own_key == "abc-123"
    assert parsed.kind != "human"


@pytest.mark.parametrize(
    ("charset", "words"),
    [("iso-8859-1", "Größe 900"), ("shift_jis", "報酬は5万円"),
     ("gb2312", "价格三千"), ("windows-1251", "Цена 500"), ("euc-kr", "가격은 50만원")],
)  # fmt: skip
def test_any_charset_is_read(charset: str, words: str) -> None:
    head = f"From: a@b.test\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
    assert plain_text(head.encode() + words.encode(charset)) == words


def test_an_unknown_or_wrong_charset_still_gives_words() -> None:
    head = b"From: a@b.test\r\nContent-Type: text/plain; charset=made-up-9\r\n\r\n"
    assert plain_text(head + "café $500".encode()) == "café $500"
    assert "$500" in plain_text(head.replace(b"made-up-9", b"utf-8") + b"caf\xe9 $500")


def test_html_only_mail_is_read() -> None:
    raw = b"From: a@b.test\r\nContent-Type: text/html\r\n\r\n<p>My rate is <b>$900</b></p>"
    assert plain_text(raw) == "My rate is $900"


def test_a_stub_which_points_at_the_html_part_is_passed_over() -> None:
    raw = mail("This is an HTML email, please view it in an HTML reader.", "<p>I want $900</p>")
    assert parse_message(raw).new_text == "I want $900"


def test_the_html_frames_end_the_reply_where_the_plain_part_shows_no_mark() -> None:
    text = "Deal at $900.\n\nWould you take $700 for one reel?"
    html = (
        "<div>Deal at $900.</div><div id='appendonsend'></div><hr>"
        "<div id='divRplyFwdMsg'>Would you take $700 for one reel?</div>"
    )
    assert latest_reply(text, html) == "Deal at $900."


def test_answers_between_quoted_html_pieces_are_kept() -> None:
    html = (
        "<div>Hi!</div><div class='gmail_quote'><div class='gmail_attr'>"
        "On Mon, Nov 16, 2026 Dana &lt;dana@house.test&gt; wrote:</div>"
        "<blockquote class='gmail_quote'>Your rate?</blockquote><div>$900 a reel</div>"
        "<blockquote class='gmail_quote'>Your dates?</blockquote><div>In May</div></div>"
    )
    assert latest_reply("", html).split() == ["Hi!", "$900", "a", "reel", "In", "May"]


HIDDEN = [
    '<div style="display: none">SECRET</div>',
    '<span style="font-size:0px;">SECRET</span>',
    '<span style="visibility:hidden">SECRET</span>',
    '<p style="color:#FFFFFF">SECRET</p>',
    '<p style="opacity: 0">SECRET</p>',
    '<p style="position:absolute; left:-9999px">SECRET</p>',
    "<p hidden>SECRET</p>",
    "<!-- SECRET -->",
    "<script>SECRET</script>",
    "<title>SECRET</title>",
    "<style>.gone{display:none}</style><p class='gone'>SECRET</p>",
    "<template>SECRET</template>",
]


@pytest.mark.parametrize("fragment", HIDDEN)
def test_hidden_html_is_not_read(fragment: str) -> None:
    html = f"<html><body><p>My rate is $900</p>{fragment}<p>Bye</p></body></html>"
    assert "SECRET" not in latest_reply("", html)
    raw = b"From: a@b.test\r\nContent-Type: text/html\r\n\r\n" + html.encode()
    assert plain_text(raw).split() == ["My", "rate", "is", "$900", "Bye"]


def test_small_but_visible_type_is_read() -> None:
    html = '<p style="font-size:0.9em;line-height:0">Usage is $100 more</p>'
    assert latest_reply("", html) == "Usage is $100 more"


def test_white_words_on_a_dark_ground_are_read() -> None:
    html = '<div style="background-color:#123456"><p style="color:#fff">$900</p></div>'
    assert latest_reply("", html) == "$900"


HOSTILE = {
    "nothing": b"",
    "no headers": b"\n\nhello",
    "open tags": b"Content-Type: text/html\n\n" + b"<div>" * 60_000,
    "open comments": b"Content-Type: text/html\n\n" + b"<!--" * 90_000,
    "open angle": b"Content-Type: text/html\n\n" + b"<" * 400_000,
    "media rules": b"Content-Type: text/html\n\n<style>@media x{" + b"a{} " * 12_000,
    "open style": b"Content-Type: text/html\n\n<style>" + b"a" * 300_000,
    "quotes": b"\n\n" + b">" * 200_000,
    "quote lines": b"\n\n" + b"> a\nOn Mon 2026 a@b.c wrote:\n" * 8_000,
    "rules": b"\n\nhi\n" + b"______\n" * 20_000 + b"$5",
    "date lines": b"\n\n" + b"On 12/12/2026 at 10:00 x\n" * 8_000,
    "header lines": b"\n\n" + b"hi\nTo: x\nCc: y\n" * 8_000,
    "blank header": b"Subject: a" + b" " * 300_000 + b"b\n\nhello",
    "encoded header": b"Subject: " + b"=?a?q?" * 50_000 + b"\n\nhello",
    "brackets": b"From: " + b"(" * 50_000 + b"\n\nhello",
    "flowed": b"Content-Type: text/plain; format=flowed\n\n" + b"word \n" * 150_000,
    "boundaries": b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000)
    ),
    "bounce words": b"From: mailer-daemon@x.y\nSubject: failure notice\n\n"
    + b"<a@b.c>: 550\n" * 20_000,
    "one line": b"\n\n" + b"please unsubscribe my followers " * 40_000,
    "bad transfer": b"Content-Transfer-Encoding: base64\n\n!!!!=" * 500,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_answered_and_cut_to_size(name: str) -> None:
    parsed = parse_message(HOSTILE[name])
    assert parsed.kind in KINDS
    assert len(parsed.text) <= 300_000


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_no_bytes_make_the_reader_raise(raw: bytes) -> None:
    assert classify_mail(raw) in KINDS
    assert isinstance(plain_text(raw), str)
    assert parse_message(raw).kind == classify_mail(raw)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["From", "To", "Date", "Subject", "Content-Type", "Content-Disposition",
                     "Content-Transfer-Encoding", "References", "Return-Path"]),
    st.binary(max_size=80),
)  # fmt: skip
def test_no_header_value_makes_the_reader_raise(name: str, value: bytes) -> None:
    raw = b"From: a@b.test\n" + name.encode() + b": " + value + b"\n\nMy rate is $5\n"
    assert parse_message(raw).kind in KINDS


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.none() | st.text(max_size=300))
def test_no_text_makes_the_cutter_raise(text: str, html: str | None) -> None:
    assert isinstance(latest_reply(text, html), str)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["I can do $950", "2 reels", "Thanks!", "", "In May"]), max_size=8))
def test_a_reply_without_marks_is_kept_whole(lines: list[str]) -> None:
    text = "\n".join(["Hello Dana,", *lines, "speak soon"])
    assert latest_reply(text).split() == text.split()
    assert latest_reply(f"{text}\n\n{OUR_OFFER}").split() == text.split()
