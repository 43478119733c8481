"""The token with which the house asks itself how it is: only who knows SECRET_KEY can make it.

Standard library only: the health check of a container starts each half minute.
"""

import hashlib
import hmac


def inner_token(secret_key: str) -> str:
    """Return the bearer token for `/ready`, hexadecimal."""
    return hmac.new(secret_key.encode(), b"parley.readiness", hashlib.sha256).hexdigest()
