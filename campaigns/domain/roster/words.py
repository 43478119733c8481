"""Cells that say nothing about a person: site names, link labels, formula errors, placeholders.

Closed lists, shown in the console. Pure.
"""

import re

from campaigns.domain.values.text import ValueProblem, clean

SITES = frozenset(
    (
        *("instagram", "insta", "ig", "tiktok", "tik tok", "tt", "youtube", "you tube", "yt"),
        *("facebook", "fb", "twitter", "x", "threads", "twitch", "snapchat", "pinterest"),
        *("linkedin", "linktree", "linktr.ee", "website", "web", "site", "social", "socials"),
    )
)
LABELS = frozenset(
    (
        *("link", "links", "url", "here", "click here", "click", "view", "view profile", "open"),
        *("see link", "see here", "profile", "profile link", "link to profile", "page", "bio"),
        *("link in bio", "account", "channel", "handle", "username", "user name", "user"),
        *("go to profile", "open link", "visit", "more", "ig link", "tiktok link"),
        *("instagram link", "instagram profile", "tiktok profile", "youtube channel"),
    )
)
PLACEHOLDERS = frozenset(
    (
        *("", "-", "--", "n/a", "na", "none", "null", "nil", "tbd", "tba", "tbc", "?", "??"),
        *("xxx", "xx", "x", "...", "unknown", "placeholder", "example", "sample", "test"),
        *("name", "names", "full name", "your name", "first name", "last name", "influencer"),
        *("influencer name", "creator", "creator name", "to be confirmed", "pending"),
        *("no name", "anonymous", "lorem ipsum", "yourhandle", "your handle", "yourname"),
    )
)
LOADING = frozenset(
    (
        *("loading", "wird geladen", "cargando", "chargement", "carregando", "caricamento"),
        *("laden", "getting data", "ladataan", "laddar"),
    )
)
NO_ADDRESSES = frozenset(
    (
        *("email@example.com", "name@example.com", "you@example.com", "your@email.com"),
        *("email@email.com", "name@email.com", "email@domain.com", "name@domain.com"),
        *("test@test.com", "none@none.com", "na@na.com", "no@email.com"),
    )
)
# Spreadsheets name their errors in the language of whoever opened them: #REF!, #BEZUG!, #¿NOMBRE?
_ERROR = re.compile(r"#[^\W\d_a-z¡¿]*[¡¿]?[^\W_a-z][^\s_a-z]*[!?]?")
_HOST_ALONE = re.compile(
    r"(https?://)?(www\.)?(instagram|tiktok|youtube|facebook|twitter|x)\.com/?", re.IGNORECASE
)


def is_formula_error(text: str) -> bool:
    """Whether the cell shows that its formula failed, or is still being worked out."""
    word = clean(text)
    return bool(_ERROR.fullmatch(word)) or word.casefold().rstrip(".… ") in LOADING


def is_label(text: str) -> bool:
    """Whether the text names a site or a link instead of what lies behind it."""
    word = clean(text).casefold().strip("@ .:!>»→")
    return word in SITES or word in LABELS or bool(_HOST_ALONE.fullmatch(clean(text)))


def refuse_no_name(text: str) -> None:
    """Let a name pass.

    :raises ValueProblem: if the cell holds a formula error, a label or a placeholder
    """
    if is_formula_error(text):
        raise ValueProblem("is a formula's error; write the name itself")
    if is_label(text):
        raise ValueProblem("names a site or a link, not a person; write the person's name")
    if clean(text).casefold().strip(".") in PLACEHOLDERS or not re.search(r"\w", text):
        raise ValueProblem("is a placeholder; write the person's name")


def refuse_no_account(text: str) -> None:
    """Let an account pass.

    :raises ValueProblem: if the cell holds a formula error, a label or a placeholder
    """
    if is_formula_error(text):
        raise ValueProblem("is a formula's error; write @name")
    if is_label(text):
        raise ValueProblem("names a site or a link, not an account; write @name")
    if clean(text).casefold().strip("@ ") in PLACEHOLDERS:
        raise ValueProblem("is a placeholder; write @name")
