"""JSON columns that hold one type: checked when a row is written and when it is read.

A `Shape` says which type a column holds. Its first version carries no mark; from the second on the
stored object names its version, and `older` brings what earlier versions wrote up to date, one step
a version. A field that a type gains later needs no step as long as it has a default.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models.fields.json import KeyTransform
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

T = TypeVar("T")
_VERSION = "version"


class UnreadableJSON(ValueError):
    """A stored or given value is not of its column's type; the message names column and place."""


class Shape(Generic[T]):
    """How the values of one type are stored.

    `kind` is what a `TypeAdapter` takes. `older[n]` turns what version n + 1 stored into what
    version n + 2 stores. `as_json` writes a value; it must give equal values equal texts.
    """

    def __init__(
        self,
        kind: Any,
        *,
        older: tuple[Callable[[Any], Any], ...] = (),
        as_json: Callable[[T], Any] = to_jsonable_python,
    ) -> None:
        self.kind, self.older, self._as_json = kind, older, as_json

    @property
    def version(self) -> int:
        """The version that is written now, from 1."""
        return len(self.older) + 1

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        # Built when the first value comes: building takes milliseconds, and most commands of the
        # shell never read a row.
        return TypeAdapter(self.kind)

    def read(self, stored: Any) -> T:
        """Return the value of stored JSON, whichever version wrote it.

        :raises ValidationError: if it is not of the type
        """
        version = stored.get(_VERSION, 1) if self.older and isinstance(stored, dict) else 1
        for step in self.older[version - 1 :]:
            stored = step(stored)
        return self._adapter.validate_python(stored)

    def write(self, value: T) -> Any:
        """Return the JSON of a value, which `read` is known to read.

        :raises ValidationError: if the value is not of the type
        """
        stored = self._as_json(self._adapter.validate_python(value, strict=True))
        if self.older:
            stored = {_VERSION: self.version, **stored}
        self.read(stored)
        return stored


class TypedJSONField(models.JSONField):
    """A `JSONField` whose values are of the shape's type. Migrations see a plain `JSONField`.

    As for any JSON column, `default` gives the JSON of a row without a value, and lookups compare
    JSON.
    """

    def __init__(self, shape: Shape[Any], **options: Any) -> None:
        self.shape = shape
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Return what a plain column of JSON says: history needs no type."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def clone(self) -> Any:
        """Return a copy, shape and all."""
        _, _, args, kwargs = super().deconstruct()
        return type(self)(self.shape, *args, **kwargs)

    def get_default(self) -> Any:
        """Return the value of a row that was given none."""
        default = super().get_default()
        return None if default is None else self._read(default)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return the typed value; of one key of it (`reading__source`) the JSON.

        :raises UnreadableJSON: if the row holds something else
        """
        stored = super().from_db_value(value, expression, connection)
        if stored is None or isinstance(expression, KeyTransform):
            return stored
        return self._read(stored)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Return what is stored.

        :raises UnreadableJSON: if the value is of another type
        """
        if (value is None and self.null) or hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        return super().get_db_prep_save(self._write(value), connection)

    def _read(self, stored: Any) -> Any:
        try:
            return self.shape.read(stored)
        except ValidationError as error:
            raise UnreadableJSON(self._said(error)) from error

    def _write(self, value: Any) -> Any:
        try:
            return self.shape.write(value)
        except ValidationError as error:
            raise UnreadableJSON(self._said(error)) from error

    def _said(self, error: ValidationError) -> str:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        return f"{self.model._meta.label}.{self.name}: {place}: {first['msg']}"


def typed(shape: Shape[T], **options: Any) -> "models.Field[T, T]":
    """Return a JSON column that holds the shape's type."""
    return TypedJSONField(shape, **options)


def typed_or_null(shape: Shape[T], **options: Any) -> "models.Field[T | None, T | None]":
    """Return a JSON column that holds the shape's type or nothing."""
    return TypedJSONField(shape, null=True, **options)
