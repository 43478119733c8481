"""The words of a yes and of mere interest, in the main European languages. Pure."""

import re

from negotiations.domain.reading_sentences import loosely

_F = re.IGNORECASE
_SHORT_YES = (
    r"\b(?:i|we)(?: am happy to| are happy to|'d be happy to|'ll| will| gladly| happily)? accept\b|"
    r"\bhappy to (?:accept|proceed|move forward|go ahead|confirm|do (?:it|this|that)|go with)\b|"
    r"\b(?:it's|that's|we have|you have|you've got|you got) (?:yourself )?a deal\b|"
    r"(?:\A|[,.!;:-]\s*|\byes,? |\bok(?:ay)?,? |\bperfect,? )deal(?=\s*(?:[.!,;:)-]|\Z|👍|🤝))|"
    r"\b(?:i'm|we're|i am|we are|count me|she's|he's) (?:all |totally |so |"
    r"definitely )?in\b(?! (?:the|"
    r"a|my|an|your|[A-Z]|no|touch|need|talks?))|\blet's (?:do (?:it|this|that)|go (?:ahead|for it|"
    r"with (?:that|it|this))|move forward|proceed|lock it in|make it happen|get started|roll)\b|"
    r"\b(?:i|we) (?:agree|confirm|approve)\b|(?:\A|[,.!]\s*)(?:agreed|confirmed|approved|"
    r"accepted)\b(?! (?:that|with|on (?!my|our)|by))|"
    r"\b(?:that|this|it|which|[0-9]{1,6}(?:[.,][0-9]{1,3}){0,2}k?|rate|offer|amount|budget|price|"
    r"fee|usd|eur|gbp|dollars|"
    r"euros)"
    r"(?: \w+)? (?:works|is (?:fine|perfect|great|good|ok|okay|acceptable|agreeable))\b(?: (?:well|"
    r"great|perfectly|fine))?|\bworks (?:well |great |perfectly |fine )?(?:for|with) (?:me|us|"
    r"her|him|"
    r"them|\w+)\b|\bit\'s a yes\b|\bgood to go\b|\bi'll take it\b|\b(?:happy|fine|good|ok|okay|"
    r"on board) with (?:that|"
    r"this|the|your|everything|it|[$€£0-9])|\blooks good\b|\bwould work (?:for|great|well|"
    r"perfectly)|"
    r"\beinverstanden\b|\babgemacht\b|\b(?:ich bin|bin ich|wir sind|bin) dabei\b|\bpasst (?:für|so|"
    r"perfekt|mir|uns|gut)\b|\bdas passt\b|\b(?:nehme|nehmen) (?:\w+ ){0,4}an\b|\bmachen wir so\b|"
    r"\bich (?:sage zu|bestätige|akzeptiere)\b|\bj'accepte\b|\bnous acceptons\b|\bça (?:me|nous) "
    r"(?:va|convient)\b|\bcela (?:me|nous) convient\b|\bmarché conclu\b|\bça marche\b|"
    r"\bje confirme\b|"
    r"\bje suis d'accord\b|\bacept(?:o|amos)\b|\btrato hecho\b|\b(?:estoy|estamos) de acuerdo\b|"
    r"\bconfirmo\b|\baccett(?:o|iamo)\b|\baffare fatto\b|\bmi sta bene\b|\bci sto\b|\bconferm(?:o|"
    r"iamo)\b|\baceit(?:o|amos)\b|\bfechado\b|\bcombinado\b|\b(?:ik|wij|we) (?:accepteer|"
    r"accepteren|"
    r"ga akkoord|gaan akkoord)\b|\bakkoord\b|\bafgesproken\b|\bik doe mee\b"
)
_ENGLISH = (
    r"\b(?:happy|glad|delighted|pleased|thrilled|excited|keen|ready|honou?red) to (?:accept|"
    r"proceed|"
    r"(?:move|go) (?:ahead|forward)|confirm|go (?:with|for)|take (?:this|it|that|part)|join|"
    r"come (?:on board|aboard)|do (?:it|this|that|so)|sign|be (?:a )?part of)\b|"
    r"\b(?:love|like) to (?:accept|proceed|(?:move|go) (?:ahead|forward)|go ahead|confirm)\b|"
    r"\b(?:i|we)(?:'ll| will| shall| can| do| hereby| both| also| am| are| have)?(?: gladly| "
    r"happily| formally)? (?:accept(?:ed)?|agree(?:d)?|take) (?:to |with )?(?:all (?:of )?)?(?:the|"
    r"your|this|that|these|those|it|you)\b|"
    r"\b(?:offer|proposal|terms|fee|rate|price|budget|quote) (?:is|are|has been) (?:accepted|"
    r"agreed|"
    r"approved|confirmed)\b|\b(?:the|this|that|your) (?:offer|proposal|terms|fee|rate|price|budget|"
    r"amount|number|figure)s? (?:works?|suits?|is (?:fine|good|great|perfect|agreeable))\b|"
    r"\b(?:count|sign|put|book|include) (?:me|us|her|him|them) (?:in|up|"
    r"down)\b(?! for (?:a )?call)|"
    r"\bcount on (?:me|us)\b|\b(?:i'm|we're|i am|we are|she's|he's|all) (?:good|fine|okay|ok|happy|"
    r"satisfied|cool|comfortable|on board|aboard|up for (?:it|this|that)|sold)(?: with (?:that|"
    r"this|"
    r"it|the|your|everything|all)\b| to (?:go|proceed)\b|(?=\s*[,.!]|\s*\Z))|"
    r"\bup for (?:it|this)\b|\bconsider it (?:done|a deal|a yes)\b|\byou have my (?:yes|word|"
    r"agreement|approval|ok)\b|\b(?:it's|it is|that's|that is|big|a definite|definitely a) (?:a )?"
    r"yes from\b|\b(?:all|everything(?:'s| is| looks| sounds)?|it all|this all|that all) (?:is |"
    r"looks |sounds )?(?:agreed|approved|confirmed|good|fine|great|perfect|in order)\b|"
    r"\b(?:glad|happy|willing) to do (?:it|this|that) (?:for|at) (?:that|this|the)\b|"
    r"\bgo for (?:it|that)\b|\b(?:let's|let us) (?:lock|seal|close|sign|start|work together|"
    r"make this|get (?:this|it|going)|kick)\b|\bwe can (?:proceed|go ahead|move (?:ahead|forward)|"
    r"start)\b|\b(?:please )?(?:go ahead|proceed|draw up the contract)\b(?: and| with|[.!,]|\Z)|"
    r"\b(?:just )?(?:confirming|to confirm) (?:that )?(?:we|i|she|he)(?:'ll| will| are|"
    r" am)? (?:accept|"
    r"agree|in\b|happy)|\b(?:happy|pleased|glad) to confirm\b|\bno objections?\b|\bi'll do it"
    r"(?=\s*(?:[.!,]|\Z|for that))|\blet's go with\b|\b(?:can|could|will|'ll|would) (?:gladly |"
    r"happily "
    r")?do (?:it|this|that|one|the reel|the video|the post) (?:for|at) [$€£0-9]|[0-9k] it is\b|"
    r"\b(?:works|fine|good|great|perfect) on (?:my|our) (?:end|side)\b|\bon (?:my|our) (?:end|side|"
    r"part)[,:]? (?:all |it's |that's |we're )?(?:good|fine|agreed|confirmed)\b"
)
# "is absolutely fine", "I'm more than happy with that": one or two words of degree between.
_DEGREE = r"(?:(?!not\b|never\b|no\b|hardly\b|less\b|too\b|un\w)\w+ ){0,2}"
_DEGREES = (
    rf"\b(?:rate|offer|amount|budget|price|fee|terms|conditions|number|figure|proposal|contract|"
    rf"timeline)"
    rf"(?: all)? (?:sounds?|looks?|seems?) {_DEGREE}(?:fine|perfect|great|good|ok|okay|fair|"
    rf"reasonable|alright)\b|"
    rf"\b(?:that|this|it|which|[0-9]{{1,6}}(?:[.,][0-9]{{1,3}}){{0,2}}k?|rate|offer|amount|budget|"
    rf"price|"
    r"fee|terms|conditions|number|figure|proposal|everything|all|timeline|usd|eur|gbp|dollars|"
    r"euros|pounds)"
    rf"(?:'s| is| are) {_DEGREE}(?:fine|perfect|"
    rf"great|good|ok|okay|"
    r"acceptable|agreeable|fair|reasonable|alright|all right|agreed|spot on|lovely|ideal)\b|"
    rf"\b(?:i'm|i am|we're|we are|she's|he's|they're|she is|he is|mia is|both) {_DEGREE}(?:happy|"
    rf"fine|ok|okay|good|"
    r"comfortable|cool|satisfied|pleased|content|alright|delighted) (?:with|about) (?:that|this|"
    r"the|your|those|"
    r"these|it|everything|all|both)\b|"
    rf"\b(?:i'm|i am|we're|we are|she's|he's) {_DEGREE}(?:down|game|in|aboard|on board|agreed|"
    rf"sold|keen to (?:do|go))"
    r"(?=\s*(?:[.,!;:)]|\Z|for (?:it|this|that)|with (?:it|this|that)|and\b))|"
    r"\bwe have (?:an agreement|a deal)\b|\b(?:she|he|they|my client|(?-i:[A-Z]\w+))(?:'s| has|"
    r" have)? (?:accepts?|accepted|"
    r"agrees?|agreed|approves?|approved|confirms?|confirmed|signed off)(?: to| on| with)? (?:the|"
    r"your|this|that|it|all)\b|"
    r"\bi(?:'m| am)? (?:totally |fully |completely )?(?:agree|in agreement)(?: with| to)? (?:all|"
    r"the|your|this|that|"
    r"everything|those)\b|\byou(?:'ve| have) (?:got )?(?:yourself |yourselves )?a (?:deal|yes)\b|"
    r"\bi'm all yours\b|"
    r"\bsigned,? sealed\b|\bthumbs up\b|\bgreen light\b|\bwe're on(?=\s*[.!]|\s*\Z)|"
    r"\byou're on(?=\s*[.!]|\s*\Z)"
)
_CLOSING = (
    r"\banswer is (?:a )?(?:yes|big yes|definitely)\b|\b(?:says|said|it's|that's|a|big|"
    r"definite) (?:a )?yes\b(?! to)(?! if)|"
    r"\b(?:yes|yep|yeah|ok|okay|great|perfect|super|cool|amazing|awesome|lovely|brilliant|"
    r"wonderful|excellent|alright|"
    r"fantastic)\b[^.!?\n]{0,40}\b(?:contract|paperwork|agreement|sign|next steps|invoice|sow|"
    r"onboarding)\b(?! (?:first|"
    r"before|so))|\bi'll sign\b|\bwhere do i sign\b|\bready to (?:start|sign|go|begin|roll|film|"
    r"shoot)\b|\bwe're all set\b|"
    r"\blet's (?:begin|start|go|get (?:started|to work|rolling)|make it official|work together)\b|"
    r"\b(?:happy|glad|delighted|pleased|excited|thrilled|love) to (?:do|make|create|film|post|"
    r"produce|take on) (?:the|this|"
    r"it|that|one|your)\b(?! for)|\b(?:happy|glad|delighted|pleased|excited|thrilled) to (?:do|"
    r"make|create|film|post) (?:the|"
    r"this|one) \w+ (?:for|at) (?:that|this|the)\b|\bconfirm (?:my|our|her|his) participation\b|"
    r"\b(?:totally|definitely|"
    r"very|perfectly|absolutely) doable\b|\beverything checks out\b|"
    r"\bcan't wait to (?:get started|start|begin|work|film|"
    r"shoot|create)\b|\b(?:wir|ich) freue[n]? (?:uns|mich) auf die zusammenarbeit\b|"
    r"\bprzyjmuj(?:ę|emy)\b|\bpotwierdzamy\b|"
    r"\bje suis (?:in|dedans|de la partie)\b|\bc'est (?:un )?(?:oui|ok)\b|\bes (?:un )?sí\b|"
    r"\bè un sì\b|\b(?:das|es) ist ein ja\b"
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
STRONG_YES = re.compile(
    loosely("|".join(
        (_SHORT_YES, _ENGLISH, _DEGREES, _CLOSING, _GERMAN, _FRENCH, _SPANISH, _ITALIAN,
         _PORTUGUESE, _DUTCH, _NORTHERN, _EASTERN)
    )),
    _F,
)  # fmt: skip
WEAK_YES = re.compile(
    r"\b(?:sounds?|seems?|looks) (?:really |very |super |absolutely |so |all )?(?:good|great|"
    r"perfect|"
    r"amazing|fair|fine|reasonable|awesome|lovely|wonderful|fantastic|excellent|like a plan)\b|"
    r"(?:\A|[.!,]\s+)(?:yes(?: please)?|yep|yeah|sure(?: thing)?|absolutely|of course|definitely|"
    r"ok|"
    r"okay|perfect|great|fantastic|awesome|cool|all good|fine|works|ja|oui|sí|sì|sim|vale|claro|"
    r"top|"
    r"passt)(?=\s*[.!,;:)]|\s*\Z|\s+(?:thanks|thank you|let's|👍))|\bthat's (?:fine|great|perfect|"
    r"good|ok|okay|fair|"
    r"amazing)\b|\bfine (?:by|with) (?:me|us)\b|\blove it\b(?=\s*(?:[.!,]|\Z))|👍|🤝|"
    r"\b(?:klingt|hört sich) (?:sehr |super |richtig |wirklich )?(?:gut|super|toll|perfekt|fair|"
    r"prima)"
    r"|\b(?:ja,? )?(?:sehr )?gerne\b(?! wissen)|\bd'accord\b|\bc'est (?:bon|ok|parfait)\b|"
    r"\bparfait\b|"
    r"\bavec plaisir\b|\bde acuerdo\b|\bme parece (?:bien|perfecto|genial|estupendo)\b|\bsuena "
    r"(?:bien|genial|perfecto)\b|\bperfecto\b|\b(?:mi )?va (?:bene|benissimo)\b|\bperfetto\b|"
    r"\bde acordo\b|\bperfeito\b|\b(?:está|fica) (?:ótimo|bom|bem)\b|\bsoa bem\b|\bpode ser\b|"
    r"\bklinkt (?:goed|prima|super)\b|\b(?:dat )?is (?:goed|prima)\b|\bprima\b|\bça me semble "
    r"(?:bien|bon)\b|\bin ordnung\b|\bentendu\b",
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
