"""The words of a no and of an objection, in the main European languages. Pure."""

import re

from negotiations.domain.reading.leaving import INABLE, LEAVING, LEAVING_ABROAD, STATES, TURNING
from negotiations.domain.reading.sentences import loosely

_F = re.IGNORECASE
_FIRST = (
    r"(?:\A|\bsorry,? )\W*(?:no|nope|nah|nein|non|não|nee)\W*\Z|\bnot (?:really |"
    r"at all )?interested\b(?! in (?:\w+ )?(?:usage|exclusiv|whitelist|paid ads))|"
    r"\bno(?:,? thanks|,? thank you)\b|\bno longer interested\b|\bnot for me\b|"
    r"\bi'?ll pass\b(?! (?:it|this|that|your|along|the)\b)|"
    r"\b(?:have|need|going|like|want|gonna) to (?:respectfully |kindly |politely )?(?:pass|"
    r"decline)\b"
    r"|\bpass(?:ing)? on (?:this|that|it|the)\b|\b(?:respectfully|kindly|politely|must) "
    r"(?:decline|pass)\b|\bdeclin(?:e|ing)\b|\bnot (?:a|the) (?:good |right |great )?(?:fit|"
    r"match)\b|"
    r"\b(?:can't|cannot|can not|won't be able to|unable to|not able to) (?:take (?:this|that|it|"
    r"on)|"
    r"participate|accept|commit|move forward|proceed|work (?:with|together)|collaborate|do (?:it|"
    r"this|that))\b|\bnot (?:taking|accepting) (?:on )?(?:any |new |more )|\bturn (?:this|it|"
    r"you) down"
    r"|\bturning (?:this|it|you) down\b|\bcount me out\b|\bno deal\b|\bi(?:'m| am) out\b(?! of)|"
    r"\bback(?:ing)? out\b|\bwithdraw\b|\bnot (?:going|willing|looking) to (?:do|work|accept|"
    r"proceed|"
    r"move|take)|\bdon't (?:want|wish) to (?:work|do|proceed|continue|promote)|\bnever mind\b|"
    r"\bwould(?:n't| not) (?:work with|promote)|\bkein(?:e|erlei)? interesse\b|\bnein,? danke\b|"
    r"\bnicht interessiert\b|\bleider (?:ab(?:sagen|lehnen)|nicht (?:möglich|zusagen))\b|"
    r"\b(?:absagen|ablehnen|lehne (?:ich )?(?:\w+ )?ab)\b|\bpas intéress\w+|\bnon merci\b|"
    r"\bje (?:dois )?(?:décline|refuse)\w*|\bdécliner\b|\bno me interesa\b|\bno estoy interesad\w|"
    r"\bno,? gracias\b|\brechaz(?:o|ar)\b|\bno puedo acept\w+|\bnon (?:sono|mi) interess\w+|"
    r"\bno,? grazie\b|\brifiuto\b|\brifiutare\b|\bnão (?:tenho interesse|estou interessad\w|me "
    r"interessa)|\bnão,? obrigad\w|\brecus(?:o|ar)\b|\bgeen interesse\b|\bniet geïnteresseerd\b|"
    r"\bnee,? (?:bedankt|dank)|\bik (?:moet )?(?:bedank|weiger)\b|\bhelaas niet\b"
)
_CANT = (
    r"(?:can't|cannot|can not|could not|couldn't|unable to|not able to|won't|will not|wouldn't|"
    r"won't be able to|not going to|not be)"
)
_ENGLISH = (
    rf"\b{_CANT} (?:be )?(?:\w+ )?(?:tak(?:e|ing) (?:this|that|it|part|on)|participat\w+|accept\w*|"
    r"commit\w*|proceed\w*|join\w*|partner\w*|collaborat\w*|(?:mov|go)\w* (?:ahead|forward)|"
    r"work(?:ing)? (?:with you|together|on this)|promot\w+|advertis\w+)\b|"
    r"\b(?:do(?:n't| not)|does(?:n't| not)) (?:really |quite |currently |have )*(?:align|resonate|"
    r"fit|match|suit)\b|"
    r"\bturn(?:ing)? (?:\w+ ){1,4}down\b|\b(?:is(?:n't| not)|not|it's not|this is not) (?:really |"
    r"quite |the |a )*(?:right|good|suitable|something|relevant|aligned|in line|my thing|"
    r"for (?:me|us|her|him)|a fit|interested|available)\b(?! (?:in (?:usage|exclusiv|whitelist)|"
    r"enough|for less|price|"
    r"rate|amount|budget))|\b(?:fully|all|completely|already|totally) "
    r"booked\b|\bbooked (?:up|out|solid)\b|\b(?:schedule|calendar|diary|plate)(?: is|'s)? (?:\w+ )?"
    r"(?:full|packed)\b|\b(?:no|don't have (?:the |any )?|do not have (?:the |any )?|lack the |"
    r"not have "
    r"(?:the )?)(?:capacity|availability|bandwidth|time)\b|\b(?:say|saying) no\b|\ba no (?:from|"
    r"for)\b|"
    r"\b(?:i'd|i would|we'd|we would) rather not\b|\bdecided (?:against|not to)\b|\b(?:maybe|"
    r"perhaps|"
    r"another|some other) (?:another |some other )?time\b(?=\s*(?:[.!,]|\Z))|\b(?:not|"
    r"isn't) (?:the|a) "
    r"(?:right|good) (?:time|moment|fit)\b|\b(?:no longer|stopped|don't|do not|never|not) (?:do|"
    r"doing|"
    r"work(?:ing)? with|accept|take|promote|promoting) (?:any |new |more |on )*(?:sponsor\w*|"
    r"paid (?:collab\w*|partner\w*|"
    r"post\w*|promo\w*)|brand (?:deal\w*|work|collab\w*|partner\w*)|partnerships|collab\w*|"
    r"gambling|"
    r"betting|alcohol|crypto|brands?)\b|\bsit(?:ting)? (?:this|it) (?:one )?out\b|\bhard pass\b|"
    r"\b(?:i'll|we'll|i will|we will|gonna|going to|have to|need to|to) (?:\w+ )?(?:pass|decline|"
    r"skip (?:this|"
    r"it))\b(?! (?:it|this|that|your|along|the|on (?:your|this|the) (?:mail|message|details|"
    r"email))\b)|"
    r"\b(?:regret|regretfully|regrettably)\b|\bnot "
    r"(?:taking|accepting) (?:on )?(?:any )?|\b(?:already|currently) (?:work\w*|partner\w*|under "
    r"contract|signed|exclusive\w*) (?:\w+ )?(?:with|to) (?:a |an |another |"
    r"one of )?(?:\w+ )?(?:competitor|brand|"
    r"company)\b|\bcontract with another\b|\bwithdraw(?:ing)?\b|\bthanks,? but no\b|"
    r"\bno,? but thank|"
    r"\b(?:nah|nope)\b,? (?:i'm|im|we're) (?:good|ok|fine)\b|\bnot for (?:me|us)\b|"
    r"\bnot my thing\b|"
    r"\bdon't (?:think|feel|see) (?:\w+ ){0,4}(?:fit|match|right|aligns?|working)\b|"
    r"\bleave me alone\b"
)
_PAUSE = (
    r"\b(?:taking|on|having|need) (?:a |an )?(?:short |long |little )?(?:break|hiatus|pause|"
    r"maternity leave|sabbatical)"
    r"(?: from|\s*[.!]|\s*\Z)|\b(?:not|n't) (?:be )?(?:doing|do|taking|take|"
    r"working on) any (?:more )?(?:ads?|sponsor\w*|"
    r"collab\w*|partner\w*|campaigns?|brand\w*|new)\b|\b(?:quit|retired|left|"
    r"leaving) (?:from )?(?:social media|instagram|"
    r"tiktok|youtube|influenc\w+|content creation)\b|\bi(?:'ve| have) (?:already )?(?:got|have|"
    r"signed|taken on) (?:\w+ ){0,3}"
    r"(?:similar|competing|competitor|another)\b|\b(?:thanks|thank you|"
    r"appreciate it),? but (?:i'm|we're|i am|we are) "
    r"(?:good|fine|ok|okay|all set|set)\b|\bit's not (?:really )?(?:me|us|for)\b|"
    r"\bhave to (?:say )?no\b|\bno can do\b|"
    r"\bcan't make (?:it|this) work\b|\b(?:better|best) (?:if|that) (?:we|i) (?:leave|don't|pass)\b"
)
# "Unfortunately ... not ..." refuses; "unfortunately ... not yet" and "sorry for the delay" do not.
_LATER = (
    r"(?![^.!?\n]{0,80}\b(?:yet|until|till|later|delay\w*|late\b|repl(?:y|ied)|respon\w+|"
    r"answer\w*|e-?mails?|missed|see[n]?|"
    r"open|pdf|files?|links?|download\w*|access|attach\w*|find|"
    r"saw|sure|know|understand|confus\w+|ill|sick|travel\w*|slow|wait\w*|noch|erst|encore|"
    r"todav[ií]a|ancora|ainda|nog|for (?:that|"
    r"this|it)|if|budget|rate|price|fee|enough|usage|exclusiv\w+|less)\b)"
)
_REGRET = (
    rf"\b(?:unfortunately|sadly|regrettably|sorry|i'm afraid|"
    rf"apologies)\b{_LATER}[^.!?\n]{{0,60}}(?:\b(?:not|no|never|only|"
    r"cannot|unable|already|another|too (?:much|busy|many))\b|n't\b)|\b(?:not|no|never|only|"
    r"too (?:much|busy|many)|n't)\b"
    rf"{_LATER}[^.!?\n]{{0,60}}\b(?:unfortunately|sorry|i'm afraid)\b|\b(?:leider|"
    rf"desafortunadamente|malheureusement|lo siento|"
    rf"lamentablemente|purtroppo|mi dispiace|infelizmente|lamento|helaas|niestety|tyvärr|desværre|"
    rf"dessverre|bohužel|maalesef|"
    rf"к сожалению|на жаль|valitettavasti)\b{_LATER}[^.!?\n]{{0,60}}\b(?:nicht|kein\w*|ohne|pas|"
    rf"no|non|não|niet|geen|nie|inte|"
    r"ikke|ne\w*|değil|не|en|ei)\b|\bnicht (?:mein ding|meins|unser ding)\b|\bne (?:m'|"
    r"nous )intéress\w+|"
    r"\b(?:in|into|taking) (?:another|a different) direction\b|\b(?:it's|it is|that's) a no\b|"
    r"\bnot going to be able to\b|"
    r"\bdon't (?:want|accept|do|take) (?:to (?:do|take|be)|these|those|this (?:kind|type|sort)|"
    r"such)\b|\bto nie dla mnie\b|"
    r"\btoo much (?:going )?on\b(?= (?:right|at|this|my)|\s*[.!,]|\s*\Z)"
)
_GERMAN = (
    r"\bkeine? (?:\w+ )?(?:kapazität\w*|zeit|interesse|bedarf)\b|\bnicht (?:teilnehmen|mitmachen|"
    r"zusagen|"
    r"annehmen|zu mir|zu meine\w+|zu uns|umsetz\w+|dabei sein|in frage)\b|\b(?:sage|sagen|muss|"
    r"müssen|"
    r"möchte|werde) (?:\w+ ){0,4}?(?:ab|absagen|ablehnen)\b|\blehn\w* (?:\w+ )*ab\b|"
    r"\bpasst (?:\w+ ){0,4}nicht\b|\bnicht (?:mehr )?(?:verfügbar|interessiert)\b|\bausgebucht\b"
)
_FRENCH = (
    r"\bpas (?:disponible|intéress\w+|possible pour (?:moi|nous)|pour (?:moi|nous))\b|\b(?:décline|"
    r"décliner|refuse|refuser)\b|\bne (?:souhait\w+|pourr\w+|peux|peut|pouvons|vais) (?:\w+ )?pas "
    r"(?:donner|participer|collaborer|accepter|travailler)\b|\bsans suite\b|\bnon,? merci\b"
)
_SPANISH = (
    r"\bno (?:puedo|podemos|voy a|vamos a|quiero|podré) (?:participar|aceptar|colaborar|hacerlo|"
    r"seguir)\b|"
    r"\bprefiero no\b|\bno (?:me|nos) (?:encaja|interesa|cuadra|convence)\b|\brechaz\w+|"
    r"\bno (?:estoy|"
    r"estamos) (?:interesad\w+|disponible\w*)\b|\bno gracias\b"
)
_ITALIAN = (
    r"\bnon (?:posso|possiamo|potrò|riesco a) (?:\w+ )?(?:partecipare|accettare|collaborare)\b|"
    r"\brifiut\w+|"
    r"\bnon (?:mi|ci) interess\w+|\bnon (?:sono|siamo) (?:\w+ )?(?:interessat\w|disponibil\w)\b|"
    r"\bdevo declinare\b|\bnon fa per me\b"
)
_PORTUGUESE = (
    r"\bnão (?:vou|posso|vamos|podemos|poderei|consigo) (?:poder )?(?:participar|aceitar|"
    r"fazer parte)\b|"
    r"\brecusar?\b|\bnão faz sentido\b|\bnão (?:tenho|temos|estou|estamos) interess\w+|"
    r"\bnão tenho (?:tempo|"
    r"disponibilidade)\b|\bnão combina\b"
)
_DUTCH = (
    r"\bgeen (?:\w+ )?(?:tijd|interesse|ruimte|capaciteit)\b|\bsla (?:\w+ )?over\b|\bik bedank\b|"
    r"\bbedank ik\b|\bpast (?:\w+ )?niet (?:bij|in)\b|\bniet (?:meedoen|geïnteresseerd|"
    r"beschikbaar)\b|"
    r"\bafwijzen\b|\bwijs (?:\w+ )*af\b"
)
_NORTHERN = (
    r"\btack(?:ar|a)? nej\b|\bnej,? tack\b|\btakke?r? nei\b|\bnei,? takk\b|\bnej,? tak\b|"
    r"\binte (?:intresserad|"
    r"något för|aktuellt|tid)\w*|\bikke (?:interessere[rt]|noget for|noe for|aktuelt|tid)\w*|"
    r"\bmå jeg avslå\b|"
    r"\ben ole kiinnostunut\b|\bei kiitos\b|\bei kiinnosta\b"
)
_EASTERN = (
    r"\bnie (?:jestem|jesteśmy) (?:\w+ )?zainteresowan\w+|\b(?:muszę|musimy|"
    r"chcę) (?:\w+ )?(?:odmówić|"
    r"zrezygnować)\b|\bodmawiam\b|\brezygnuję\b|\bnie,? dziękuję\b|\bnie (?:mogę|możemy|"
    r"wezmę) (?:\w+ )?(?:wziąć|"
    r"udziału|podjąć)\b|\bnezajímá\b|\bnemám(?:e)? zájem\b|\bodmítám\b|\bmusím odmítnout\b|"
    r"\bне интерес\w+|\bотказ\w+|\bнет,? спасибо\b|\bне смогу\b|\bне цікав\w+|\bвідмовля\w+|"
    r"\bilgilenmiyor\w+|\bkabul edemem\b|\breddediyor\w*|\bhayır,? teşekkür"
)
REFUSE = re.compile(
    loosely("|".join(
        (_FIRST, _ENGLISH, _PAUSE, _REGRET, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE,
         _DUTCH, _NORTHERN, _EASTERN, LEAVING, INABLE, STATES, TURNING,
         LEAVING_ABROAD)
    )),
    _F,
)  # fmt: skip
OBJECT = re.compile(
    r"\btoo low\b|\b(?:quite|very|a (?:bit|little)|pretty|rather|way|so) low\b|\blow-?ball\w*|"
    r"\b(?:below|under|beneath|less than|lower than|nowhere near) (?:my|our|what i|the|her|his|"
    r"market|usual)\b|\b(?:not|nowhere near|far from|not nearly) enough\b|\bwon't work\b|"
    r"\b(?:doesn't|does not|don't|wouldn't|can't|"
    r"isn't going to) work\b|\bcan't (?:do|make) (?:it|this|that)\b|\bnot (?:feasible|doable|"
    r"workable|"
    r"possible|sustainable|acceptable)\b|\bunder(?:paid|valu\w+)\b|\bcan't\b|\bcannot\b|"
    r"\bnot (?:okay|ok|happy|comfortable|fair)\b|\bdisagree\b|\bzu (?:wenig|niedrig|gering)\b|"
    r"\btrop (?:bas|peu|faible)\b|\bmuy baj[oa]\b|\bdemasiado (?:bajo|poco)\b|\btroppo (?:bass[oa]|"
    r"poco)\b|\bmuito baix[oa]\b|\bte (?:laag|weinig)\b|\bnicht machbar\b|"
    r"\bgeht (?:leider )?nicht\b",
    _F,
)
