"""Recognise an automatic answer by its subject and words, where no header says so.

A person who is away and still answers ("on holiday until Friday, but yes, $900 is fine") is no
machine: words about the deal always win over words about the absence.
"""

import re

from integrations.gmail.patterns import bounded

LONGEST = 4_000
MOST_PERSONAL_WORDS = 80

_CERTAIN_SUBJECT = bounded(
    r"^\s*\[?(?:automatic (?:reply|response)|auto(?:mated|matic)?[- ]?(?:reply|response|responder"
    r"|antwort)\b|automatische antwort|abwesenheits\w*|réponse automatique|respuesta autom[áa]tica"
    r"|resposta autom[áa]tica|risposta automatica|automatisch antwoord|autosvar|automatiskt svar"
    r"|automatisk svar|fraværsmelding|frånvaromeddelande|automaattinen vastaus"
    r"|odpowiedź automatyczna|automatick\w+ odpověd\w+|automatická odpověď|автоответ"
    r"|автоматический ответ"
    r"|автоматична відповідь|automatikus válasz|răspuns automat|otomatik yanıt|αυτόματη απάντηση"
    r"|自動応答|自動返信|不在通知|自动回复|自動回覆|自动答复|자동 ?회신|자동 ?응답|부재중"
    r"|رد تلقائي|מענה אוטומטי|תשובה אוטומטית|ticket (?:received|created|#)|vacation (?:reply"
    r"|response|responder))", re.I
)  # fmt: skip
_LIKELY_SUBJECT = bounded(
    r"^\s*(?:out of (?:the )?office|away from (?:the )?office|(?-i:OOO)\b|auto:|on (?:vacation"
    r"|holiday|leave|annual leave|maternity leave)\b|vacation\s*$|abwesen\w*|nicht im büro"
    r"|absence du bureau|absent(?:\(e\)|e)?\b|fuera de la oficina|ausente\b|fuori (?:sede|ufficio)"
    r"|assenza|ausência|fora do escritório|afwezig\w*|niet aanwezig|nieobecno\w+|poza biurem"
    r"|frånvarande|fraværende|ikke på kontoret|ikke til stede|poissa\w*|mimo kancelář"
    r"|házon kívül|în concediu|ofis dışı|вне офиса|в отпуске|we(?:'ve| have)? received your"
    r"|thank you for (?:contacting|your (?:e-?mail|message|inquiry|enquiry))"
    r"|εκτός γραφείου|خارج المكتب|מחוץ למשרד)", re.I
)  # fmt: skip
_SAYS_SO = bounded(
    r"(?<!not )(?<!not an )(?<!not a )\b(?:automated|auto-?(?=(?:response|reply))"
    r"|auto-?generated|automatically generated"
    r"|automatic) ?(?:reply"
    r"|response|message|e-?mail|confirmation|acknowledge?ment|answer|notification)"
    r"|\bautomatically generated\b|\b(?:please )?do(?: not|n't) (?:reply|respond) (?:to this"
    r" (?:e-?mail|message|mail)|directly)|\b(?:un|not )monitored\b"
    r"|\bno longer (?:monitor\w*|check\w*|in use)|automatisch (?:generiert|erstellt|gegenereerd"
    r"|verstuurd|bericht)|automatische (?:antwort|nachricht)|message automatique"
    r"|(?:mensaje|correo) automático|messaggio automatico|mensagem automática"
    r"|wiadomość (?:została )?(?:wygenerowana )?automatyczn|automatiskt (?:svar|meddelande)"
    r"|automatisk (?:svar|besked)|автоматическ\w+ (?:ответ|сообщение)|自動(?:返信|送信|応答)"
    r"|自动(?:回复|发送)|자동 ?(?:회신|발송)", re.I
)  # fmt: skip
_THANKS = bounded(
    r"\bthank(?:s| you)(?: so much| very much)? for (?:your (?:e-?mail|mail|message|inquiry"
    r"|enquiry|interest|note)|contacting|reaching out|getting in touch|writing|e-?mailing)"
    r"|\bdanke? für (?:ihre|deine|eure) (?:nachricht|e-?mail|mail|anfrage)"
    r"|\bmerci (?:pour|de) votre (?:message|mail|e-?mail|courriel)"
    r"|\bgracias por (?:su|tu|el|contactar|escribir)|\bgrazie per (?:la|il|aver|tua|sua)"
    r"|\bobrigad[oa] (?:pelo|por|pela)|\bbedankt voor (?:uw|je|jouw)|\bdziękuj(?:ę|emy) za"
    r"|\btack för (?:ditt|din|ert|er)\b|\btakk? for (?:din|deres|di)\b|\bděkuj(?:i|eme) za"
    r"|(?:спасибо|благодар\w+) за|дякую за|kiitos (?:viesti|sähköposti)|köszön\w+ (?:a )?(?:leve"
    r"|üzene)|teşekkür|ご連絡ありがとう|感谢您的|謝謝您的|메일 감사", re.I
)  # fmt: skip
_AWAY = bounded(
    r"\bout of (?:the )?office\b|\bon (?:\w+ )?(?:leave|vacation|holidays?)\b|\baway (?:until|till"
    r"|from|on|this|for)\b|\bcurrently (?:away|travell?ing|unavailable|offline|out)\b"
    r"|\bnicht im büro|\bim urlaub\b|\babwesend\b|\baußer haus\b|\belternzeit\b|\bnicht erreichbar"
    r"|\babsente?\b|\ben (?:congés?|vacances)\b|\bfuera de (?:la )?oficina|\bde vacaciones\b"
    r"|\bausente\b|\bfuori (?:ufficio|sede)|\bin ferie\b|\bassente\b|\bfora do escritório"
    r"|\bde férias\b|\bafwezig\b|\bop vakantie\b|\bniet op kantoor|\bmet verlof\b|\bna urlopie\b"
    r"|\bpoza biurem|\bnie ma mnie|\bpå semester|\bföräldraledig|\binte på kontoret"
    r"|\bpå ferie\b|\bikke på kontoret|\bbarsel|\blomalla\b|\bdovolen|\bmimo kancelář"
    r"|\bizindey|\bofis dışında|в отпуске|отсутств|у відпустці|відсутн|szabadságon|concediu"
    r"|σε άδεια|不在|休暇|休假|外出|부재중|휴가|خارج المكتب|إجازة|בחופשה|מחוץ למשרד", re.I
)  # fmt: skip
_WHEN = bounded(
    r"\b(?:until|till|through)\b|\b(?:be |am |i'm )?back (?:on|in|by|at)\b|\breturn(?:ing)?\b"
    r"|\bi'm back\b|\bfrom \w+ \w* ?to\b|\bbis (?:zum|\d|\w+tag)|\bab dem\b|\brückkehr\b"
    r"|\bwieder (?:da"
    r"|erreichbar|im)|\bjusqu|\bde retour\b|\bà mon retour|\bhasta el\b|\bregreso\b|\bfino a"
    r"|\brientro\b|\baté\b|\bretorno\b|\btot \w+|\bterug|\bdo \d|\bpowroc|\bwrac|\btill den\b"
    r"|\btillbaka\b|\bindtil\b|\btilbage\b|\bpo návrat|\bvrát|\bkadar\b|\bдо \d|\bпосле возвр|"
    r"\bповерн|\bпонеділ|まで|戻り|回来|까지|돌아|حتى|עד|μέχρι|hétfőig|până", re.I
)  # fmt: skip
_WILL_ANSWER = bounded(
    r"\b(?:will|'ll|aim to|shall) (?:\w+ )?(?:respond|reply|get back|answer|be in touch"
    r"|return your)"
    r"|\bwithin (?:\d+(?:-\d+)?|two|three|five) (?:\w+ )?(?:hours?|days?)"
    r"|\bas soon as (?:possible|i'm back|i am back|i return)|\bupon my return\b|\bmelden uns\b"
    r"|\bbeantworte|\blese (?:meine )?mails|\brépondr|\bresponder|\brisponder|\bbeantwoord"
    r"|\breageer"
    r"|\bodpowie|\bodpisz|\bsvarar\b|\båterkommer\b|\bodpov[íě]|отвеч|відпов", re.I
)  # fmt: skip
_URGENT = bounded(
    r"\burgent\w*|\bimmediate assistance\b|\bin my absence\b|\b(?:direct|send) all (?:\w+ )?"
    r"(?:enquiries|inquiries)|\bdringend|\burgence\b|\burgenz|\burgênci|\bdringende\b|\bspoed"
    r"|\bpilnych\b|\bbrådskande\b|\bhaster\b|\bnaléhav|срочн|термінов", re.I
)  # fmt: skip
_UNREAD = bounded(
    r"\b(?:limited|no|little|sporadic|intermittent) access\b"
    r"|\bnot (?:be )?check\w* (?:my )?(?:e-?mail"
    r"|inbox|messages)|\bnot be forwarded\b|\bhigh volume\b|\bvolume of (?:e-?mails|messages"
    r"|requests|enquiries|inquiries)|\binbox is (?:only )?(?:monitored|checked)"
    r"|\beingeschränkt\w* zugriff|\bnicht weitergeleitet|\bn'ai pas accès|\bacceso limitado"
    r"|\baccesso limitato|\bacesso limitado|\bbeperkte? toegang", re.I
)  # fmt: skip
_RECEIVED = bounded(
    r"\breceived your (?:e-?mail|message|request|inquiry|enquiry)|\byour (?:request|message|inquiry"
    r"|enquiry|e-?mail|ticket)(?: \(\w+\))? (?:has been|was) (?:received|logged|opened|created)"
    r"|\bticket (?:number|id|#)|\breview every\b|\ba member of our\b|\bone of our \w+ will"
    r"|\b(?:business|working) days\b|\bplease (?:include|fill)|(?:anfrage|nachricht) erhalten"
    r"|\bavons bien reçu|\bhemos recibido|\babbiamo ricevuto|\brecebemos\b|\bontvangen\b"
    r"|\botrzymaliśmy|\bhar mottagit|\bhar modtaget|obdrželi|получили ваш", re.I
)  # fmt: skip
_DEAL = bounded(
    r"[$€£¥₹₩]\s?\d|\d\s?(?:[$€£₹₩円元만万원]|k\b|kr\b|usd|eur|euro|gbp|zł|tl\b|pln|chf|dollars?|pounds?"
    r"|rupees)|\b(?:r\$|usd|eur|gbp|inr|chf)\s?\d|\b(?:i accept|we accept|i agree|we agree|"
    r"deal|count me in|i'm in|let's (?:do|go)|happy to (?:do|go|accept|move)|sounds (?:good|great)"
    r"|but yes|yes to|works for me|i'll take|contract|my (?:rate|fee|price|usual)|our rate card"
    r"|the (?:offer|reel|fee|price|draft|shoot|product|parcel|content))\b"
    r"|\bnehme .{0,20}an\b|\bpasst (?:für|mir)|\bmein (?:preis|honorar)|\bgern(?:e)? dabei"
    r"|\bvertrag\b|\bc'est (?:oui|ok|bon)|\bj'accepte|\bmon tarif|\bbudget \?|\bacepto\b"
    r"|\bmi tarifa|\bcontrato\b|\baccetto\b|\bper me va|\bil mio compenso|\baceito\b|\bmeu cachê"
    r"|\bakkoord\b|\bdoe (?:ik )?graag mee|\bmijn tarief|\bstawka\b|\bzgadzam|\bjag är med"
    r"|\bjeg er med|\bhintani\b|\bsouhlasím|\bücretim|согласн|ставка|погоджу", re.I
)  # fmt: skip
_SIGNS = (_THANKS, _AWAY, _WHEN, _WILL_ANSWER, _URGENT, _UNREAD, _RECEIVED)
_ASKS = bounded(r"[?？؟](?!\S*\w=)")


