"""The adapter's mailbox on a fake Gmail."""

import pytest

from integrations.gmail.live import SCOPES, GmailGateway
from integrations.google_credentials import credentials_from_info
from tests.integrations.gmail.live_mailbox import ADDRESS


@pytest.fixture
def gateway(gmail, google_auth):
    credentials = credentials_from_info(google_auth.user_info(), scopes=SCOPES)
    return GmailGateway(
        ADDRESS, credentials, api_url=gmail.url, retry_wait_seconds=0.01, timeout=(2, 1)
    )
