"""Secrets at rest: encrypted with the first of FIELD_ENCRYPTION_KEYS, readable with any of them.

Changing keys: put the new one first, leave the old one behind it, save each secret again.
"""

from typing import TYPE_CHECKING, Any, NoReturn

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from integrations.errors import NotConfigured

VARIABLE = "FIELD_ENCRYPTION_KEYS"


class Sealed:
    """An encrypted text. It shows itself to nobody; `reveal` is the one way in."""

    def __init__(self, token: str = "") -> None:
        self._token = token

    @classmethod
    def of(cls, text: str) -> "Sealed":
        """Encrypt a text; nothing stays nothing.

        :raises NotConfigured: there is no key to encrypt with
        """
        return cls(_keys().encrypt(text.encode()).decode("ascii") if text else "")

    @property
    def token(self) -> str:
        """The cipher text, as the database keeps it."""
        return self._token

    def reveal(self) -> str:
        """Return the text.

        :raises NotConfigured: the keys are missing, or none of them made this
        """
        if not self._token:
            return ""
        try:
            return _keys().decrypt(self._token.encode("ascii")).decode()
        except InvalidToken as error:
            raise NotConfigured(
                f"{VARIABLE} holds no key that opens this secret: add the key it was stored with"
                " behind the first one, or enter the secret again."
            ) from error

    def __bool__(self) -> bool:
        return bool(self._token)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other._token == self._token

    def __hash__(self) -> int:
        return hash(self._token)

    def __repr__(self) -> str:
        return "Sealed(…)" if self._token else "Sealed()"

    __str__ = __repr__


if TYPE_CHECKING:
    _Text = models.TextField[Sealed, Sealed]
else:
    _Text = models.TextField


class EncryptedField(_Text):
    """A column of `Sealed` values: in no form, and never looked up by."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.update(editable=False, blank=True, default=Sealed)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """Leave out what is always so."""
        name, path, args, options = super().deconstruct()
        for fixed in ("editable", "blank", "default"):
            options.pop(fixed, None)
        return name, path, args, options

    def from_db_value(self, value: str | None, *unused: Any) -> Sealed:
        """Wrap the cipher text; nothing is decrypted before somebody asks."""
        return Sealed(value or "")

    def get_prep_value(self, value: object) -> str:
        """Hand over cipher text only.

        :raises TypeError: the value was never encrypted
        """
        if not isinstance(value, Sealed):
            raise TypeError("an encrypted field takes Sealed values only")
        return value.token

    def value_to_string(self, obj: models.Model) -> str:
        """Serialise the cipher text."""
        sealed: Sealed = self.value_from_object(obj)
        return sealed.token

    def to_python(self, value: object) -> Sealed:
        """Read what `value_to_string` wrote."""
        return value if isinstance(value, Sealed) else Sealed(str(value or ""))

    def get_lookup(self, lookup_name: str) -> NoReturn:
        """Refuse every lookup: the same secret never encrypts to the same text.

        :raises FieldError: always
        """
        raise FieldError("an encrypted field cannot be looked up by")

    def get_transform(self, lookup_name: str) -> NoReturn:
        """Refuse every transform.

        :raises FieldError: always
        """
        raise FieldError("an encrypted field cannot be looked into")


def _keys() -> MultiFernet:
    if not settings.FIELD_ENCRYPTION_KEYS:
        raise NotConfigured(f"{VARIABLE} is not set: secrets cannot be stored or read without it.")
    return MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS])
