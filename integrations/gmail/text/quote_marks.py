"""Recognise the lines mail programs put above what they quote.

Every question here is about a few lines of plain text and is answered from their shape plus
small word lists per language, so a client in an unknown language is still recognised by its
date and address. Lines longer than any real marker are refused before a pattern sees them.
"""

import html
import re
from collections.abc import Sequence

from integrations.gmail.patterns import bounded

LONGEST_MARK = 400
LONGEST_WRAP = 5
HEADER_WINDOW = 14

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_ADDRESS = bounded(r"[\w.+%-]{1,80}@[\w-]{1,80}\.[\w.-]{1,80}")
_DATE = bounded(
    r"\b(?:19|20)\d\d\b|\d{1,4}\s?[./年-]\s?\d{1,2}\s?[./月-]\s?\d{1,4}|\d{1,2}[:.h]\d{2}|٢٠[٠-٩]{2}"
)
_STAMP = bounded(r"^\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}\b")
_GMT_NAME = bounded(r"^[\d-]{10} \d{1,2}:\d\d GMT[+-]\d\d:\d\d [^\d:]{2,60}:?$")
_START = bounded(
    r"^(?:on|am|le|el|em|no dia|a|as|às|il|op|den|dne|dňa|dnia|w dniu|în|la data|στις|в|у|на"
    r"|le jour|da|data|kell|tir|man|ons|tor|fre|lør|lör|søn|sön|mån|tis|lun|mar|mer|mié|mie|jeu"
    r"|jue|ven|vie|sam|sáb|sab|dim|dom|seg|ter|qua|qui|sex|mon|tue|wed|thu|fri|sat|sun|pon|uto"
    r"|sri|čet|pet|sub|ned|пн|вт|ср|чт|пт|сб|вс|wiadomość napisana|vào|pada|bei|ב|في|\d)"
    r"(?=[\s,.:/年-]|\d|$|ב|-)",
    re.IGNORECASE,
)
_VERB_LAST = bounded(
    r"(?:wrote|writes|said|schrieb|geschrieben|a écrit|a ecrit|écrit|escribi[óo]|va escriure"
    r"|escreveu|ha scritto|scrive|schreef|geschreven|skrev|skreiv|skrifaði|kirjoitti|kirjutas"
    r"|napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?|napisao(?:/la)?|napisala"
    r"|napisal(?:/a|a)?|je napisao/la|написал(?:\(а\)|а)?|pisze|пишет|пише|написав(?:/ла)?|написа"
    r"|yazdı|írta|a scris|έγραψε|כתב(?:/ה|ה)?|כתבה|كتب(?:/كتبت|ت)?|(?:đã )?viết|menulis"
    r"|작성|님이 씀|写道|寫道|書きました|เขียน|rakstīja|rašė|shkroi|skrev følgende|je)"
    r"(?: je| le message suivant| lo siguiente| følgende| följande)?\s?[:：]?$",
    re.IGNORECASE,
)
_VERB_INSIDE = bounded(
    r"\b(?:schrieb|schreef|skrev|napisał|napsal|kirjoitti|napisana przez|ezt írta|heeft"
    r"|escribió|escreveu|a écrit|ha scritto|كتب|написал|пише)\b|كتب",
    re.IGNORECASE,
)
_VERB_THEN_DATE = bounded(
    r"\b(?:schrieb am|schrieb|a écrit le|escribió el|escreveu em|ha scritto il|schreef op"
    r"|skrev den|skrev|wrote on|napsala? dne|kirjoitti)\b.{0,60}\d[^:]{0,30}"
    r"(?:\d:\d\d[^:]{0,12})?[:：]$|^am \d.{3,40}\d:\d\d schrieb .{1,80}$",
    re.IGNORECASE,
)
_INLINE = bounded(
    r"(?:^|\s|-{2,}\s?)((?:On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d"
    r"|[A-Z][a-z]{2,8} \d)[^\n]{5,200}? wrote"
    r"|Am \d[^\n]{5,200}? schrieb [^\n:]{1,80}|Le (?:\w{2,4}\.? )?\d[^\n]{5,200}? a écrit ?"
    r"|El (?:\w{2,4}\.?,? )?\d[^\n]{5,200}? escribió|Il \w{0,10} ?\d[^\n]{5,200}? ha scritto"
    r"|Em \w{0,5}\.?,? ?\d[^\n]{5,200}? escreveu):)"
)
_SEPARATOR_WORDS = (
    r"original message|original|original appointment|forwarded message|forwarded by [^-]{1,60}"
    r"|reply message|reply above this line|message transféré|message d['’]origine"
    r"|message original|mail original|ursprüngliche (?:nachricht|mail)"
    r"|original-?nachricht|originalnachricht|weitergeleitete nachricht|mensaje original"
    r"|mensaje reenviado|mensagem original|mensagem encaminhada|messaggio originale"
    r"|messaggio inoltrato|oprindelig (?:meddelelse|besked)|videresendt meddelelse"
    r"|opprinnelig melding|videresendt melding|ursprungligt meddelande"
    r"|originalmeddelande|vidarebefordrat meddelande|oorspronkelijk bericht"
    r"|doorgestuurd bericht|wiadomość oryginalna|oryginalna wiadomość"
    r"|przekazana wiadomość|původní zpráva|původní e-mail|přeposlaná zpráva"
    r"|pôvodná správa|eredeti üzenet|továbbított üzenet|mesaj original|mesajul original"
    r"|alkuperäinen viesti|välitetty viesti|orijinal mesaj|özgün ileti|iletilen mesaj"
    r"|исходное сообщение|пересылаемое сообщение|пересланное сообщение"
    r"|переадресоване повідомлення|αρχικό μήνυμα|προωθημένο μήνυμα|הודעה מקורית"
    r"|الرسالة الأصلية|原始邮件|原始郵件|转发邮件"
    r"|元のメッセージ|転送メッセージ|원본 메시지|전달된 메시지"
)
_SEPARATOR = bounded(
    rf"^[-_=*\s]{{2,}}\s?(?:{_SEPARATOR_WORDS})\s?[-_=*\s]*:?$"
    r"|^-{2,}\s?.{2,150}\s(?:wrote|a écrit|escribió|schrieb|ha scritto|escreveu)\s?-{2,}$"
    r"|^original message processed by\b|^message du ?: ?\d.{6,40}$",
    re.IGNORECASE,
)
_FORWARD = bounded(
    r"^(?:begin forwarded message|forwarded message|anfang der weitergeleiteten (?:nachricht"
    r"|e-mail)|début du message (?:réexpédié|transféré)|inizio messaggio inoltrato"
    r"|inicio del mensaje reenviado|início da mensagem reencaminhada"
    r"|begin doorgestuurd bericht|vidarebefordrat brev|start på videresendt besked"
    r"|videresendt melding|rozpoczęcie przekazywanej wiadomości|начало переадресованного"
    r" сообщения|reply above this line|##-? ?please type your reply above this line ?-?##"
    r"|please reply above this line"
    r"|転送されたメッセージ|开始转发的邮件|下面是被转发的邮件)\s?[:：]?$",
    re.IGNORECASE,
)
_KEYS = {
    "from": "from|von|de|de la|από|da|fra|från|van|od|od kogo|от|від|от кого|lähettäjä|feladó"
    "|mittente"
    "|expéditeur|remitente|remetente|kimden|gönderen|差出人|发件人|寄件者|보낸 사람|보낸사람"
    "|من|από|מאת|saatja|expeditor|avsender|avsändare",
    "date": "sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|enviado em|data|fecha"
    "|inviato|sendt|skickat|dato|verzonden|wysłano|odesláno|odoslané|отправлено|дата|надіслано"
    "|lähetetty|päivämäärä|elküldve|dátum|tarih|gönderildi|日時|送信日時|发送时间|日期|寄件日期"
    "|보낸 날짜|날짜|التاريخ|trimis|ημερομηνία|תאריך|poslano|saadetud|date d'envoi|sent at"
    "|verzonden op|data wysłania",
    "to": "to|an|à|a|para|per|till|til|aan|do|komu|кому|vastaanottaja|címzett|kime|alıcı|宛先"
    "|收件人|받는 사람|받는사람|إلى|către|προς|אל|za|kellele|destinataire|destinatario",
    "subject": "subject|betreff|objet|asunto|assunto|oggetto|emne|ämne|onderwerp|temat|předmět"
    "|predmet|тема|aihe|tárgy|konu|件名|主题|主旨|제목|الموضوع|subiect|θέμα|נושא|teema|sujet",
    "cc": "cc|bcc|kopie|copie|kopia|копия|ccn|cci|kopio|reply-to|répondre à|antwort an",
}
_KIND = {word: kind for kind, words in _KEYS.items() for word in words.split("|")}
_HEADER = bounded(r"^[*_\s]{0,6}([^\W\d_][\w '-]{0,18})\s?[*_]{0,3}\s?[:：]\s?[*_]{0,3}\s*(.*)$")
_FLAT_KEY = bounded(r"\b([A-Za-zÀ-ž]{2,12}):\s")