def is_certain_subject(subject: str) -> bool:
    """Whether the subject is the one mail programs give their automatic answers."""
    return bool(_CERTAIN_SUBJECT.match(subject[:300]))


def reads_automatic(subject: str, written: str) -> bool:
    """Whether subject and new words are an automatic answer."""
    if is_certain_subject(subject):
        return True
    words = written[:LONGEST].replace("’", "'")
    if speaks_of_the_deal(words):
        return False
    if _SAYS_SO.search(words):
        return True
    if _LIKELY_SUBJECT.match(subject[:300]) and not _ASKS.search(words):
        return True
    return _has_signs(words)


def reads_personal(written: str) -> bool:
    """Whether a person wrote the words: of the deal, or briefly and without a link."""
    if speaks_of_the_deal(written):
        return True
    words = written.split()
    is_short = 0 < len(words) <= MOST_PERSONAL_WORDS
    return is_short and "://" not in written and not reads_automatic("", written)


def speaks_of_absence(words: str) -> bool:
    """Whether the writer is away or does not read, and asks nothing."""
    bounded = words[:LONGEST].replace("’", "'")
    if _ASKS.search(bounded):
        return False
    return bool(_AWAY.search(bounded) or _UNREAD.search(bounded) or _SAYS_SO.search(bounded))


def speaks_of_the_deal(words: str) -> bool:
    """Whether money, a yes or the work itself is spoken of."""
    return bool(_DEAL.search(words[:LONGEST].replace("’", "'")))


def _has_signs(words: str) -> bool:
    seen = {sign for sign in _SIGNS if sign.search(words)}
    if _ASKS.search(words):
        return len(seen) >= 4
    if len(seen) >= 3:
        return True
    strong = seen & {_AWAY, _UNREAD, _RECEIVED}
    # "I'm away until Monday" alone may be a person; with an address for haste it is not.
    return len(seen) == 2 and bool(strong) and bool(seen & {_URGENT, _UNREAD, _RECEIVED})
