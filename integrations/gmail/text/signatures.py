"""Recognise signatures, mobile footers and warnings which are not the person's own words."""

import re
from collections.abc import Sequence

from integrations.gmail.patterns import bounded

LONGEST_SIGNATURE = 12
LONGEST_CARD = 20

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_DELIMITER = bounded(r"^\s*(?:--|—|––)\s*$")
_RULE = bounded(r"^\s*(?:_{5,}|-{5,}|={5,}|\*{5,}|~{5,}|[*\s]*(?:[.·•]\s?){6,}[*\s]*)\s*$")
_MONEY = bounded(
    r"[$€£¥₹]\s?\d|\d\s?[$€£¥₹]|\b(?:usd|eur|gbp|sek|nok|dkk|pln|chf|cad|aud)\b"
    r"|\b\d+(?:[.,]\d+)?k\b"
    r"|(?:\breel|stor(?:y|ies)|\bpost|video|tiktok|\bshort|package|\brate|\bfee|price|total|usage"
    r"|bundle|\bper\b|each).{0,40}\b\d{2,6}\b"
    r"|\b\d{2,6}\b.{0,40}(?:\breel|stor(?:y|ies)|\bpost|video|tiktok|package|\bper\b|each)",
    re.IGNORECASE,
)
_PHONE = r"(?:[+(]\d|0\d|\d{3}[-. ]\d{3}[-. ]\d{4})[\d\s().+/-]{0,22}"
_DEVICE = (
    r"i\s?phone?|i\s?pad|i\s?pod|android|blackberry|samsung|galaxy|huawei|xiaomi|oneplus|pixel"
    r"|nokia|sony|windows (?:phone|mail)|windows \d+|mobile|mobil|móvil|handy|smartphone|telefon"
    r"|telefoon|téléphone|teléfono|celular|telemóvel|outlook|yahoo|gmail|gmx|web\.de|mailbox"
    r"|proton|tutanota|spark|superhuman|airmail|mailbird|mail app|mail for|app mail|mail\.ru"
    r"|aol|zoho|sparrow|thunderbird|telstra|verizon|t-mobile|at&t|tablet|boxer|newton|hey\b"
    r"|shortwave|missive|mimestream|canary|edison|bluemail|aquamail|k-9"
    r"|fairmail|mailspring|postbox|em client|front app|polymail|notion mail|fastmail"
)
_SENT_STARTS = (
    r"sent (?:from|with|via|using|on)|sent by|get outlook|get the|envoyé (?:de|à|avec|depuis"
    r"|via|par)|envoye de|gesendet (?:von|mit|über|aus)|von mein\w* [\w ]{2,30} gesendet"
    r"|diese nachricht wurde von|enviado (?:desde|do|de|com|a partir|via|con)|obtener outlook"
    r"|obter o outlook|inviato (?:da|dal|con|tramite)|scarica outlook|ottieni outlook"
    r"|verzonden (?:vanaf|via|met|vanuit|van)|verstuurd (?:vanaf|via|met|vanuit)"
    r"|sendt fra|sendt via|skickat från|hämta outlook|hent outlook|skickades från"
    r"|wysłan[eo] z|wysłane za pomocą|pobierz (?:aplikację )?outlook|odesláno z|odoslané z"
    r"|trimis de pe|trimis din|отправлено (?:с|из|от)|надіслано з|poslano (?:z|s|iz)|poslané z"
    r"|lähetetty|elküldve|obtenez outlook|télécharger outlook|outlook für [\w ]+ beziehen"
    r"|holen sie sich outlook|download outlook|via mobile|από το|στάλθηκε από|saadetud"
    r"|أرسلت من|أُرسلت من|تم الإرسال من|נשלח מה|从我的|發自我的|发自我的|inviat da|enviat des"
)
_FOOTER = bounded(rf"^(?:{_SENT_STARTS})", re.IGNORECASE)
_FOOTER_ENDS = bounded(
    r"(?:küldve|gönderildi|から送信|で送信|에서 보냄|gesendet|lähetetty)[.。]?$", re.IGNORECASE
)
_FOOTER_DEVICE = bounded(_DEVICE, re.IGNORECASE)
_FOOTER_ALONE = bounded(
    r"^(?:via mobile|yahoo mail: search|sent from my |gesendet von meine"
    r"|von meinem [\w -]{2,30} gesendet"
    r"|envoyé (?:de|depuis) mon |enviado desde mi |enviado do meu |enviado de meu "
    r"|inviato dal mio |verzonden vanaf mijn |skickat från min |sendt fra min |wysłane z mojego "
    r"|发自我的|發自我的|从我的|sent via mobile device|أُرسلت|أرسلت|נשלח)",
    re.IGNORECASE,
)
# No device of today is named so, but a price is.
_LONG_NUMBER = bounded(r"(?<!\w)\d[\d.,]{2}")
_NAME_DASH = bounded(r"^\s*[-–—~]{1,2}\s?[^\W\d_]{2,20}\.?\s*$")
_NAME = bounded(r"^[^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20}){0,3},?$")
_CONTACT = bounded(
    r"^(?:(?:e-?mail|mail|tel|telefon|phone|mob|mobile|cell|fax|web|skype|twitter|www|t|m|p|w)"
    r"[:. ]{1,3})?\s?<?(?:[\w.+%-]{1,80}@[\w.-]{3,80}|https?://\S{3,200}|www\.\S{3,100}"
    r"|" + _PHONE + r")>?$",
    re.IGNORECASE,
)
_WARNING = bounded(
    r"^[\s\[*]*(?:caution|warning|external|achtung|attention|extern\w*)\b.{0,400}"
    r"(?:external|extern|outside|sender|organi[sz]ation|links|attachments|absender)",
    re.IGNORECASE,
)

