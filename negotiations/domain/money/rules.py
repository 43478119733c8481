"""Which bare numbers are money and which count views, days, years or model names. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal

from campaigns.domain.patterns import Pattern

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|"
    r"oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|"
    r"fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|maart|augustus)"
)
# Ordered: the first kind that matches at a place names it.
_BLOCKS = (
    ("link", r"https?://[^\s<>]{1,2000}|www\.[^\s<>]{1,500}"
     r"|(?<![\w.])[\w.+-]{1,64}@[\w.-]{1,255}"),
    ("handle", r"(?<!\w)@[\w.]{2,60}"),
    ("date", r"(?<![\w.,$€£])[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"
     r"|(?<![\w.,$€£])[0-9]{1,2}(?P<sep>[./-])[0-9]{1,2}(?P=sep)(?:20)?[0-9]{2}(?![0-9])"
     r"|(?<![\w.,$€£])[0-9]{1,2}\.[0-9]{1,2}\.(?![0-9])"
     r"|(?<![\w.,$€£/])[0-9]{1,2}/[0-9]{1,2}(?![0-9/])"),
    ("time", r"(?<![\w.,$€£])[0-9]{1,2}:[0-9]{2}(?:\s?[ap]\.?m\b)?"
     r"|(?<![\w.,$€£])[0-9]{1,2}\s?[ap]\.?m\b"),
    ("ordinal", r"(?<![\w.,$€£])[0-9]{1,4}(?:st|nd|rd|th)\b"),
    ("date", rf"(?<![\w.,$€£])[0-9]{{1,2}}\.?\s(?:of\s|de\s)?{_MONTHS}\b"
     rf"(?:,?\s(?:de\s)?20[0-9]{{2}}\b)?"
     rf"|\b{_MONTHS}\.?\s[0-9]{{1,2}}(?![0-9]|[.,][0-9]|\s?k\b)(?:,?\s20[0-9]{{2}}\b)?"
     rf"|\b{_MONTHS}\.?,?\s20[0-9]{{2}}\b"),
    ("phone", r"\+[0-9][0-9 ().-]{7,18}[0-9]|\([0-9]{3}\)\s?[0-9]{3}[ .-]?[0-9]{4}"
     r"|(?<![\w.,$€£])[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{4}(?![0-9])"
     r"|(?<![\w$€£.,])0[0-9]{2,4}[ /-][0-9]{3,4}[ -]?[0-9]{3,6}"),
    ("terms", r"\bnet[ -]?(?:7|10|14|15|21|30|45|60|75|90|120)\b"
     r"(?!\s?(?:k\b|[$€£]|usd|eur|euro|dollar))"),
    ("percent", r"(?<![0-9])[0-9]{1,6}(?:[.,][0-9]{1,4})?"
     r"(?:\s?(?:-|–|to)\s?[0-9]{1,6}(?:[.,][0-9]{1,4})?)?\s?"
     r"(?:%|percent\b|per cent\b|prozent\b|pct\b)"),
    ("id", r"\b[0-9]{3,4}p\b|\b[48]k\b(?=\s(?:video|footage|resolution|quality|camera|files?|"
     r"raw))|\b24/7\b|\bw-?[89](?:-?ben)?\b|\b(?:\w+-)?(?:iphone|galaxy|pixel|ps|xbox|gopro|hero|macbook|"
     r"model|room|suite|unit|apt|order|invoice|po|ref|zip|postcode|chapter|version|episode|ep|"
     r"season|day|week|top|part|vol|no\.|nr\.|n°|#|ticket|case|id|tax id|vat id|iban)\s?[#:]?\s?"
     r"[0-9][0-9]*\b"
     # "Short version: 1,250 USD" numbers no version.
     r"(?!,[0-9]{3}|\.[0-9]{3}|\s?(?:[$€£¥₹]|usd\b|eur\b|gbp\b|dollars?\b|euros?\b|pounds?\b))"),
)  # fmt: skip
_BLOCKED = Pattern(
    "|".join(f"(?P<b{index}>{pattern})" for index, (_, pattern) in enumerate(_BLOCKS)),
    re.IGNORECASE,
)
_COUNTED = (
    r"views?|followers?|subs(?:cribers)?|likes?|impressions?|comments?|people|users?|readers?|"
    r"listeners?|downloads?|saves|shares|clicks|members?|fans|customers?|orders?|units?|samples?|"
    r"reach|plays|streams?|engagements?|viewers?|abonnent\w*|seguidores|suscriptores|abonnés|vues|"
    r"visualiza\w+|aufrufe?\w*|iscritti|inscritos|volgers|weergaven|"
    r"days?|weeks?|months?|mos?|years?|yrs?|hours?|hrs?|min(?:ute)?s?|sec(?:ond)?s?|tage?n?|"
    r"wochen?|"
    r"monate?n?|jahre?n?|stunden|minuten|sekunden|jours?|semaines?|mois|ans|heures|días?|dias?|"
    r"semanas?|mes(?:es)?|años?|horas|giorni|settimane|mesi|anni|ore|dagen|weken|maanden|jaar|"
    r"words?|pages?|slides?|frames?|photos?|images?|pictures?|versions?|revisions?|rounds?|edits?|"
    r"hooks?|scripts?|concepts?|pieces?|deliverables?|reels?|stor(?:y|ies)|posts?|videos?|tiktoks?|"
    r"shorts?|carousels?|clips?|lives?|integrations?|dedicated|ads?|mentions?|pins?|tweets?|"
    r"episodes?|campaigns?|brands?|collabs?|partnerships?|times?|steps?|options?|reasons?|things?|"
    r"questions?|links?|codes?|kg|lbs?|cm|mm|km|miles?|inch(?:es)?|mb|gb|fps|px|ml|oz|"
    r"instagram|ig|tiktok|youtube|yt|ugc|x|st|different|other|more|extra|separate|business|working|"
    r"bed|countries|markets|degrees|feet|ft|sq|am|pm|creators?|influencers?"
)
_COUNT_AFTER = Pattern(
    rf"[ -]?(?:\+ ?)?(?:(?:avg|average|monthly|weekly|daily|engaged|organic|total|unique|"
    rf"active|real|calendar|single|new|loyal|plus)\s)?(?:{_COUNTED})\b",
    re.IGNORECASE,
)
_LENGTH_AFTER = Pattern(
    r"[ -]?(?:calendar |business |working )?(?:days?|weeks?|months?|mos?|years?|yrs?|hours?|hrs?|"
    r"min(?:ute)?s?|sec(?:ond)?s?|tage?n?|wochen?|monate?n?|jahre?n?|jours?|semaines?|mois|"
    r"días?|semanas?|mes(?:es)?|giorni|settimane|mesi|dias?|dagen|weken|maanden|dni|tygodni\w*)\b",
    re.IGNORECASE,
)
_AUDIENCE_BEFORE = Pattern(
    r"(?:views?|followers?|subs(?:cribers)?|audience|community|reach(?:es|ed)?|averag\w+|"
    r"impressions?|hit|hitting|got|gets|did|have|has|had|over|grew to|following|viewers?|"
    r"seguidores|abonnés|abonnenten|downloads)\W{0,3}(?:(?:of|to|is|are|at|about|around|over|"
    r"between|roughly|a|just|nearly|now|on|like|currently|~)\W{1,2}){0,3}\Z",
    re.IGNORECASE,
)
_NOUNS = (
    r"rates?|fees?|price|pricing|prices|costs?|quote|budget|total|minimum|min|max|"
    r"package|bundle|number|amount|figure|compensation|payment|offer|preis|honorar|tarif|tarifa|"
    r"stawka|stawkę|cena|cenu|cenę|pris|priset|prisen|ücretim|fiyatım|цена|ставка|ціна|гонорар|"
    r"hinta|palkkio|"
    r"precio|preço|valor|prezzo|tariffa|compenso|cachê|cache|prix|prijs|tarief|presupuesto"
)
_VERBS = (
    r"charg(?:e|es|ed|ing)|need|want|ask(?:ing)?|quote|pay(?:ing)?|take|accept|do|meet|go|get|"
    r"land|settle|agree|start(?:s|ing)?|say|looking|require|prefer|bump|raise|increase|push|"
    r"brauche|verlange|nehme|berechne|demande|prends|facture|cobro|pido|necesito|chiedo|prendo|"
    r"cobro|peço|preciso|vraag|reken|budget|worth|receive|closer"
)
_FILLERS = (
    r"it|is|be|are|was|would|at|to|of|for|about|around|roughly|me|a|the|just|usually|typically|"
    r"normally|least|minimum|flat|with|on|up|down|as|low|high|from|between|my|in|this|that|only|"
    r"really|por|um|de|bei|von|ca|circa|etwa|environ|à|mindestens|al|menos|almeno|é|è|es|ist|est|"
    r"both|all|them|everything|higher|than|more|like|closer|or|i|we|you|could"
)
_MONEY_BEFORE = Pattern(
    rf"\b(?:{_NOUNS}|{_VERBS})\b[ :=~-]{{0,4}}(?:(?:{_FILLERS})\b[ :=~-]{{0,3}}){{0,5}}\Z",
    re.IGNORECASE,
)
_LEAD_BEFORE = Pattern(
    r"(?:(?:\b(?:for|at|to|how about|what about|about|say|around|roughly|make it|call it|"
    r"für|pour|por|per|voor|um|approximately)\s{1,2})|[:=~→–—-]\s{0,2}|[:=→]\t|\t)\Z",
    re.IGNORECASE,
)
_MONEY_AFTER = Pattern(
    r"\s{0,2}(?:flat|total|all[- ]in|net\b|netto|brutto|gross|plus vat|\+ ?vat|zzgl|\+ ?mwst|"
    r"hors|ht\b|"
    r"each\b|apiece|a pop|per\b|pro\b|par\b|(?:a|/) ?(?:reel|post|video|story|piece|tiktok|month)|"
    r"for (?:the|a|an|one|1|2|3|both|all|each|everything|this|that|my)\b|would work|works|"
    r"possible\b|doable|feasible|ok(?:ay)?\b|fine\b|"
    r"sounds|is (?:fine|ok|okay|my|good|the|what|as)|and (?:we|you|i|it))",
    re.IGNORECASE,
)
_PLAIN_NEXT = Pattern(
    r"(?:\s{0,2}(?:[.,;:!?)\]/|+&*=–—\x00-]|\Z|\n)|\s(?:for|per|each|and|or|is|would|plus|all|net|"
    r"if|"
    r"with|but|on|including|incl|inclusive|instead|max|min|maximum|minimum|works?|to|as|in|because|"
    r"since|given|then|which|please|thanks|thank|a|an|the|my|excl|ex|gross|flat|total|sounds|seems|"
    r"it|i|we|that|this|by|at|due|when|because|für|pro|pour|por|per|und|et|y|e|o|oder|zzgl|netto|"
    r"plus|hors|als|mit|con|avec|com|voor|can|could|should|so|not|ok|okay|be|only|usually|"
    r"from|was|bucks|includes?|covers?|would|minus|via|upfront|deposit|extra\b)\b)",
    re.IGNORECASE,
)
_NAME_BEFORE = Pattern(r"(?:(?<=[a-z,] )|(?<=[A-Z]))[A-Z]\w{0,40}\s?\Z")


def mask(text: str) -> str:
    """Return the text with links, dates, phones, percentages and model numbers blanked out."""
    return _BLOCKED.sub(lambda match: "\x00" * len(match.group()), text)


def blocked(text: str) -> Iterator[tuple[int, int, str]]:
    """Return where each link, date, phone, percentage or model number stands, and which it is."""
    for match in _BLOCKED.finditer(text):
        name = next(i for i in range(len(_BLOCKS)) if match[f"b{i}"] is not None)
        yield match.start(), match.end(), _BLOCKS[name][0]


def unit_after(after: str) -> str:
    """Return "length" or "count" where a unit that is no money follows, else an empty text."""
    if _LENGTH_AFTER.match(after):
        return "length"
    return "count" if is_counted(after) else ""


def is_counted(after: str) -> bool:
    """Say whether a unit that is no money follows the number ("800 views", "30 days")."""
    return bool(_COUNT_AFTER.match(after))


def is_audience(before: str) -> bool:
    """Say whether the words before the number speak of reach ("I average 80k")."""
    return bool(_AUDIENCE_BEFORE.search(before))


def has_money_words(before: str, after: str) -> bool:
    """Say whether a price word leads up to the number, or one follows it at once."""
    return bool(_MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after))


def is_year(text: str, value: Decimal) -> bool:
    """Say whether a plain four-digit number looks like a year of this era."""
    return len(text) == 4 and text.isdigit() and 2015 <= value <= 2039


def is_bare_money(before: str, after: str, digits: str, value: Decimal) -> bool:
    """Decide for a number without a currency, from up to 60 characters on either side.

    Over-reading is the safe side: a price taken for a price is checked by somebody, a price
    overlooked turns a counter into an acceptance.
    """
    if is_counted(after) or value < 10:
        return False
    if has_money_words(before, after):
        return value >= 20 or bool(_MONEY_AFTER.match(after))
    if is_year(digits, value):
        return False
    led = bool(_LEAD_BEFORE.search(before))
    if value < 100:
        return led and value >= 30 and before.rstrip()[-1:] in (":", "=")
    if is_audience(before):
        return False
    if _NAME_BEFORE.search(before) and not led:
        return False
    return bool(_PLAIN_NEXT.match(after))
