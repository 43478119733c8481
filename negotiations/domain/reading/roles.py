"""Per what an amount is, and whether it is a price, an extra, a floor or a part of one. Pure."""

import re

from negotiations.domain.reading.kinds import ADDONS
from negotiations.domain.reading.spoken import FLOOR_BEFORE

_UNITS = (
    ("cpm", r"\W{0,3}(?:cpm|tkp)\b|\W{0,2}(?:per|pro|por|pour|/|for every)\s?(?:1 ?k|1[., ]?000|"
     r"mille|mil|tausend|thousand)\b"),
    ("view", r"\W{0,2}(?:per|a|/)\s?view\b"),
    ("hour", r"\W{0,2}(?:per|an|/|pro|por|par)\s?(?:hour|hr|stunde|hora|heure)\b|\shourly"),
    ("day", r"\W{0,2}(?:per|a|/|pro|por|par)\s?(?:day|tag|día|jour)\b|\sdaily"),
    ("week", r"\W{0,2}(?:per|a|/|pro|por|par)\s?(?:week|woche|semana|semaine)\b|\sweekly"),
    ("month", r"\W{0,2}(?:per|a|/|pro|por|par|each)\s?(?:30 days|month|mo\b|monat|mes|mois|mese|"
        r"mês)"
     r"|\smonthly"),
    ("set", r"\W{0,2}(?:per|a|for (?:a|the)|/)\s?(?:[0-9]-?\w*\s)?(?:(?:ig |story )?set)\b"),
    ("total", r"\W{0,3}(?:usd |eur |gbp )?(?:in )?(?:total\b|all[- ]in\b|altogether|"
        r"for (?:the )?(?:"
     r"(?:both|all|everything)\b|whole|entire|full|package|bundle|lot)|gesamt|insgesamt|au total|"
     r"en total|in totale|no total|totaal)"),
    ("each", r"\W{0,3}(?:usd |eur |gbp |flat )?(?:each\b|apiece|a pop|a piece\b|(?:per|pro|por|"
        r"par|/"
     r"|a|je|each)\s?(?:\w+ ){0,2}?(?:reel|post|video|story|piece|tiktok|short|concept|deliverable|"
     r"integration|photo|carousel|pin|tweet|clip|stück|beitrag|episode|mention))"),
)  # fmt: skip
_UNIT_AFTER = tuple((name, re.compile(text, re.IGNORECASE)) for name, text in _UNITS)
_CPM_BEFORE = re.compile(r"\b(?:cpm|tkp)\b\W{0,4}(?:\w+\W{1,2}){0,4}\Z", re.IGNORECASE)
_TOTAL_BEFORE = re.compile(
    r"(?:\b(?:totals?|total(?:l?ing)?|altogether|all[- ]in|package|bundle|sum|comes (?:out )?to|"
    r"everything|all (?:of (?:it|that)|three|together)|grand total|gesamt|insgesamt|summe|totale|"
    r"together|paket\w*|paquete|pacchetto|pacote|pack)\b|=)[^.\n0-9]{0,30}\Z|"
    r"\bboth(?: together| for| at)?\W{0,3}\Z",
    re.IGNORECASE,
)
_ADDON_BEFORE = re.compile(
    r"(?:\b(?:plus|extra|additional(?:ly)?|add(?:ing|-on|ons)?|an? additional|on top|surcharge|"
    r"zzgl|"
    r"zusätzlich|en plus|más|in più|(?:rush|extra|additional) fee(?: of)?)\b[^.\n]{0,28}|\+\s?)\Z",
    re.IGNORECASE,
)
_JUST_PLUS = re.compile(r"(?:\bplus\s|\+\s?)\Z", re.IGNORECASE)
_ADDON_AFTER = re.compile(
    r"\W{0,2}(?:extra|additional|on top|more\b|add-?on|surcharge|zusätzlich|en plus|en más|in più)",
    re.IGNORECASE,
)
_FLOOR_AFTER = re.compile(
    r"\W{0,2}(?:minimum|min\b|at (?:the )?(?:very )?least|or more|and up)|\+(?![ ]?\w)",
    re.IGNORECASE,
)
_DEPOSIT = (
    r"(?:deposit|down ?payment|up ?-?front|in advance|anzahlung|vorab|acompte|anticipo|adelanto|"
    r"por adelantado|acconto|aanbetaling|sinal|zaliczk\w+|retainer|advance|förskott|forskud)"
)
_DEPOSIT_AFTER = re.compile(
    rf"\W{{0,3}}(?:(?!and\b|plus\b|with\b|including\b)\w+\W{{1,2}}){{0,3}}?{_DEPOSIT}\b(?! (?:of|"
    rf"is|"
    r"would be|von|de|di)\b)(?!:)|\W{0,3}(?:due |paid |payable )?(?:now|today|half|on signing|"
    r"at signing|when (?:i|we) (?:sign|book))\b(?= and\b|[,;] )",
    re.IGNORECASE,
)
_DEPOSIT_BEFORE = re.compile(
    rf"\b{_DEPOSIT}\b\W{{0,3}}(?:(?:of|is|would be|von|de|di|required|fee|"
    rf"payment)\W{{1,2}}){{0,2}}\Z",
    re.IGNORECASE,
)
_ALT_BEFORE = re.compile(
    r"(?:\b(?:or|alternatively|otherwise|instead|option (?:2|b|two|3|c|three)|oder|ou|oppure|of)\b"
    r"|\bif (?:you|we) (?:only|just|add|want|prefer|drop)\b)[^.\n]{0,60}\Z",
    re.IGNORECASE,
)

