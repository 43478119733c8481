"""Whether a file holds Google credentials of a kind we can use. Its content is never repeated."""

import json
from pathlib import Path
from typing import Any

SERVICE_ACCOUNT = ("client_email", "private_key", "token_uri")
AUTHORISED_USER = ("client_id", "client_secret", "refresh_token")
KINDS = "a service account's JSON key, or an authorised user's JSON"
# What one gets from "Download JSON" of an OAuth client: it lacks anybody's consent.
_CLIENT_KEYS = ("installed", "web")


def credentials_problem(path: str) -> str:
    """Return what is wrong with the file, as the end of a sentence that begins with its variable.

    Nothing is returned for a file that can be used.
    """
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError:
        return f"names no readable file: give the path of {KINDS}."
    except (ValueError, RecursionError):
        return f"names a file that is no JSON: it must hold {KINDS}."
    return _content_problem(content) if isinstance(content, dict) else _wrong_kind()


def _content_problem(content: dict[str, Any]) -> str:
    if any(key in content for key in _CLIENT_KEYS):
        return (
            "names the file of an OAuth client, to which nobody has consented yet: give consent"
            " once and store the result as an authorised user's JSON."
        )
    # What Google's library stores of a consent names no type.
    is_user = "type" not in content and any(key in content for key in AUTHORISED_USER)
    kind = "authorized_user" if is_user else content.get("type")
    wanted = {"service_account": SERVICE_ACCOUNT, "authorized_user": AUTHORISED_USER}.get(
        str(kind), ()
    )
    if not wanted:
        return _wrong_kind()
    missing = [key for key in wanted if not str(content.get(key) or "").strip()]
    if missing:
        return f"names a file that lacks {', '.join(missing)}: download it again."
    if kind == "service_account" and "PRIVATE KEY-----" not in str(content["private_key"]):
        return "names a file whose private_key is none: download it again."
    return ""


def _wrong_kind() -> str:
    return f"names a file of another kind: it must hold {KINDS}."
