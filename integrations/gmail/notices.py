"""What a push says: which mailbox changed, and how far its history stands. Pure."""

import base64
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class PushNotice:
    """Something is new in the mailbox, up to this point of its history."""

    address: str
    history_id: int


def notice_of(body: bytes) -> PushNotice | None:
    """Read a push's body; None when it is not what Gmail sends.

    The data is base64 of either alphabet with or without padding; the number may be text.
    Source: https://developers.google.com/workspace/gmail/api/guides/push
    """
    try:
        data = str(json.loads(body)["message"]["data"]).replace("-", "+").replace("_", "/")
        told = json.loads(base64.b64decode(data.rstrip("=") + "=" * (-len(data.rstrip("=")) % 4)))
        return PushNotice(str(told["emailAddress"]), int(told["historyId"]))
    except (ValueError, KeyError, TypeError):
        return None
