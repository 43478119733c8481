"""Turn an outgoing mail into RFC 5322 bytes. Pure."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy

from integrations.errors import GatewayError
from integrations.gmail.gateway import KEY_HEADER, OutgoingMail

_FOLDED_BY_LIBRARY = {"from", "to", "cc", "subject", "mime-version"}


class _MailPolicy(EmailPolicy):
    """Folds ids and links at white space only.

    The library turns a word longer than a line into an encoded word, which breaks a long
    Message-ID in References and a long link in List-Unsubscribe.
    """

    def fold(self, name: str, value: str) -> str:
        if self._is_verbatim(name, value):
            return f"{name}: " + f"{self.linesep} ".join(str(value).split()) + self.linesep
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        if self._is_verbatim(name, value):
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)

    def _is_verbatim(self, name: str, value: str) -> bool:
        lowered = name.lower()
        if lowered in _FOLDED_BY_LIBRARY or lowered.startswith("content-"):
            return False
        return str(value).isascii()


_POLICY = _MailPolicy(linesep="\r\n")


def raw_message(mail: OutgoingMail) -> bytes:
    """Compose the mail; plain text first, HTML as the alternative when there is any.

    :raises GatewayError: an address or header is not writable, such as one with a line break.
    """
    try:
        return _composed(mail).as_bytes()
    except (ValueError, IndexError, MessageError) as error:
        raise GatewayError(f"The email cannot be composed: {error}", permanent=True) from error


def _composed(mail: OutgoingMail) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(mail.from_name, addr_spec=mail.from_address)
    message["To"] = ", ".join(mail.to)
    if mail.cc:
        message["Cc"] = ", ".join(mail.cc)
    message["Subject"] = mail.subject
    if mail.in_reply_to:
        message["In-Reply-To"] = mail.in_reply_to
    if mail.references:
        message["References"] = " ".join(mail.references)
    for name, value in mail.headers.items():
        message[name] = value
    message[KEY_HEADER] = mail.key
    message.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    return message