_DISCLAIMER = bounded(
    r"^[*_\s]*(?:confidential(?:ity)?(?: notice| note)?\b|disclaimer\b|(?:this|the information in"
    r" this|the contents of this) (?:e-?mail|message|communication|transmission)\b"
    r"|diese (?:e-?mail|nachricht)\b|ce (?:message|courriel|mail)\b|este (?:correo|mensaje|e-?mail)"
    r"|esta mensagem\b|questo messaggio\b|dit (?:e-?mail)?bericht\b|deze e-?mail\b).{0,300}"
    r"(?:confidential|privileged|intended (?:only |solely )?for|vertraulich|confidentiel"
    r"|confidencial|riservat|vertrouwelijk)",
    re.IGNORECASE,
)
_CLOSING = bounded(
    r"^(?:(?:kind|best|warm|warmest|kindest|many)? ?regards|best|best wishes|all the best|cheers"
    r"|thanks|thank you|many thanks|thanks so much|sincerely|yours (?:sincerely|truly|faithfully)"
    r"|warmly|xoxo|xo|love|take care|mit freundlichen grüßen|(?:viele|liebe|beste|herzliche) grüße"
    r"|mfg|lg|vg|cordialement|bien à vous|bien cordialement|belle journée|merci|saludos"
    r"|un saludo|gracias|atentamente|un abrazo|cordiali saluti|grazie|un saluto|saluti|abraços"
    r"|atenciosamente|obrigad[oa]|cumprimentos|met vriendelijke groet(?:en)?|groet(?:jes|en)?"
    r"|mvh|med vänlig hälsning|(?:med )?vennlig hilsen|(?:med )?venlig hilsen|pozdrawiam"
    r"|z poważaniem|с уважением|terveisin|üdvözlettel)[,.!]?$",
    re.IGNORECASE,
)
_SENTENCE = bounded(r"[?]|[.!]$|\b(?:i|we|you|my|our|ps|p\.s)\b", re.IGNORECASE)
_AFTERTHOUGHT = bounded(r"\W{0,3}p\.? ?[sd](?:\. ?s)?\b", re.IGNORECASE)
_ANY_CONTACT = bounded(
    r"[\w.+-]{1,60}@[\w-]{1,60}\.\w|https?://|www\.|\b[\w-]{2,40}\.(?:com|net|org|co|io|tv)\b"
    r"|" + _PHONE
)
_CONTACT_WORD = bounded(rf"\S+@\S+|https?://\S+|www\.\S+|@\w+|{_PHONE}")
_URL_ONLY = bounded(r"^\W*(?:https?://|www\.)\S+$")


def is_delimiter(line: str) -> bool:
    """Whether the line is the usual mark above a signature."""
    return bool(_DELIMITER.match(_INVISIBLE.sub("", line[:40])))


