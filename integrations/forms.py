"""What people type about mailboxes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from integrations.encryption import Sealed
from integrations.errors import NotConfigured

MAX_CREDENTIALS_BYTES = 20_000


class CredentialsForm(forms.Form):
    """New credentials of a mailbox. The file is read once, sealed, and never shown again."""

    credentials = forms.FileField(
        label="Google credentials",
        help_text="JSON file: a service account with domain-wide delegation, or an authorised user",
    )
    reason = forms.CharField(max_length=500, label="Reason")

    def clean_credentials(self) -> Sealed:
        """Return the file's text, sealed, if Google's library takes it for credentials."""
        upload: UploadedFile = self.cleaned_data["credentials"]
        if (upload.size or 0) > MAX_CREDENTIALS_BYTES:
            raise ValidationError("This file is too large to be credentials.")
        from integrations.google_credentials import credentials_from_text

        try:
            text = upload.read().decode("utf-8")
            credentials_from_text(text, scopes=())
            return Sealed.of(text)
        except UnicodeDecodeError as error:
            raise ValidationError("The Google credentials are not JSON.") from error
        except NotConfigured as error:
            raise ValidationError(error.message) from error

    def columns(self) -> dict[str, Any]:
        """Return what else changes on the row."""
        return {}


class MailboxForm(CredentialsForm):
    """A mailbox to work with."""

    address = forms.EmailField(label="Address")
    display_name = forms.CharField(max_length=120, required=False, label="Name in From")
    daily_cap = forms.IntegerField(
        min_value=1, max_value=2000, initial=500, label="Most emails in 24 hours"
    )
    field_order = ("address", "display_name", "daily_cap", "credentials", "reason")

    def columns(self) -> dict[str, Any]:
        """Return the row's own columns."""
        return {name: self.cleaned_data[name] for name in ("display_name", "daily_cap")}
