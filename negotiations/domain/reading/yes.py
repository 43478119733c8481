"""The words of a yes and of mere interest, in the main European languages. Pure."""

import re

from negotiations.domain.reading.sentences import loosely
from negotiations.domain.reading.yes_parts import COMMITS, COMPOSED, DEGREE

_F = re.IGNORECASE
_SHORT_YES = (
    r"\b(?:i|we)(?: am happy to| are happy to|'d be happy to|'ll| will| gladly|"
    r" happily)? accept\b|\bhappy to (?:accept|proceed|move forward|go ahead|confirm|do (?:it|"
    r"this|that)|go with)\b|\b(?:it's|that's|we have|you have|you've got|"
    r"you got) (?:yourself )?a deal\b|(?:\A|[,.!;:-]\s*|\byes,? |\bok(?:ay)?,? |"
    r"\bperfect,? )deal(?=\s*(?:[.!,;:)-]|\Z|👍|🤝))|\b(?:i'm|we're|i am|we are|count me|she's|"
    r"he's) (?:all |totally |so |definitely )?in\b(?! (?:the|a|my|an|your|[A-Z]|no|touch|need|"
    r"talks?))|\blet's (?:do (?:it|this|that)|go (?:ahead|for it|with (?:that|it|this))|"
    r"move forward|proceed|lock it in|make it happen|get started|roll)\b|\b(?:i|we) (?:agree(?! "
    r"with (?!that|this|it|the|your|every|all))|"
    r"confirm|approve)\b(?! (?:it|that|there|on|about)\b)|(?:\A|[,.!]\s*)(?:agreed|confirmed|"
    r"approved|accepted)\b(?! (?:that|with|on (?!my|our)|by))|\b(?:that|this|it|which|"
    r"[0-9]{1,6}(?:[.,][0-9]{1,3}){0,2}k?|rate|offer|amount|budget|price|fee|usd|eur|gbp|dollars|"
    r"euros)(?: \w+)? (?:works|is (?:fine|perfect|great|good|ok|okay|acceptable|"
    r"agreeable))\b(?: (?:well|great|perfectly|fine))?|\bworks (?:well |great |perfectly |"
    r"fine )?(?:for|with) (?:me|us|her|him|them|\w+)\b|\bit\'s a yes\b|\bgood to go\b|"
    r"\bi'll take it\b|\b(?:happy|fine|good|ok|okay|on board) with (?:that|this|the|your|"
    r"everything|it|[$€£0-9])|\blooks good\b|\bwould work (?:for|great|well|perfectly)|"
    r"\beinverstanden\b|\babgemacht\b|\b(?:ich bin|bin ich|wir sind|bin) dabei\b(?!,? (?:mir|zu|"
    r"es|das|gerade|alles))|\bpasst (?:für|"
    r"so|perfekt|mir|uns|gut)\b|\bdas passt\b|\b(?:nehme|nehmen) (?:\w+ ){0,4}an\b|"
    r"\bmachen wir so\b|\bich (?:sage zu|bestätige|akzeptiere)\b|\bj'accepte\b|\bnous acceptons\b|"
    r"\bça (?:me|nous) (?:va|convient)\b|\bcela (?:me|nous) convient\b|\bmarché conclu\b|"
    r"\bça marche\b|\bje confirme\b|\bje suis d'accord\b|\bacept(?:o|amos)\b|\btrato hecho\b|"
    r"\b(?:estoy|estamos) de acuerdo\b|\bconfirmo\b|\baccett(?:o|iamo)\b|\baffare fatto\b|"
    r"\bmi sta bene\b|\bci sto\b|\bconferm(?:o|iamo)\b|\baceit(?:o|amos)\b|\bfechado\b|"
    r"\bcombinado\b|\b(?:ik|wij|we) (?:accepteer|accepteren|ga akkoord|gaan akkoord)\b|"
    r"\bakkoord\b|\bafgesproken\b|\bik doe mee\b"
)
_ENGLISH = (
    r"\b(?:happy|glad|delighted|pleased|thrilled|excited|keen|ready|honou?red) to (?:accept|"
    r"proceed|(?:move|go) (?:ahead|forward)|confirm|go (?:with|for)|take (?:this|it|that|part)|"
    r"join|come (?:on board|aboard)|do (?:it|this|that|so)|sign|be (?:a )?part of)\b|\b(?:love|"
    r"like) to (?:accept|proceed|(?:move|go) (?:ahead|forward)|go ahead|confirm)\b|\b(?:i|"
    r"we)(?:'ll| will| shall| can| do| hereby| both| also| am| are| have)?(?: gladly| happily|"
    r" formally)? (?:accept(?:ed)?|agree(?:d)?|take) (?:to |with )?(?:all (?:of )?)?(?:(?:the|"
    r"your|this|that|these|those|our) (?:\w+ ){0,2}(?:offer|proposal|terms|fee|rate|price|budget|"
    r"amount|deal|conditions|quote|opportunity|package|contract|campaign|number)\b|(?:it|this|"
    r"that|these|those|you|the above)(?=\s*(?:[.!,;)]|\Z|and\b|👍)))|\b(?:offer|proposal|terms|fee|"
    r"rate|price|budget|quote) (?:is|are|has been) (?:accepted|agreed|approved|confirmed)\b|"
    r"\b(?:the|this|that|your) (?:offer|proposal|terms|fee|rate|price|budget|amount|number|"
    r"figure)s? (?:works?(?! out)|suits?|is (?:fine|good|great|perfect|agreeable))\b|\b(?:count|"
    r"sign|put|book|include) (?:me|us|her|him|them) (?:in|up|down)\b(?! for (?!this|that|it|"
    r"the (?:campaign|reel|video|collab)))|\bcount on (?:me|us)\b|\b(?:i'm|we're|i am|we are|"
    r"she's|he's|all) (?:good|fine|okay|ok|happy|satisfied|cool|comfortable)(?: with (?:that|this|"
    r"it|the|your|everything|all)\b| to (?:go|proceed)\b)|\b(?:i'm|we're|she's|he's) (?:on board|"
    r"aboard|up for (?:it|this|that)|sold)\b|\bup for (?:it|this)\b|\bconsider it (?:done|a deal|"
    r"a yes)\b|\byou have my (?:yes|word|agreement|approval|ok)\b|\b(?:it's|it is|that's|that is|"
    r"big|a definite|definitely a) (?:a )?yes from\b|\b(?:all|everything(?:'s| is| looks|"
    r" sounds)?|it all|this all|that all) (?:is |looks |sounds )?(?:agreed|approved|confirmed|"
    r"good|fine|great|perfect|in order)\b(?! here)|\b(?:glad|happy|willing) to do (?:it|this|"
    r"that) (?:for|at) (?:that|this|the)\b|\bgo for (?:it|that)\b|\b(?:let's|let us) (?:(?:lock|"
    r"seal) (?:it|this|the deal)|close (?:it|this|the deal)|sign|work together|make this (?:work|"
    r"happen))\b|\bwe can (?:proceed|go ahead|move (?:ahead|forward)|start)\b|"
    r"\b(?:please )?(?:go ahead|proceed|draw up the contract)\b(?: and (?:prepare|draw|"
    r"send (?:me |us |over )?the (?:contract|paperwork|agreement))| with (?:the contract|"
    r"paperwork|it|this)|[.!,]|\Z)|\b(?:just )?(?:confirming|to confirm) (?:that )?(?:we|i|she|"
    r"he)(?:'ll| will| are| am)? (?:accept|agree|in\b|happy)|\b(?:happy|pleased|"
    r"glad) to confirm\b|\bno objections?\b|\bi'll do it(?=\s*(?:[.!,]|\Z|for that))|"
    r"\blet's go with (?:it|that|this|your|the|[$€£0-9])|\b(?:can|could|will|'ll|"
    r"would) (?:gladly |happily )?do (?:it|this|that|one|the reel|the video|the post) (?:for|"
    r"at) [$€£0-9]|[0-9k] it is\b|\b(?:works|fine|good|great|perfect) on (?:my|our) (?:end|"
    r"side)\b|\bon (?:my|our) (?:end|side|part)[,:]? (?:all |it's |that's |we're )?(?:good|fine|"
    r"agreed|confirmed)\b"
)
# "is absolutely fine", "I'm more than happy with that": one or two words of degree between.
_DEGREES = (
    rf"\b(?:rate|offer|amount|budget|price|fee|terms|conditions|number|figure|proposal|contract|"
    rf"timeline)(?: all)? (?:sounds?|looks?|seems?) {DEGREE}(?:fine|perfect|great|good|ok|okay|"
    rf"fair|reasonable|alright)\b|\b(?:that|this|it|which|"
    rf"[0-9]{{1,6}}(?:[.,][0-9]{{1,3}}){{0,2}}k?|rate|offer|amount|budget|price|"
    r"fee|terms|conditions|number|figure|proposal|everything|all|timeline|usd|eur|gbp|dollars|"
    r"euros|pounds)"
    rf"(?:'s| is| are) {DEGREE}(?:fine|perfect|great|good|ok|okay|"
    r"acceptable|agreeable|fair|reasonable|alright|all right|agreed|spot on|lovely|"
    r"ideal)\b(?=\s*(?:[.!,;:)]|\Z|for (?:me|us|her|him|my|our)\b|with (?:me|us|her|him)\b|"
    r"by (?:me|us)\b|on (?:my|our)\b|and\b|thanks|thank|👍|as (?:is|it)|to me|so\b|[a-z]+ly\b))|"
    rf"\b(?:i'm|i am|we're|we are|she's|he's|they're|she is|he is|mia is|both) {DEGREE}(?:happy|"
    rf"fine|ok|okay|good|"
    r"comfortable|cool|satisfied|pleased|content|alright|delighted) (?:with|about) (?:that|this|"
    r"the|your|those|these|it|everything|all|both)\b|"
    rf"\b(?:i'm|i am|we're|we are|she's|he's) {DEGREE}(?:down|game|in|aboard|on board|agreed|"
    rf"sold|keen to (?:do|go))"
    r"(?=\s*(?:[.,!;:)]|\Z|for (?:it|this|that)|with (?:it|this|that)|and\b))|"
    r"\bwe have (?:an agreement|a deal)\b|\b(?:she|he|they|my client|(?-i:(?!We\b|You\b|Who\b|"
    r"They\b)[A-Z]\w+))(?:'s| has| have)? (?:accepts?|accepted|agrees?|agreed|approves?|approved|"
    r"confirms?|confirmed|signed off)(?: to| on| with)? (?:(?:the|your|"
    r"this) (?:\w+ ){0,2}(?:offer|proposal|terms|fee|rate|deal|contract|amount|price|campaign)\b|"
    r"(?:it|that|this|all)(?=\s*(?:[.!,]|\Z)))|\bi(?:'m| am)? (?:totally |fully |"
    r"completely )?(?:agree|in agreement)(?: with| to)? (?:all|the|your|this|that|everything|"
    r"those)\b|\byou(?:'ve| have) (?:got )?(?:yourself |yourselves )?a (?:deal|yes)\b|"
    r"\bi'm all yours\b|\bsigned,? sealed\b|\bwe're on(?=\s*[.!]|\s*\Z)|\byou're on(?=\s*[.!]|"
    r"\s*\Z)"
)
_CLOSING = (
    r"\banswer is (?:a )?(?:yes|big yes|definitely)\b|\b(?:says|said|it's|that's|a|big|"
    r"definite) (?:a )?yes\b(?! to)(?! if)|\b(?:yes|yep|yeah|ok|okay|great|perfect|super|cool|"
    r"amazing|awesome|lovely|brilliant|wonderful|excellent|alright|fantastic)\b\b(?! (?:but|if|"
    r"though))[^.!?\n]{0,40}\b(?:contract|paperwork|agreement|sign|next steps|invoice|sow|"
    r"onboarding)\b(?! (?:first|before|so|for|and i'll|and let))|\bi'll sign\b|"
    r"\bwhere do i sign\b|\bready to (?:start|sign|go|begin|roll|film|shoot)\b|\bwe're all set\b|"
    r"\blet's (?:begin|start|go|get (?:started|to work|rolling|going)|make it official|"
    r"work together)(?=\s*(?:[.!,]|\Z))|\b(?:happy|glad|delighted|pleased|excited|thrilled|"
    r"love) to (?:do|make|create|film|post|produce|take on) (?:the|this|it|that|one|"
    r"your)\b(?! for)|\b(?:happy|glad|delighted|pleased|excited|thrilled) to (?:do|make|create|"
    r"film|post) (?:the|this|one) \w+ (?:for|at) (?:that|this|the)\b|\bconfirm (?:my|our|her|"
    r"his) participation\b|\b(?:totally|definitely|very|perfectly|absolutely) doable\b|"
    r"\beverything checks out\b|\bcan't wait to (?:get started|start|begin|work|film|shoot|"
    r"create)\b|\b(?:wir|ich) freue[n]? (?:uns|mich) auf die zusammenarbeit\b|\bprzyjmuj(?:ę|"
    r"emy)\b|\bpotwierdzamy\b|\bje suis (?:in|dedans|de la partie)\b|\bc'est (?:un )?(?:oui|ok)\b|"
    r"\bes (?:un )?sí\b|\bè un sì\b|\b(?:das|es) ist ein ja\b"
)
_GERMAN = (
    r"\b(?:nehm\w*|akzeptier\w*|bestätig\w*) (?:\w+ ){0,4}?(?:angebot|konditionen|vorschlag|"
    r"zusammenarbeit|kooperation|an|zu)\b|\b(?:bin|sind|wäre[n]?) (?:ich |wir )?(?:sehr |gerne? |"
    r"total |damit )?(?:dabei|einverstanden)\b|\b(?:so )?(?:können|machen) wir (?:das |es )?(?:so|"
    r"gerne?)\b|\b(?:das )?(?:passt|geht klar|geht in ordnung|ist in ordnung)\b|\bdamit "
    r"(?:einverstanden|bin ich)\b|\balles klar, (?:machen|passt|so)|\b(?:ich|"
    r"wir) sag\w* (?:gerne )?zu\b"
)
_FRENCH = (
    r"\b(?:je|nous|on) (?:valid\w+|accept\w+|confirm\w+|sign\w+)\b|\bje suis (?:partante?|"
    r"ok|d'accord|ravie? d'accepter)\b|\bc'est (?:ok|bon|parfait|validé|d'accord) pour (?:moi|"
    r"nous)\b|"
    r"\bparfait pour (?:moi|nous)\b|\bon fait comme ça\b|\b(?:cela|ça) (?:me|nous) (?:va|"
    r"convient)\b|"
    r"\ballons-y\b|\bbanco\b"
)
_SPANISH = (
    r"\b(?:acepto|aceptamos|confirmo|confirmamos)\b|\bcuenta(?:d|n)? con(?:migo| nosotros)\b|"
    r"\bpor m[íi] (?:adelante|perfecto|genial|bien|vale)\b|\b(?:estoy|estamos) (?:conforme|"
    r"de acuerdo|"
    r"dentro)\w*|\bme (?:encaja|cuadra)\b|\badelante\b(?=\s*(?:[.!,]|\Z|con))|\bme apunto\b|"
    r"\b(?:trato )?hecho\b(?=\s*[!.,])|\bperfecto,? (?:acepto|adelante)\b|\bme va bien\b|"
    r"\btodo (?:bien|perfecto|ok)\b"
)
_ITALIAN = (
    r"\b(?:accetto|accettiamo|confermo|confermiamo)\b|\bprocediamo\b|\b(?:per me|per noi) (?:va|è|"
    r"ok|tutto)\b|\b(?:sono|siamo) d'accordo\b|\bci sto\b|\bva benissimo\b"
)
_PORTUGUESE = (
    r"\b(?:aceito|aceitamos|confirmo|confirmamos|topo|topamos)\b|\b(?:por mim|para mim) (?:está |"
    r"tudo |fica )*(?:certo|ótimo|bem|ok|perfeito)\b|\bvamos em frente\b|"
    r"\bpode mandar o contrato\b|"
    r"\bestou dentro\b|\btá fechado\b"
)
_DUTCH = (
    r"\b(?:ga|gaan) (?:ik |wij |we )?(?:graag )?akkoord\b|\bdoe (?:ik )?(?:graag |"
    r"er graag aan )?mee\b|"
    r"\bhelemaal goed\b|\blaten we het doen\b|\b(?:ik|wij|we) (?:accepteer|accepteren|"
    r"bevestig\w*)\b|"
    r"\bakkoord\b|\bwat mij betreft (?:prima|goed|akkoord)\b"
)
_NORTHERN = (
    r"\b(?:jag|vi|jeg) (?:accepterar|accepterer|aksepterer|godkänner|godkjenner|bekräftar|"
    r"bekræfter|bekrefter|tackar ja|takker ja|siger ja)\b|\b(?:jag|vi|jeg) är med\b|\b(?:jeg|"
    r"vi) er med\b|"
    r"\bdet (?:passar|passer|funkar|fungerer|låter bra|lyder godt|høres bra ut)\b|"
    r"\baftale\b(?=\s*[!.]|"
    r"\s*\Z)|\b(?:överens|enige?)\b(?=\s*[!.])|\bhyväksyn\b|\b(?:olen|olemme) mukana\b|"
    r"\bsopii (?:minulle|"
    r"meille|hyvin)?"
)
_EASTERN = (
    r"\b(?:akceptuję|akceptujemy|zgadzam się|zgadzamy się|potwierdzam|wchodzę w to)\b|"
    r"\bpasuje (?:mi|nam)\b|"
    r"\bdziałamy\b|\b(?:souhlasím|souhlasíme|přijímám|beru to|platí)\b|\bjdu do toho\b|"
    r"\b(?:согласн[аы]?|согласен|принимаю|договорились|подтверждаю|меня устраивает)\b|"
    r"\b(?:погоджуюсь|згодн[аі]|згоден|приймаю|домовились)\b|\b(?:kabul ediyorum|kabul ediyoruz|"
    r"anlaştık|onaylıyorum|benim için uygun)\b"
)
_COMPOSED_ABROAD = (
    r"\bsind wir uns einig\b|\b(?:con|avec|met|mit|com) (?:piacere|plaisir|plezier|vergnügen|"
    r"prazer)\b"
    r"(?=\s*(?:[.!,]|\Z))|"
    r"\b(?:bin|sind) (?:gerne? )?(?:mit )?an bord\b|\boké,? deal\b|\bbiorę udział\b|"
    r"\bmache (?:gerne? |sehr gern )?mit\b|\bik ben erbij\b|\b(?:geht|ist) (?:für mich )?(?:klar|"
    r"in "
    r"ordnung)\b|\b(?:gerne|ja),? (?:ich )?(?:mache|bin) (?:ich )?(?:dabei|mit)\b|\bon (?:valide|"
    r"signe|"
    r"est bons?)\b|\b(?:ça|cela) roule\b|\bva pour (?:moi|ça)\b|\bpor mí (?:sí|perfecto|bien)\b|"
    r"\bhagámoslo\b|\bme sumo\b|\bfacciamolo\b|\baffare fatto\b|\bvamos fechar\b|\bbora\b|"
    r"\bestá (?:fechado|combinado)\b|\bis (?:goed|prima|akkoord) (?:voor|met) (?:mij|ons)\b|"
    r"\bga ik mee akkoord\b|\bdoen we\b|\b(?:umowa stoi|dogadane|działajmy)\b|"
    r"\bcontad con(?:migo| nosotros)\b|\bbiorę to\b|\bon part là-dessus\b|\bpodemos avançar\b|"
    r"\bme parece (?:perfecto|genial|estupendo)\b|\b(?:machen|das machen) wir (?:das )?so\b|"
    r"\b(?:bardzo )?chętnie\b(?=\s*[.!])|\bc'est (?:tout )?bon pour (?:moi|nous)\b|\bon y va\b|"
    r"\bvamos (?:a ello|nessa|lá)\b|\bandiamo avanti\b|\bdat is (?:goed|akkoord|prima)\b|"
    r"\b(?:sind|ist) (?:für mich |für uns )?(?:in ordnung|okay|ok|super|perfekt|fair)\b|"
    r"\bc'est (?:parfait|bon|ok|nickel|validé)(?: pour (?:moi|nous))?\b|\bcerramos\b|"
    r"\bva bene per (?:me|noi)\b|\bd'accord,? ça marche\b|\bpor mim (?:está|tudo)\b|"
    r"\bhelemaal (?:goed|prima|akkoord)\b|\b(?:zgadzam się|zgoda|pasuje mi)\b"
)
STRONG_YES = re.compile(
    loosely("|".join(
        (_SHORT_YES, _ENGLISH, _DEGREES, _CLOSING, _GERMAN, _FRENCH, _SPANISH, _ITALIAN,
         _PORTUGUESE, _DUTCH, _NORTHERN, _EASTERN, COMPOSED, COMMITS,
         _COMPOSED_ABROAD)
    )),
    _F,
)  # fmt: skip
# Every word of these agrees; none could be about something else.
WORDS_ABROAD = frozenset(
    word.lower()
    for part in (_GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _DUTCH, _NORTHERN, _EASTERN,
                 _COMPOSED_ABROAD)
    for word in re.findall(r"[^\W\d_]{2,}", part.replace("\\b", " "))
)  # fmt: skip
# With a weak yes beside it, asking for the papers is agreeing.
# What stands before "works for me" when that is not our offer.
NOT_THE_OFFER = re.compile(
    r"\b(?:brief|dates?|days?|times?|timing|timeline|schedule|product|concept|idea|brand|vibe|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|location|format|tomorrow|platform)\s*\Z",
    _F,
)
GO_AHEAD = re.compile(
    r"\b(?:send|shoot|forward|draft|issue|prepare|share|e-?mail)(?: it| me| us| over| through| "
    r"along)*"
    r" (?:the|your|a|an) (?:contract|agreement|paperwork|docs|documents|po|sow)\b(?! (?:for|to) )|"
    r"\b(?:schick|sende)\w* (?:\w+ ){0,3}vertrag\b|\benvo(?:yer|yez|ie) (?:\w+ ){0,2}contrat\b|"
    r"\b(?:env[ií]a|manda|envie)\w* (?:\w+ ){0,2}contrat[ot]\w*\b",
    _F,
)
WEAK_YES = re.compile(
    r"\b(?:sounds?|seems?|looks) (?:really |very |super |absolutely |so |all )?(?:good|great|"
    r"perfect|amazing|fair|fine|reasonable|awesome|lovely|wonderful|fantastic|excellent|"
    r"like a plan)\b|(?:\A|[.!,]\s+)(?:yes(?: please)?|yep|yeah|sure(?: thing)?|absolutely|"
    r"of course|definitely|ok|okay|perfect|great|fantastic|awesome|cool|all good|fine|works|ja|"
    r"oui|sí|sì|sim|vale|claro|top|passt)(?=\s*[.!;:)]|\s*\Z|\s*,\s*(?:thanks|thank|please|"
    r"perfect|great|send|looking|sounds|works|absolutely|of course|happy|all|we are|let|"
    r"i am happy|i'd be happy|happy|gern|machen|merci|gracias|grazie|obrigad|dank|bitte|schick|"
    r"manda|envoy)|\s+(?:thanks|thank you|let's|👍))|\bthat's (?:fine|great|perfect|good|ok|okay|"
    r"fair|amazing)\b(?=\s*(?:[.!,;:)]|\Z|for (?:me|us)|with (?:me|us)|by (?:me|us)|and\b|thanks|"
    r"thank))|\bfine (?:by|with) (?:me|us)\b|\blove it\b(?=\s*(?:[.!,]|\Z))|👍|🤝|\b(?:klingt|"
    r"hört sich) (?:sehr |super |richtig |wirklich )?(?:gut|super|toll|perfekt|fair|prima)|"
    r"\b(?:ja,? )?(?:sehr )?gerne\b(?! wissen)|\bd'accord\b|\bc'est (?:bon|ok|parfait)\b|"
    r"\bparfait\b|\bavec plaisir\b|\bde acuerdo\b|\bme parece (?:bien|perfecto|genial|"
    r"estupendo)\b|\bsuena (?:bien|genial|perfecto)\b|\bperfecto\b|\b(?:mi )?va (?:bene|"
    r"benissimo)\b|\bperfetto\b|\bde acordo\b|\bperfeito\b|\b(?:está|fica) (?:ótimo|bom|bem)\b|"
    r"\bsoa bem\b|\bpode ser\b|\bklinkt (?:goed|prima|super)\b|\b(?:dat )?is (?:goed|prima)\b|"
    r"\bprima\b|\bça me semble (?:bien|bon)\b|\bin ordnung\b|\bentendu\b",
    _F,
)
INTEREST = re.compile(
    r"\b(?:very |super |definitely |really |so )?interested\b|\b(?:hear|learn|know|find out|"
    r"tell me|"
    r"share) (?:a (?:bit|little) )?more\b|\bmore (?:details|info\w*)\b|\binteressiert\b|"
    r"\bintéress\w+|"
    r"\binteresad\w\b|\binteressat\w\b|\binteressad\w\b|\bgeïnteresseerd\b|\bconsider\w*\b|"
    r"\bhere(?:\'s| is| are)\b|\b(?:my|our|her|his) (?:\w+ )?(?:rates?|fees?|prices?|quote)\b",
    _F,
)
PRAISED = re.compile(
    r"\b(?:campaign|products?|brand|collab\w*|opportunity|brief|concept|ideas?|project|partnership|"
    r"company|app|kampagne|produkt|produit|producto|prodotto|produto|projet|proyecto|progetto)\b",
    _F,
)
