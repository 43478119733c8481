"""The headers that say what kind of mail ours is. Pure."""

from negotiations.domain.terms.purposes import Purpose

# Mail that nobody asked for carries the one-click opt-out (RFC 8058).
_UNASKED = frozenset({Purpose.OPENING, Purpose.REMINDER})


def headers_of(*, purpose: str, by_person: bool, unsubscribe_url: str) -> dict[str, str]:
    """Return a mail's own headers, by why it is written and whether a person let it go."""
    headers = {}
    # The first mail answers nothing: some receivers hide mail that says it does.
    if not by_person and purpose != Purpose.OPENING:
        headers["Auto-Submitted"] = "auto-replied"
    if purpose in _UNASKED:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
