"""Of every mail the words a reader would see are read, in whatever parts they come."""

from typing import Any

import pytest

from integrations.gmail.parsing import parse_message

TOP = "From: Mia <mia@lark.example>\nSubject: Re: Reel\nContent-Type: {}\n\n{}"


def part(kind: str, content: str, head: str = "") -> str:
    return f"Content-Type: {kind}\n{head}\n{content}\n"


def multi(kind: str, *parts: Any, border: str = "b0") -> tuple[str, str]:
    body = "".join(f"--{border}\n{one}" for one in parts) + f"--{border}--\n"
    return f'multipart/{kind}; boundary="{border}"', body


def new_text(kind: str, body: str) -> str:
    return parse_message(TOP.format(kind, body).encode()).new_text


PLAIN = part("text/plain; charset=utf-8", "I'd want $1,600.")
PICTURE = part('image/png; name="a.png"', "iVBORw0KGgo=", "Content-Transfer-Encoding: base64\n")


@pytest.mark.parametrize(
    "stub",
    [
        "This message needs a program that shows HTML.",
        "Please open this mail in your browser.",
        "Diese Nachricht hat keinen Textteil.",
        "-",
    ],
)
def test_a_plain_part_that_says_something_else_gives_way_to_the_html_people_see(stub: str) -> None:
    body = multi(
        "alternative", part("text/plain", stub), part("text/html", "<p>I want $1,600.</p>")
    )
    assert new_text(*body) == "I want $1,600."


def test_a_plain_part_of_the_same_words_is_read() -> None:
    rich = part("text/html", "<p>I can do the <b>HTML banner</b> for $900</p>")
    plain = part("text/plain", "I can do the HTML banner for $900")
    assert new_text(*multi("alternative", plain, rich)) == "I can do the HTML banner for $900"


@pytest.mark.parametrize(
    "second",
    [
        part("text/plain", "But I would need $1,600."),
        part("text/html", "<div>But I would need $1,600.</div>"),
        part("text/markdown", "But I would need $1,600."),
        part("text/enriched", "But I would <bold>need $1,600</bold>."),
    ],
)
@pytest.mark.parametrize(
    "first", [part("text/plain", "Yes, great!"), part("text/html", "<p>Yes, great!</p>")]
)
def test_what_stands_below_a_picture_is_read_in_any_form(first: str, second: str) -> None:
    new = new_text(*multi("mixed", first, PICTURE, second))
    assert new.index("Yes, great!") < new.index("$1,600")


def test_an_alternative_may_itself_have_parts() -> None:
    kind, inner = multi(
        "related", part("text/html", "<p>I'd want $1,600.</p>"), PICTURE, border="b1"
    )
    assert new_text(*multi("alternative", PLAIN, part(kind, inner))) == "I'd want $1,600."


def test_a_file_of_text_is_no_part_of_the_words_unless_it_is_all_there_is() -> None:
    named = part('text/plain; name="rates.txt"', "Reel $5,000")
    attached = part("text/plain", "Reel $5,000", "Content-Disposition: attachment\n")
    amp = part("text/x-amp-html", "<html>old: $5,000</html>")
    assert new_text(*multi("mixed", PLAIN, named, attached, amp)) == "I'd want $1,600."
    assert new_text(*multi("mixed", named)) == "Reel $5,000"
