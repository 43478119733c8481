"""Mails whose words stand in a wrapping: signed, encrypted, packed by Outlook, or only attached."""

from collections.abc import Sequence
from email.message import Message

from integrations.gmail import mime

_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"
_ENDS = ("-----END PGP SIGNATURE-----", "-----END PGP MESSAGE-----")
_CRYPTED_TYPES = frozenset({"multipart/encrypted", "application/pgp-encrypted"})
_SMIME_TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TNEF_TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})


def unwrapped(text: str) -> str:
    """The words of an OpenPGP-signed text (RFC 9580 §7); encrypted blocks and signatures go."""
    if "-----BEGIN PGP " not in text:
        return text
    kept: list[str] = []
    is_armour = is_head = False
    for line in text.split("\n"):
        mark = line.strip()
        if mark == _SIGNED:
            is_head = True
        elif mark in (_SIGNATURE, _ENCRYPTED):
            is_armour = True
        elif mark in _ENDS:
            is_armour = False
        elif is_head:
            # The lines before the first empty one name the hash.
            is_head = bool(mark)
        elif not is_armour:
            kept.append(line.removeprefix("- "))
    return "\n".join(kept)


def why_unread(message: Message, text: str) -> str:
    """One sentence for a person where a mail has no words we can read; empty where it has some."""
    if text.strip():
        return ""
    parts = tuple(mime.parts(message))
    types = {mime.content_type(part) for part in parts}
    if types & _CRYPTED_TYPES or any(_is_armoured(part) for part in parts):
        return "The mail is encrypted, so its words could not be read."
    if types & _SMIME_TYPES:
        return "The mail is sealed with S/MIME, so its words could not be read."
    if types & _TNEF_TYPES:
        return "Outlook packed the words of this mail into winmail.dat, which could not be read."
    if "text/calendar" in types:
        return "The mail holds only a calendar entry."
    return _only_attached([name for name in map(mime.attachment_name, parts) if name])


def _only_attached(names: Sequence[str]) -> str:
    if not names:
        return "The mail has no words."
    return f"The mail holds only attachments: {', '.join(names[:5])}."


def _is_armoured(part: Message) -> bool:
    return mime.content_type(part) == "text/plain" and _ENCRYPTED in mime.text_of(part)
