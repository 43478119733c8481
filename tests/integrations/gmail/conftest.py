"""The adapter's mailbox on a fake Gmail."""

import pytest

from integrations.gmail.live import SCOPES, GmailGateway
from integrations.google_credentials import credentials_from_info
from tests.fakes.gmail import FakeGmail
from tests.fakes.google_auth import FakeGoogleAuth
from tests.integrations.gmail.live_mailbox import ADDRESS


@pytest.fixture
def gateway(gmail: FakeGmail, google_auth: FakeGoogleAuth) -> GmailGateway:
    credentials = credentials_from_info(google_auth.user_info(), scopes=SCOPES)
    return GmailGateway(
        ADDRESS, credentials, api_url=gmail.url, retry_wait_seconds=0.01, timeout=(2, 1)
    )
