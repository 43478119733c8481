"""Secrets at rest: sealed with the first key, opened with any, shown to nobody."""

import logging
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection
from django.forms import modelform_factory
from pytest_django.fixtures import Settings

from integrations.encryption import Sealed
from integrations.errors import NotConfigured
from integrations.models import Mailbox

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SECRET = '{"refresh_token": "1//very-secret"}'

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(settings: Settings) -> Mailbox:
    settings.FIELD_ENCRYPTION_KEYS = (OLD,)
    return Mailbox.objects.create(address="a@house.example", credentials=Sealed.of(SECRET))


def test_the_database_holds_no_secret_and_the_row_opens_it(mailbox: Mailbox) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT credentials FROM integrations_mailbox")
        (kept,) = cursor.fetchone()
    assert "secret" not in kept
    assert Mailbox.objects.get().credentials.reveal() == SECRET


def test_the_first_key_seals_and_every_key_opens(mailbox: Mailbox, settings: Settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = (NEW, OLD)
    assert Mailbox.objects.get().credentials.reveal() == SECRET
    renewed = Sealed.of(SECRET)
    settings.FIELD_ENCRYPTION_KEYS = (NEW,)
    assert renewed.reveal() == SECRET


@pytest.mark.parametrize(
    ("keys", "words"),
    [((), "FIELD_ENCRYPTION_KEYS is not set"), ((NEW,), "FIELD_ENCRYPTION_KEYS holds no key")],
    ids=["no keys", "another key"],
)
def test_without_the_right_key_the_error_names_the_variable(
    mailbox: Mailbox, settings: Settings, keys: tuple[str, ...], words: str
) -> None:
    settings.FIELD_ENCRYPTION_KEYS = keys
    row = Mailbox.objects.get()
    assert row.credentials, "rows are read without any key"
    with pytest.raises(NotConfigured, match=words):
        row.credentials.reveal()


def test_nothing_is_sealed_without_a_key(settings: Settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = ()
    with pytest.raises(NotConfigured, match="FIELD_ENCRYPTION_KEYS"):
        Sealed.of(SECRET)
    assert not Sealed.of("")


@pytest.mark.parametrize(
    "lookup",
    [{"credentials": "x"}, {"credentials__contains": "x"}, {"credentials__startswith": "g"}],
    ids=["exact", "contains", "startswith"],
)
def test_a_sealed_column_is_not_looked_up_by(lookup: dict[str, str]) -> None:
    with pytest.raises(FieldError):
        list(Mailbox.objects.filter(**lookup))


def test_a_plain_text_is_never_stored() -> None:
    columns: dict[str, Any] = {"address": "b@house.example", "credentials": "plain"}
    with pytest.raises(TypeError):
        Mailbox.objects.create(**columns)


def test_no_form_repr_log_or_dump_shows_the_secret(
    mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    assert "credentials" not in modelform_factory(Mailbox, fields="__all__").base_fields
    logging.getLogger("house").error("%s %r", vars(mailbox), mailbox.credentials)
    dump = serializers.serialize("json", [mailbox])
    for shown in (caplog.text, dump, str(mailbox.credentials)):
        assert "very-secret" not in shown
    assert mailbox.credentials.token not in caplog.text
    (copy,) = serializers.deserialize("json", dump)
    assert isinstance(copy.object, Mailbox)
    assert copy.object.credentials.reveal() == SECRET