def is_mobile_footer(line: str) -> bool:
    """Whether the line only names the device or program the mail was sent with."""
    bare = _INVISIBLE.sub("", line[:300]).strip().lstrip("*_>(-[ ").strip()
    if not 4 < len(bare) <= 160:
        return False
    words = bare.split("<")[0].split("(http")[0]
    if len(words) > 80 or _MONEY.search(words) or _LONG_NUMBER.search(words):
        return False
    if _FOOTER_ALONE.match(bare):
        return True
    starts = _FOOTER.match(bare) or _FOOTER_ENDS.search(bare)
    return bool(starts and _FOOTER_DEVICE.search(bare) and not re.search(r"[,;!?]\s", words))


def is_rule(line: str) -> bool:
    """Whether the line is only a drawn rule."""
    return len(line) <= 200 and bool(_RULE.match(line))


def speaks_of_money(line: str) -> bool:
    """Whether the line names an amount, with or without a currency."""
    return bool(_MONEY.search(line[:400]))


def adds_to_the_offer(line: str) -> bool:
    """Whether a line that looks like part of a signature is talk: an afterthought, or a price."""
    return bool(_AFTERTHOUGHT.match(line)) or (
        speaks_of_money(line) and bool(_SENTENCE.search(line[:400]))
    )


def without_warning(lines: list[str]) -> list[str]:
    """Drop the warning about outside senders some companies put on top."""
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        return lines[index + 1 :] if is_warning(line) else lines
    return lines


def is_warning(line: str) -> bool:
    """Whether the line is a company's warning about an outside sender; never an offer."""
    return bool(_WARNING.match(line[:600])) and not speaks_of_money(line)


def is_disclaimer(lines: Sequence[str], at: int) -> bool:
    """Whether a company's notice on confidentiality starts here."""
    return bool(_DISCLAIMER.match(" ".join(lines[at : at + 3])[:500]))


def without_business_card(lines: list[str]) -> list[str]:
    """Below "Kind regards" and a name, drop titles, numbers and links; never money or talk."""
    kept = _without_trailing_blanks(lines)
    for index in range(len(kept) - 2, max(-1, len(kept) - LONGEST_CARD), -1):
        if not _CLOSING.match(kept[index].strip()[:80]):
            continue
        name = next((n for n in range(index + 1, len(kept)) if kept[n].strip()), len(kept))
        tail = [line.strip() for line in kept[name + 1 :] if line.strip()]
        if _NAME.match(kept[name].strip()[:90]) and _is_card(tail):
            return kept[: name + 1]
        return kept
    return kept


def _is_card(tail: Sequence[str]) -> bool:
    if len(tail) < 2 or not any(_ANY_CONTACT.search(line[:200]) for line in tail):
        return False
    return not any(
        len(line) > 120
        or _MONEY.search(line)
        or _SENTENCE.search(_ANY_CONTACT.sub("", line))
        # A bare number beside no telephone or address may be a price.
        or re.search(r"\d", _CONTACT_WORD.sub("", line))
        for line in tail
    )


def without_contact_block(lines: list[str]) -> list[str]:
    """Drop a closing block which holds only a name and ways to reach the person."""
    kept = _without_trailing_blanks(lines)
    kept = _without_dash_name(kept)
    start = len(kept)
    while start > 0 and kept[start - 1].strip() and len(kept) - start <= LONGEST_SIGNATURE:
        start -= 1
    block = [line.strip() for line in kept[start:]]
    if start == 0 or not 2 <= len(block) <= 6:
        return kept
    names = [line for line in block if _is_name(line) and not _is_contact(line)]
    contacts = [line for line in block if _is_contact(line)]
    # A link alone may be the media kit they wish us to open.
    reachable = any(not _URL_ONLY.match(line) for line in contacts)
    whole = len(contacts) + len(names) == len(block)
    if whole and reachable and len(names) <= 2 and _is_name(block[0]):
        return _without_trailing_blanks(kept[:start])
    return kept


def _is_name(line: str) -> bool:
    return bool(_NAME.match(line[:90])) and all(word[0].isupper() for word in line.split())


def _is_contact(line: str) -> bool:
    return len(line) <= 200 and bool(_CONTACT.match(line)) and not _MONEY.search(line)


def _without_dash_name(lines: list[str]) -> list[str]:
    if len(lines) < 2 or not _NAME_DASH.match(lines[-1][:60]):
        return lines
    before = _without_trailing_blanks(lines[:-1])
    if not before or before[-1].lstrip().startswith(("-", "–", "*", "•")):
        return lines
    return before


def _without_trailing_blanks(lines: list[str]) -> list[str]:
    end = len(lines)
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return lines[:end]
