"""The words an acceptance is made of; whatever else stands in one needs a person. Pure.

A list of warnings is never complete: a yes to something else ("I accept your apology") or with
a thought behind it is worded in endless ways. A plain yes is not: it is known by its words.
"""

import re

from negotiations.domain.reading.yes import WORDS_ABROAD

_LIST = """
" a aanbod abend aboard about above abrazo abraço absolutely accept acceptable accepte accepted
accepterar accepting acceptons accepts accettiamo accetto accord accordo account aceitamos aceito
aceptamos acepto acuerdo address adelante affare afgesproken afternoon again ages agree agreeable
agreed agreeing agreement ah ahead akceptuję akkoord all allem alles already alright also always
am amazing amount an and angebot animada anlaştık answer any anything apologies appreciate approve
approved are arranging as as-is asap assistant at attention au auf aux avançar avec avtalen
avtalet aw awaiting aware away awesome babe back bald bank bargain basis be beaucoup bedankt been
before begin behalf beijos being beleza belle below ben bene benissimo best beste bestätige
bestätigen bet bien bientôt bin biorę bitte bjs boa board bom bon bonjour bonne bonsoir booked
bora bord both bra brand brief briefing brilliant bring bro btw bucks buddy budget buen bump
bumping buona buongiorno but by called campaign can ce cela cerramos certainly certo chance checks
cheers chętnie ci ciao clarification clarifying claro clear client close colaboración collab
collaborare collaborate collaborating collaboration collaborazione collabs com combinado come
começamos começar comfortable coming comme commencer completely compromise con condiciones
conditions confermo confirm confirmation confirme confirmed confirming confirmo conforme conmigo
consider contenta contentissima contento contract contrat contrato contratto convient convinced
cool cooperation cordialement cordiali così could count countersign course crack create creating
creator cuando cuenta cut cuándo czekam cześć d dabei dale damit dan dank danke dann darf darling
das dat date dates day days de deal dear definitely del delay delight delighted deliver
deliverable deliverables delivery dem den der des described det detail details di dia did die dir
discussed discussing dit do doable dobra dobry dobrze dobrý docs document documents doe doen does
dokey dollars done dont door dope down draft draw drive du dude due działamy dzień dzięki dziękuję
día děkuji each eager earlier easy ediyorum ein eine einen einverstanden ekstra el ellie else em
email emails empezar en encantada encantado end enough ensemble entendu entirely enviar envoyer
envoyez envíame er erbij erbjudandet erg es est estamos estoy estupendo está et euch eur euro
euros evening everyone everything exactly excellent excited exciting expect explaining extremely
fab fabulous fair fait faithfully fantastic fast fatto favor fechado fee feel felice felicissima
feliz fijn film filming final finally fine fint first flexibility flexible folks follow for form
forms forward forwarded found frente freue freuen freundlichen friday from full fully further für
ga gaaf gaan game ganas ganz gbp geht genannten genau generous genial gern gerne get getting
giornata girl give given glad gladly gli go god goed going gonna good goodness gosto got graag
gracias grateful grazie great greetings groet groetjes grüsse grüße grüßen guidelines gustaría gut
guten guys ha had haha hahaha halfway hallo hand happen happily happy has have having he hear
heard hearing hecho heel hej helemaal hell hello help her here here's heres hers herzliche
hesitate het hey heya hi hiermit hilsen him his hiya hm hoi hola honored honoured hoo hoor hooray
hope hoping how hun hurray hâte hälsningar hört i ich id idea ideal if ig ihr ik il ill ilusión im
immediately in including increase increasing incredibly indeed info inform information inizia
iniziamo inizio insieme instagram internally into inviarmi invoice involved is ist it its itself
ja jag jasne je jeg jij jou journey journée jullie jump juntos just kabul kan keen keep kick kiedy
kind kindest kindly kindness klar klasse klingt know kom komt konditionen kooperation können la
lands las late laten lavorare le lekker lemme les let lets leuk lg liebe lijkt like lined link
list listo live ll lo lock lol look looked looking looks los lot lots love loved lovely lucky
låter m maar mache machen madam mail make makes making mandami mandar mandáis many maravilloso
marche marvellous matching mate me mean med mee mega meine meinen meiner mentioned merci merhaba
message met mi mich middle mig mij mijn mille mim mind mir mit moi molto monday mooi morning most
move mr mrs ms much mucha muchas muito must muy my myself mándame mí na nabídkou name natuurlijk
natürlich need needed needs nehme news next nice nicely nickel no noch noite nosotros note noted
nothing notre nous now number objections obrigada obrigado obviously oczywiście of oferta ofertę
offer offered offerta official officially offre oh oi ok okay okey oké olá omg on onboard once one
ons onto ontzettend open opportunity or order ordnung organising organizing os ottima ottimo oui
our ours ourselves out outlined over overall own pa package pages paid paperwork para parece
parfait parfaitement part partante participate participation partiu partner partnering partnership
passer passt pasuje patience pay payment paypal people per perfect perfectly perfecto perfeito
perfekt perfekta perfetto peux phone piece pieces plaisir plan please pleased pleasure pls plus
plz pode podemos point points por post posted posting pounds pour pouvez pozdrawiam pošlete
prepare presto price prima privileged problem procediamo proceed proceeding process product
products project promise prompt proposal proposed proposing proposition proposta propozycję
propuesta proszę proud provide przyjmuję psyched pumped pure put på quando question questions
quick quickly quieras quite rad raising rate ravi ravie re reach reaching read ready really reason
reasonable receive received receiving reel reels regards reply represent respectfully response
reviewed right roll route s said saludo saludos saluti salve same saturday say says schedule
schick schicken schickt schönes see sehr selbstverständlich semaine semana send senden sending
sends sent serata set settle settled shake share she ship shipment shipping shoot should si siamo
sich side sign signature signed signing sim since sincerely sind sir sis się skicka smlouvu snel
so soirée sold soll son sono soon sooo sorry sorting souhlasím sound sounds sow spec speedy spitze
spoke spoken spot start started starting stated steps sto stoked stories story straight studio
sturen stuur suis suit suits sunday super super-excited sure surely sweet swift sì sí sözleşmeyi t
tack tackar tag tak take taking takk talent talked tanto tarde te team team's tego terms
teşekkürler thank thanks that that'll thatll thats the their them then there there's theres these
they thing this those thrilled thumb thumbs thursday thx tiktok tilbuddet till time timeline
timelines to today todo tof together toll tonight too top topo toppen tot totally trabajar
trabalhar track trato travailler trop truly très tudo tuesday tuned turnaround tutto ty tysm tę u
udział um uma umowa umowy umowę un una und understand understanding understood une unos uns unser
unsere up update updating upfrontly upping ur us usd use va vale valide vamos van ve vertrag very
vg vi via video videos viele vielen view volentieri volontiers voor voorstel vos votre vous
vriendelijke w wait waiting wann wanna want wanted warm warmly warunki was wat way wchodzę we
wednesday week week-end weekend wel well went were what whatever whats when whenever where which
while who wholeheartedly whom wie wij will willing wir wirklich wish with within wochenende wohin
wonderful woo woohoo work working works would wow written wunderbar wysłać x xo xoxo y ya yall yay
yayyy yea yeah yep yes yessir yippee yo you your yours yourself youtube yup zaczynamy zdecydowanie
zeker zgadzam zgoda zu zusammenarbeit är ça ótimo świetnie день добрый договор договорились
здравствуйте отлично присылайте согласен согласна спасибо
"""
_KNOWN = frozenset(_LIST.split()) | WORDS_ABROAD
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


