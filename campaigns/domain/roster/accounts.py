"""Read who a roster row is about: platform, account and address in their many spellings. Pure."""

import re

from campaigns.domain.roster.words import NO_ADDRESSES, refuse_no_account
from campaigns.domain.values.text import ValueProblem, clean

PLATFORMS = {
    "instagram": "instagram",
    "instagramcom": "instagram",
    "ig": "instagram",
    "insta": "instagram",
    "tiktok": "tiktok",
    "tiktokcom": "tiktok",
    "tt": "tiktok",
    "youtube": "youtube",
    "youtubecom": "youtube",
    "yt": "youtube",
}
_HOST = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.)*(?P<site>instagram|tiktok|youtube)\.com/(?P<path>[^?#]*).*",
    re.IGNORECASE | re.DOTALL,
)
_NOT_PROFILES = frozenset(
    {"p", "reel", "reels", "stories", "explore", "watch", "shorts", "playlist"}
    | {"t", "tv", "video", "embed", "results"}
)
_CHANNEL_PREFIXES = frozenset({"channel", "c", "user"})
_OTHER_SITE = re.compile(r"https?://|www\.|[^@\s]+\.(com|net|org|ee)(/|$)", re.IGNORECASE)
_ACCOUNT = re.compile(r"[\w.\-]{1,100}")
_CHANNEL_ID = re.compile(r"UC[\w-]{22}")
_EMAIL = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
)


def read_platform(text: str) -> str | None:
    """Return one of the three platforms, None for an empty cell.

    :raises ValueProblem: if it is another platform, or several
    """
    word = re.sub(r"[^a-z]", "", clean(text).lower())
    if not clean(text):
        return None
    if word not in PLATFORMS:
        raise ValueProblem("is not one of Instagram, TikTok, YouTube; write one per row")
    return PLATFORMS[word]


def read_account(text: str) -> tuple[str | None, str | None]:
    """Return (platform, account) of "@name" or a profile address; a bare name has no platform.

    :raises ValueProblem: if it names no account
    """
    cell = clean(text)
    refuse_no_account(cell)
    match = _HOST.fullmatch(cell)
    if match is None:
        if _OTHER_SITE.match(cell):
            raise ValueProblem("is the address of another site; write @name")
        return None, _account(cell.removeprefix("@").rstrip("/"))
    parts = [part for part in match["path"].split("/") if part.strip()]
    if len(parts) > 1 and parts[0].lower() in _CHANNEL_PREFIXES:
        parts = parts[1:]
    if not parts or parts[0].lower() in _NOT_PROFILES:
        raise ValueProblem("is not the address of a profile; write @name")
    return match["site"].lower(), _account(parts[0].removeprefix("@"))


def _account(name: str) -> str:
    name = name.strip()
    if not _ACCOUNT.fullmatch(name) or not re.search(r"\w", name):
        raise ValueProblem("is not an account name; write @name")
    # Only the ids of YouTube channels tell capital letters apart.
    return name if _CHANNEL_ID.fullmatch(name) else name.lower()


def read_email(text: str) -> str:
    """Return one address in lower case.

    :raises ValueProblem: if it is none, or several
    """
    cell = clean(text).lower().removeprefix("mailto:")
    if match := re.fullmatch(r"[^<>]*<([^<>]+)>", cell):
        cell = match[1]
    cell = cell.strip(" .,;")
    if cell in NO_ADDRESSES:
        raise ValueProblem("is a placeholder; write the person's address")
    if cell.count("@") > 1:
        raise ValueProblem("holds several email addresses; keep one")
    is_odd = ".." in cell or cell.startswith(".") or ".@" in cell or len(cell) > 254
    if is_odd or not _EMAIL.fullmatch(cell):
        raise ValueProblem("is not an email address")
    return cell