def clean(line: str) -> str:
    """The line without quote marks, emphasis, invisible characters and doubled blanks."""
    bare = _INVISIBLE.sub("", line[: LONGEST_MARK * 2])
    if "&" in bare:
        bare = html.unescape(bare)
    return _SPACES.sub(" ", bare).strip().lstrip(">|- ").strip("*_ ").strip()


def is_quoted(line: str) -> bool:
    """Whether the line carries a quote mark at its start."""
    return _INVISIBLE.sub("", line[:40]).lstrip(" \t\u00a0").startswith(">")


def attribution_length(lines: Sequence[str], at: int) -> int:
    """How many lines starting here form an "On …, someone wrote:" line; 0 when none."""
    first = clean(lines[at])
    if not first or len(first) > LONGEST_MARK:
        return 0
    if _is_attribution(first):
        return 1
    if _is_bare_date_above_quote(first, lines, at):
        return 1
    if not _may_continue(first):
        return 0
    return _wrapped_length(first, lines, at)


def _wrapped_length(first: str, lines: Sequence[str], at: int) -> int:
    joined = first
    for extra, line in enumerate(lines[at + 1 : at + LONGEST_WRAP], start=1):
        following = clean(line)
        joined = f"{joined} {following}"
        if not following or len(joined) > LONGEST_MARK:
            return 0
        if _is_attribution(joined):
            starts_anew = _START.match(following) and _is_attribution(following)
            return 0 if starts_anew else extra + 1
    return 0