_ALT_AFTER = re.compile(
    r"\W{0,2}(?:flat |usd |eur )?(?:if|should) (?:you|we) (?:only|just|skip|drop|remove|leave|cut|"
    r"don't|"
    r"do not|take (?:out|off|two|three|both|more)|book|order|prefer|want)\b",
    re.IGNORECASE,
)
INSTALMENT = re.compile(
    r"\W{0,3}(?:(?:due|paid|payable|the (?:rest|remainder|balance)|balance)\s){0,2}(?:up ?-?front|"
    r"now|(?:on|upon|at|after|before|once|when|within) (?:\w+ )?(?:delivery|completion|posting|"
    r"approval|"
    r"publication|publishing|signing|signature|going live|go-?live|live|filming|booking))\b",
    re.IGNORECASE,
)


def unit_of(before: str, after: str, kind: str) -> str:
    """Return the unit its words name, or an empty text."""
    if _CPM_BEFORE.search(before):
        return "cpm"
    for name, pattern in _UNIT_AFTER:
        if pattern.match(after):
            return name
    return "set" if kind == "ig_story_set" else ""


def role_of(before: str, after: str, kind: str) -> str:
    """Return the part an amount plays, from the words on either side on its line."""
    if _DEPOSIT_AFTER.match(after) or _DEPOSIT_BEFORE.search(before):
        return "deposit"
    if kind in ADDONS or _ADDON_AFTER.match(after):
        return "addon"
    if _ADDON_BEFORE.search(before):
        # "$700 for the reel + $300 for the story" lists two pieces, it adds no extra.
        listed = _JUST_PLUS.search(before) and kind not in ("unspecified", "bundle")
        return "base" if listed else "addon"
    if FLOOR_BEFORE.search(before) or _FLOOR_AFTER.match(after):
        return "floor"
    if _ALT_BEFORE.search(before) or _ALT_AFTER.match(after):
        return "alt"
    return "base"


def is_total(text: str, start: int, end: int) -> bool:
    """Say whether the words call this amount the price of everything."""
    line = text[text.rfind("\n", 0, start) + 1 : start][-60:]
    total = dict(_UNIT_AFTER)["total"]
    return bool(_TOTAL_BEFORE.search(line) or total.match(text[end : end + 60]))
