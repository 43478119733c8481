"""The five outside services in words: what stops without one, and what a person does then."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vendor:
    """One service; `consequence` completes "Gmail is not answering: …"."""

    title: str
    consequence: str
    when_silent: str
    when_refused: str


_AGAIN = (
    "Nothing to do: it is tried again by itself. If it lasts, look at the vendor's status page."
)
_CHECK = "Run check_credentials; mend what it names, then replay what failed in the console."

VENDORS: dict[str, Vendor] = {
    "gmail": Vendor("Gmail", "replies are not read, mails wait; nothing is lost", _AGAIN, _CHECK),
    "sheets": Vendor(
        "Google Sheets",
        "rosters are not read, campaigns go on with the rows they have",
        _AGAIN,
        "Share the spreadsheet with our Google account, or correct the campaign's sheet and tab.",
    ),
    "clickup": Vendor("ClickUp", "new briefs wait; nothing is lost", _AGAIN, _CHECK),
    "slack": Vendor(
        "Slack", "messages to people wait; the console shows everything", _AGAIN, _CHECK
    ),
    "anthropic": Vendor(
        "Anthropic",
        "replies are read and answered by the offline rules, or wait; nothing is lost",
        _AGAIN,
        _CHECK,
    ),
}
