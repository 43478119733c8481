"""A typed column: what it holds, what it refuses, and how it reads what earlier versions wrote."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import JSONField
from pydantic import ValidationError

from integrations.models import Notification
from integrations.typed_json import Shape, TypedJSONField, UnreadableJSON


@dataclass(frozen=True)
class Parcel:
    """What the tests store: in its first version a list, in its second without a colour."""

    weight: int
    colour: str = "brown"


def _named(stored: list[Any]) -> dict[str, Any]:
    return {"weight": stored[0]}


def _in_grams(stored: dict[str, Any]) -> dict[str, Any]:
    return {**stored, "weight": stored["weight"] * 1000}


PARCEL = Shape[Parcel](Parcel, older=(_named, _in_grams))


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param([2], id="first version, unmarked"),
        pytest.param({"version": 2, "weight": 2}, id="second"),
        pytest.param({"version": 3, "weight": 2000, "colour": "brown"}, id="third"),
    ],
)
def test_every_version_is_read_as_the_same_value(stored: Any) -> None:
    assert PARCEL.read(stored) == Parcel(2000)


def test_what_is_written_names_its_version() -> None:
    assert PARCEL.write(Parcel(5, "red")) == {"version": 3, "weight": 5, "colour": "red"}
    assert Shape[Parcel](Parcel).write(Parcel(5)) == {"weight": 5, "colour": "brown"}


@pytest.mark.parametrize("value", [{"weight": 5}, [5], "5", None])
def test_only_values_of_the_type_are_written(value: Any) -> None:
    with pytest.raises(ValidationError):
        PARCEL.write(value)


def test_what_could_not_be_read_again_is_not_written() -> None:
    with pytest.raises(ValidationError, match="weight"):
        PARCEL.write(Parcel("heavy"))  # type: ignore[arg-type]


def test_migrations_see_a_plain_column() -> None:
    column = TypedJSONField(PARCEL, default=dict, blank=True)
    plain = JSONField(default=dict, blank=True)

    assert column.deconstruct() == plain.deconstruct()
    assert column.clone().shape is PARCEL


@pytest.mark.django_db
def test_a_message_whose_blocks_are_no_list_is_not_kept() -> None:
    row = Notification(key="k", text="t", blocks={"type": "section"})  # type: ignore[misc]

    with pytest.raises(UnreadableJSON, match=r"integrations\.Notification\.blocks: the whole"):
        row.save()