def _may_continue(first: str) -> bool:
    if _START.match(first):
        return bool(re.search(r"\d", first))
    return bool(_ADDRESS.search(first) and _VERB_INSIDE.search(first))


def _is_bare_date_above_quote(line: str, lines: Sequence[str], at: int) -> bool:
    """A date, a time and perhaps a name right above a marked line, in any language."""
    if not _STAMP.match(line) or len(line) > 120:
        return False
    following = next((text for text in lines[at + 1 : at + 3] if text.strip()), "")
    return is_quoted(following) or bool(_GMT_NAME.match(line))


def inline_attribution(line: str) -> str | None:
    """The words before an attribution which shares its line with other text."""
    if len(line) > LONGEST_MARK * 4 or ":" not in line:
        return None
    found = _INLINE.search(_INVISIBLE.sub("", line))
    if found is None or not _DATE.search(found.group(1)):
        return None
    before = line[: found.start(1)].rstrip(" -")
    return before if re.search(r"\w", before) else None


def opens_with_attribution(line: str) -> bool:
    """Whether an attribution and the first quoted words share a line, nothing new before them."""
    if len(line) > LONGEST_MARK * 4 or ":" not in line:
        return False
    bare = _INVISIBLE.sub("", line)
    found = _INLINE.search(bare)
    if found is None or not _DATE.search(found.group(1)):
        return False
    return not bare[: found.start(1)].strip(" -") and bool(bare[found.end(1) :].strip())


def is_separator(line: str) -> bool:
    """Whether the line announces an original or forwarded message."""
    bare = _SPACES.sub(" ", _INVISIBLE.sub("", line[:200])).strip().lstrip("> ").strip("*")
    return bool(_SEPARATOR.match(bare) or _FORWARD.match(bare.strip("-_ ")))


def header_block_length(lines: Sequence[str], at: int) -> int:
    """How many lines starting here form a quoted From/Sent/To/Subject block; 0 when none."""
    if _header_kind(lines[at]) is None:
        return 1 if _is_flat_block(lines[at]) else 0
    kinds: set[str] = set()
    evidence = False
    strangers = 0
    end = at
    for index in range(at, min(at + HEADER_WINDOW, len(lines))):
        line = lines[index]
        if not clean(line):
            continue
        kind = _header_kind(line)
        strangers = strangers + 1 if kind is None else 0
        if strangers > 1:
            break
        if kind is not None:
            kinds.add(kind)
            end = index
            evidence = evidence or bool(_ADDRESS.search(line) or _DATE.search(line))
    enough = len(kinds) >= 3 or (len(kinds) == 2 and evidence)
    addressed = any(_ADDRESS.search(line) for line in lines[at : end + 1])
    named = "from" in kinds or ({"date", "to"} <= kinds and addressed)
    return end - at + 1 if named and enough else 0


def is_header(line: str) -> bool:
    """Whether the line is one of a quoted header block: From, Sent, To, Subject."""
    return _header_kind(line) is not None


def _header_kind(line: str) -> str | None:
    found = _HEADER.match(clean(line)) if len(line) <= LONGEST_MARK * 4 else None
    return _KIND.get(found.group(1).strip().lower()) if found else None


def _is_flat_block(line: str) -> bool:
    """A header block some programs flatten into one line."""
    if len(line) > LONGEST_MARK * 4:
        return False
    bare = clean(line)
    found = [_KIND.get(word.lower()) for word in _FLAT_KEY.findall(bare)]
    kinds = {kind for kind in found if kind}
    starts = _FLAT_KEY.match(bare) is not None
    return starts and len(kinds) >= 3 and "from" in kinds and bool(_DATE.search(bare))


def _is_attribution(line: str) -> bool:
    if len(line) > LONGEST_MARK:
        return False
    dated = bool(_DATE.search(line))
    addressed = "@" in line and bool(_ADDRESS.search(line))
    if not dated and not addressed:
        return False
    tail = line[-60:].rstrip("-–— \u202c")
    if _VERB_LAST.search(tail):
        return tail.endswith((":", "：")) or bool(_START.match(line)) or addressed
    if _VERB_THEN_DATE.search(line):
        return True
    if not line.endswith((":", "：")):
        return False
    if _VERB_INSIDE.search(line):
        return bool(_START.match(line)) or addressed
    return addressed and dated
