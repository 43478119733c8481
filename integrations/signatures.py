"""Pure checks of webhook signatures: raw bytes in, yes or no out, never an exception.

A malformed header is a forgery like any other: an exception here would hand a stranger a 500.
"""

import hashlib
import hmac
from datetime import datetime

SLACK_REPLAY_SECONDS = 300
# Ten digits reach the year 2286; the bound keeps a stranger's digits away from int().
_LONGEST_TIMESTAMP = 12


def clickup_signature_is_valid(secret: str, body: bytes, header: str | None) -> bool:
    """Check ClickUp's `X-Signature`: lower-case hex HMAC-SHA256 of the raw body.

    An empty secret accepts nothing. The signature carries no time, so a replay passes here
    and is caught by the delivery's key.
    """
    if not secret or not header:
        return False
    return _is_same(_hex_hmac(secret, body), header)


def slack_signature_is_valid(
    secret: str, body: bytes, timestamp: str | None, header: str | None, now: datetime
) -> bool:
    """Check Slack's v0 signature, no more than five minutes from `now` either way.

    Source: https://docs.slack.dev/authentication/verifying-requests-from-slack/
    """
    if not secret or not header or not timestamp:
        return False
    if len(timestamp) > _LONGEST_TIMESTAMP or not (timestamp.isascii() and timestamp.isdigit()):
        return False
    if abs(now.timestamp() - int(timestamp)) > SLACK_REPLAY_SECONDS:
        return False
    signed = b"v0:" + timestamp.encode("ascii") + b":" + body
    return _is_same("v0=" + _hex_hmac(secret, signed), header)


def _hex_hmac(secret: str, message: bytes) -> str:
    return hmac.new(secret.encode("utf-8"), message, hashlib.sha256).hexdigest()


def _is_same(expected: str, given: str) -> bool:
    # Bytes, because compare_digest raises on text outside ASCII.
    return hmac.compare_digest(expected.encode("ascii"), given.encode("utf-8", "replace"))
