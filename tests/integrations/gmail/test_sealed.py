"""A mail whose words are wrapped is unwrapped, or says plainly why it cannot be read."""

import pytest

from integrations.gmail.parsing import ParsedMail, latest_reply, parse_message

TOP = "From: Mia <mia@lark.example>\nSubject: Re: Reel\nContent-Type: {}\n\n{}"
SIGNED = """-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

I need $1,600.
- - 1 reel and 1 story
-----BEGIN PGP SIGNATURE-----

iQIzBAEBCgAdFiEE1700
=QwEr
-----END PGP SIGNATURE-----
"""
ENCRYPTED = "-----BEGIN PGP MESSAGE-----\n\nhQEMA0deal1600yes\nok=\n-----END PGP MESSAGE-----\n"


def parsed(kind: str, body: str) -> ParsedMail:
    return parse_message(TOP.format(kind, body).encode())


def test_a_signed_text_is_its_words() -> None:
    assert latest_reply(SIGNED) == "I need $1,600.\n- 1 reel and 1 story"
    mail = parsed("text/plain", SIGNED)
    assert (mail.new_text, mail.unread_reason) == ("I need $1,600.\n- 1 reel and 1 story", "")
    assert "iQIz" not in mail.text


@pytest.mark.parametrize(
    ("kind", "body", "word"),
    [
        ("text/plain", ENCRYPTED, "encrypted"),
        ('multipart/encrypted; boundary="b"', f"--b\n\n{ENCRYPTED}--b--\n", "encrypted"),
        ('application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"', "MIAG", "S/MIME"),
        ('application/ms-tnef; name="winmail.dat"', "eJ8+", "winmail.dat"),
        ("text/calendar; method=REQUEST", "BEGIN:VCALENDAR\nEND:VCALENDAR", "calendar"),
        ('application/pdf; name="rates.pdf"', "JVBER", "rates.pdf"),
        ("text/plain", "", "no words"),
    ],
)
def test_a_mail_without_readable_words_says_why(kind: str, body: str, word: str) -> None:
    mail = parsed(kind, body)
    assert mail.new_text == ""
    assert word in mail.unread_reason
    assert mail.unread_reason.endswith(".")


def test_words_beside_a_packed_copy_are_read() -> None:
    body = "--b\n\nI need $1,600.\n--b\nContent-Type: application/ms-tnef\n\neJ8+\n--b--\n"
    mail = parsed('multipart/mixed; boundary="b"', body)
    assert (mail.new_text, mail.unread_reason) == ("I need $1,600.", "")