# What may follow a yes within its clause: our offer, its parts, thanks, when and for whom.
_FOLLOWING = """
a aanbod above absolutely accept accepted accepts agreed agreement ahead akkoord all also am
amount an and angebot are as asap at auf avec away babe basis be beaucoup behalf below bene bien
board bord both bucks budget by campaign can can't cant client collab collaboration collaborazione
com con condiciones conditions contract contrat contrato contratto così d dank danke das de deal
definitely dem den der described die discussed dla do docs dollars done down dziękuję e el en
encantada encantado end erbjudandet está et euch eur euros everything exactly excited fee figure
fine flat folks for forward freue from front für ga gbp genannten gern gerne get gladly go goed
going good gosto graag gracias grazie great guys haha happen happily happy her here het him
honestly honor honour i ich ihnen ihr ik il im immediately in involved is it ja je konditionen
kooperation la le lena's les let lets ll lol look looking looks m made make mate me mentioned
merci met mi mich mij mim mir mit mnie moi move much my mí na nabídkou noi nous now number numbers
o obrigada obrigado of oferta ofertę offer offered offerta offre ok okay on once one ons
opportunity oui our out outlined over package paperwork para parfaitement part participation
partnership per perfect perfectly perfecto perfekt plaisir please pleasure pls points post posts
pounds pour pošlete precio preis price proceed project proposal proposed proposition proposta
propozycję propuesta pure rate re really reel reels right s schick schickt send set shoot side
sign się smlouvu so soon sounds sow sta start started stated stories story su sua suis sum super
sure t te team terms thank thanks that the them then these this those thx tiktok tiktoks till to
today todo together ton tonight too total tout très tu tudo tutto ty tę u udział umowę und uns up
us usd va ve vertrag very video videos volentieri volontiers voor voorstel vorschlag vostra votre
wait warunki we we're well whole will with work working works would x xo xx xxx y ya yeah yep yes
you your yours zu zusammenarbeit ça ótimo
"""
_FOLLOWS = frozenset(_FOLLOWING.split())
_OUR_MAIL = re.compile(
    r"\b(?:last|latest) (?:e-?mail|message|mail|note|offer|proposal)\b|\bon behalf of \w+(?: "
    r"[A-Z]\w+)?",
    re.IGNORECASE,
)


def follows_plainly(rest: str) -> bool:
    """Whether what follows a yes in its clause is still about our offer."""
    return all(
        word.lower() in _FOLLOWS or word.lower() in WORDS_ABROAD
        for word in _WORD.findall(_OUR_MAIL.sub(" ", rest))
    )


# Within a phrase that agrees these still speak of something else.
_ELSEWHERE = frozenset({"last", "first", "previous", "old", "similar", "other", "another", "next"})


def unknown_words(text: str, agreeing: str = "") -> tuple[str, ...]:
    """Return the words that are no part of a plain yes, without greeting, names and signature.

    The words of the `agreeing` phrase itself belong to it.
    """
    own = frozenset(match.group().lower() for match in _WORD.finditer(agreeing)) - _ELSEWHERE
    body = _SIGN_OFF.sub("", _GREETING.sub("", _OUR_MAIL.sub(" ", text).strip()))
    found = []
    for match in _WORD.finditer(body):
        word = match.group()
        if len(word) == 1 or word.lower() in _KNOWN or word.lower() in own or _is_name(body, match):
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
