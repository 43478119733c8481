"""The words an acceptance is made of; whatever else stands in one needs a person. Pure.

A list of warnings is never complete: a yes to something else ("I accept your apology") or with
a thought behind it is worded in endless ways. A plain yes is not: it is known by its words.
"""

import re

_LIST = """
a aanbod aboard about abrazo abraço absolutely accept acceptable accepte accepted accepterar
accepting acceptons accepts accettiamo accetto accord accordo aceitamos aceito aceptamos acepto
acuerdo address adelante affare again agree agreeable agreed agreeing agreement ah ahead akceptuję
akkoord all allem alles already alright also always am amazing amount an and angebot anlaştık
answer any anything apologies appreciate approve approved are as at attention au auf aux avec
avtalen avtalet aw awaiting aware away awesome back basis be beaucoup bedankt been before begin
behalf being belle below bene benissimo best beste bestätige bestätigen bet bien bientôt bin bitte
board bon bonjour bonsoir booked both bra brand brief briefing brilliant bring bucks budget
buongiorno but by called campaign can ce cela cerramos certo chance checks cheers chętnie ci ciao
claro clear client close colaboración collab collaborare collaborate collaborating collaboration
collaborazione collabs com combinado come comfortable coming comme completely con condiciones
conditions confermo confirm confirmation confirme confirmed confirming confirmo conforme conmigo
consider content contract contrat contrato contratto convient convinced cool cooperation
cordialement cordiali così could count course create creating creator cuando cuenta cuándo czekam
cześć d dabei damit dan dank danke dann das dat date dates day days de deal dear definitely del
delay delight delighted deliver deliverable deliverables delivery dem den der des described det
detail details di did die discussed do doable dobry dobrze dobrý docs document documents doe doen
does dollars done dont door dope down draft draw du due działamy dzień dziękuję děkuji each easy
ediyorum ein eine einen einverstanden el ellie else em email en encantada encantado end enough
ensemble enviar envoyer envoyez envíame er erbjudandet es est estamos estoy está et eur euro euros
everyone everything exactly excellent excited exciting expect fab fabulous fair fait fantastic
fast fatto favor fechado fee feel felice film filming final finally fine fint first follow for
form forms forward forwarded found frente freue freuen freundlichen from full fully further für ga
gaan gbp genannten genial gern gerne get getting give given glad gladly gli go goed going gonna
good got graag gracias grateful grazie great greetings groet groetjes grüße grüßen guidelines
gustaría gut guten guys ha had haha hahaha hallo hand happen happily happy has have having hear
hearing hecho hej helemaal hello help here herzliche hesitate het hey hi hiermit hilsen him his hm
hoi hola honored honoured hoor hooray hope hoping how hâte hälsningar i ich id idea ideal if ik il
ill im in including info inform information insieme instagram into inviarmi invoice involved is
ist it its itself ja jag jasne je jeg journey journée jullie juntos just kabul kan keen keep kick
kind kindest kindly klar klingt know komt konditionen kooperation können la lands las late laten
le lemme les let lets leuk liebe lijkt like lined link list listo live ll lo lock lol look looking
looks los lot lots love loved lovely låter m maar machen madam mail make makes making mandami
mandar mandáis many marche marvellous me mean med mee mentioned merci merhaba message met mi mich
mig mij mille mim mind mir mit moi mooi morning most move mr mrs ms much muchas must my myself
mándame mí na nabídkou name natuurlijk need needed needs nehme news next nice nickel no noch
nosotros note noted nothing nous now number objections obrigada obrigado obviously oczywiście of
oferta ofertę offer offered offerta official offre oh oi ok okay okey oké olá omg on onboard once
one ons onto open opportunity or order ordnung os ottima ottimo oui our ours out outlined over
overall own package pages paid paperwork para parece parfait parfaitement part partante
participate participation partner partnering partnership passer passt pasuje pay payment paypal
people per perfect perfectly perfecto perfeito perfekt perfekta perfetto peux phone piece pieces
plaisir plan please pleased pleasure pls plus plz pode point por post posted posting pounds pour
pouvez pozdrawiam pošlete prepare presto price prima problem procediamo proceed proceeding process
product products project promise proposal proposed proposing proposition proposta propozycję
propuesta proszę proud provide przyjmuję pure put på quando question questions quick quickly
quieras quite rad rate re reach reaching read ready really reason reasonable receive received
receiving reel reels regards reply response right roll route s said saludo saludos saluti salve
same say says schedule schick schicken schickt see sehr send senden sending sends sent set share
she ship shipment shipping shoot should si siamo side sign signature signed signing sim since
sincerely sind sir się skicka smlouvu so soll son sono soon sooo sorry souhlasím sound sounds sow
spec spoke start started starting steps sto stoked stories story sturen stuur suis suit suits
super sure sweet sì sí sözleşmeyi t tack tackar tag tak take taking takk te team tego terms
teşekkürler thank thanks that thats the their them then there these they thing things this those
thrilled through thumb thumbs thx tiktok tilbuddet till time timeline timelines to today todo
together toll too top toppen totally trabajar track trato travailler truly très tudo tuned
turnaround tutto ty tysm tę u um uma umowę un una und understand understood une unos uns up ur us
usd use va vale valide vamos ve vertrag very vi via video videos viele vielen view volentieri voor
voorstel votre vous vriendelijke w wait waiting wann wanna want warm warmly warunki was wat way
wchodzę we week weekend wel well were what whatever whats when whenever where which while who wie
wij will wir wish with within wonderful work working works would wow wunderbar wysłać x xo xoxo y
ya yall yay yea yeah yep yes yessir you your yours yourself youtube yup zdecydowanie zeker zgadzam
zu zusammenarbeit är ça ótimo день добрый договор договорились здравствуйте отлично присылайте
согласен согласна спасибо
"""
_KNOWN = frozenset(_LIST.split())
_WORD = re.compile(r"[^\W\d_]+")
_SPEAKS = re.compile(r"(?: [A-ZÀ-Ž][\w'-]+|'s| is| says?| has| accepts| would| and I)\b")
_GREETING = re.compile(
    r"\A\W*(?:hi+|hey+|hello|dear|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|guten tag|"
    r"bonjour|"
    r"salut|hola|buenas|ciao|buongiorno|salve|oi|olá|hoi|beste|cześć|dzień dobry|hej|hei|ahoj|"
    r"merhaba|"
    r"привет|здравствуйте)\b[^,!.\n]{0,40}[,!.\n]?",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:\n|[.!] )\W*(?:(?:kind|best|warm|many|all the)?\s?(?:regards|wishes|best|thanks|love|"
    r"cheers|xo+|"
    r"warmly|sincerely|grüße|gruß|cordialement|saludos|saluti|abraços?|groet\w*|pozdrawiam|mvh|"
    r"hilsen)"
    r"[\w ,.!]{0,20}\n+)?\W*[A-ZÀ-Ž][\w'.-]{1,20}(?: [A-ZÀ-Ž][\w'.-]{1,20}){0,2}\W*\Z"
)


_BREAK = re.compile(
    r"(?<![0-9]),|,(?![0-9])|[;:!?()\n\u2013\u2014\u2026]+|\.+(?=\s|\Z)|\s-+\s|"
    r"\b(?:and|so|then|und|et|y|e|i|en|because|since)(?=\s)",
    re.IGNORECASE,
)


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the clauses of a text stand."""
    found, start = [], 0
    for cut in _BREAK.finditer(text):
        found.append((start, cut.start()))
        start = cut.end()
    found.append((start, len(text)))
    return tuple(part for part in found if text[slice(*part)].strip())


def unknown_words(text: str) -> tuple[str, ...]:
    """Return the words that are no part of a plain yes, without greeting, names and signature."""
    body = _SIGN_OFF.sub("", _GREETING.sub("", text.strip()))
    found = []
    for match in _WORD.finditer(body):
        word = match.group()
        if len(word) == 1 or word.lower() in _KNOWN or _is_name(body, match):
            continue
        found.append(word)
    return tuple(found)


def _is_name(body: str, match: re.Match[str]) -> bool:
    """A capital within a sentence, or after the amount's currency sign, stands for a name."""
    if not match.group()[0].isupper() or match.group().isupper():
        return False
    if _SPEAKS.match(body, match.end()):
        return True
    before = body[: match.start()].rstrip(" ")
    return bool(before) and before[-1] not in ".!?\n:;" and before[-1].isascii()
