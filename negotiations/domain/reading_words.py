"""The words of yes, no, if, maybe and more, in English, de, fr, es, it, pt and nl. Pure."""

import re

_F = re.IGNORECASE
REFUSE = re.compile(
    r"\A\W*(?:no|nope|nah|nein|non|não|nee)\W*\Z|\bnot (?:really |"
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
    r"\bnee,? (?:bedankt|dank)|\bik (?:moet )?(?:bedank|weiger)\b|\bhelaas niet\b",
    _F,
)
OBJECT = re.compile(
    r"\btoo low\b|\b(?:quite|very|a (?:bit|little)|pretty|rather|way|so) low\b|\blow-?ball\w*|"
    r"\b(?:below|under|beneath|less than|lower than|nowhere near) (?:my|our|what i|the|her|his|"
    r"market|usual)\b|\bnot enough\b|\bwon't work\b|\b(?:doesn't|does not|don't|wouldn't|can't|"
    r"isn't going to) work\b|\bcan't (?:do|make) (?:it|this|that)\b|\bnot (?:feasible|doable|"
    r"workable|"
    r"possible|sustainable|acceptable)\b|\bunder(?:paid|valu\w+)\b|\bcan't\b|\bcannot\b|"
    r"\bnot (?:okay|ok|happy|comfortable|fair)\b|\bdisagree\b|\bzu (?:wenig|niedrig|gering)\b|"
    r"\btrop (?:bas|peu|faible)\b|\bmuy baj[oa]\b|\bdemasiado (?:bajo|poco)\b|\btroppo (?:bass[oa]|"
    r"poco)\b|\bmuito baix[oa]\b|\bte (?:laag|weinig)\b|\bnicht machbar\b|"
    r"\bgeht (?:leider )?nicht\b",
    _F,
)
STRONG_YES = re.compile(
    r"\b(?:i|we)(?: am happy to| are happy to|'d be happy to|'ll| will| gladly| happily)? accept\b|"
    r"\bhappy to (?:accept|proceed|move forward|go ahead|confirm|do (?:it|this|that)|go with)\b|"
    r"\b(?:it's|that's|we have|you have|you've got|you got) (?:yourself )?a deal\b|"
    r"(?:\A|[,.!;:-]\s*|\byes,? |\bok(?:ay)?,? |\bperfect,? )deal(?=\s*(?:[.!,;:)-]|\Z|👍|🤝))|"
    r"\b(?:i'm|we're|i am|we are|count me|she's|he's) (?:all |totally |so |"
    r"definitely )?in\b(?! (?:the|"
    r"a|my|an|your|[A-Z]|no|touch|need|talks?))|\blet's (?:do (?:it|this|that)|go (?:ahead|for it|"
    r"with (?:that|it|this))|move forward|proceed|lock it in|make it happen|get started|roll)\b|"
    r"\b(?:i|we) (?:agree|confirm|approve)\b|(?:\A|[,.!]\s*)(?:agreed|confirmed|approved|"
    r"accepted)\b(?! (?:that|with|on|by))|"
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
    r"ga akkoord|gaan akkoord)\b|\bakkoord\b|\bafgesproken\b|\bik doe mee\b",
    _F,
)
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
NEGATED = re.compile(
    r"(?:\b(?:not|never|no|nor|hardly|nicht|kein\w*|non|ne|n'|pas|não|niet|geen|neither|without|"
    r"don't"
    r"|can't|won't|wouldn't|doesn't|isn't|couldn't|cannot)\b)(?:[^.!?,\n]{0,24})\Z|n't [^.!?,\n]"
    r"{0,20}\Z|\b(?:was|were|been|had|have)\s\Z",
    _F,
)
# Words before a yes that take its force: a wish, a doubt, somebody else's decision.
TENTATIVE = re.compile(
    r"\b(?:if|whether|unless|until|once|when|hope\w*|maybe|perhaps|might|may be|probably|"
    r"possibly|not "
    r"sure|think(?:ing)? about|let me (?:think|check|see|ask|talk|run)|(?:need|have|want|going|"
    r"like) "
    r"to (?:think|check|see|ask|talk|discuss|review|confirm|run)|get back to you|consider\w*|"
    r"before "
    r"(?:i|we)|wait(?:ing)? (?:for|on|until)|i guess|see if|used to|would have|could have|almost|"
    r"in theory|in principle|tentative\w*|wenn|ob|falls|vielleicht|eventuell|si|peut-être|"
    r"quizás?|tal "
    r"vez|se|forse|talvez|als|misschien|grundsätzlich|prinzipiell|en principe|en principio|"
    r"in linea "
    r"di massima|em princípio|in principe|joking|jk|sarcas\w+|yeah right|as if)\b",
    _F,
)
CONDITION = re.compile(
    r"\bif\b|\bas long as\b|\bprovided\b|\bproviding\b|\bon the condition\b|\bassuming\b|\bsubject "
    r"to\b|\bcontingent\b|\bpending\b|\bunless\b|\bexcept\b|\bhowever\b|\bbut\b|\bthough\b|"
    r"\balthough"
    r"\b|\bcaveat\b|\bwould (?:also )?(?:need|require|want|have to|prefer)\b|\b(?:i|we)(?:'d|"
    r" would| "
    r"will|'ll)? (?:just |only |also |do )?(?:need|require|want|ask|prefer)\b|\binstead of\b|"
    r"\brather "
    r"than\b|\bonly\b|\bwithout\b|\bnot includ\w+|\bexcluding\b|\bon top\b|\bplus\b|\bextra\b|"
    r"\bmust"
    r"\b|\bin return\b|\bin exchange\b|\bexcept\b|\b(?:can|could) (?:we|i) (?:also |just |"
    r"maybe )?(?:"
    r"do|change|swap|make|reduce|add|remove|keep|push|move|limit|skip|drop|get|have|include|"
    r"adjust)\b"
    r"|\blimited to\b|\bmax(?:imum)?\b|\bminimum\b|\bwenn\b|\bfalls\b|\bsofern\b|\baber\b|"
    r"\bvorausgesetzt\b|\ballerdings\b|\bnur\b|\bsi\b|\bmais\b|\bà condition\b|\bsauf\b|\bpero\b|"
    r"\bsiempre que\b|\bsolo\b|\bsólo\b|\bma\b|\bperò\b|\ba patto\b|\bpurché\b|\bse\b|\bmas\b|"
    r"\bdesde "
    r"que\b|\bcontanto\b|\bmaar\b|\bmits\b|\bals\b|\btenzij\b|\bsalvo\b|\bzzgl\b|\balleen\b|"
    r"\banche\b"
    r"|\bseulement\b",
    _F,
)
BENIGN = re.compile(
    r"\b(?:please )?let me know if [^.!?\n]{0,80}|\bif (?:you|there)(?:'s| is| have|'d| would|"
    r" need| "
    r"want| require)?[^.!?\n]{0,20}\b(?:anything|any (?:other |further |more )?(?:questions|"
    r"info\w*|"
    r"details)|questions|else)\b[^.!?\n]{0,40}|\bsorry [^.!?\n]{0,60}?\bbut\b|"
    r"\blast but not least\b|"
    r"\bbut (?:yes|yeah|sure|of course|i'm happy|that's fine)\b|\bif (?:that's|it's|that is) (?:ok|"
    r"okay|easier|helpful)\b|\b(?:i|we)(?:'ll| will)? (?:just )?need (?:the|your|a) (?:contract|"
    r"brief|"
    r"agreement|shipping|address|details|product)\b|\bnot only\b|\bonly (?:other )?question\b|"
    r"\bonly (?:too )?happy\b|\bplus,? "
    r"(?=i (?:love|really))|\bcan't wait\b|\bno (?:problem|worries|issue|objections?|further "
    r"questions)\b|\bwhat (?:do|would) you need (?:from )?(?:me|us)\b|\bi want to thank\b|"
    r"\bwant to (?:say )?thank\b",
    _F,
)
HEAR_MORE = re.compile(
    r"\b(?:hear|learn|know|tell (?:me|us)|find out|share|see|understand|get|send|read|some|any|"
    r"have|"
    r"provide|talk|discuss|chat)(?: with)?(?: me| us)?(?: (?:a (?:bit|little)|some))? more\b|"
    r"\bmore (?:details?|info\w*|about|context|specific\w*|questions)\b",
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
DOUBT = re.compile(
    r"\bstarting point\b|\bfor (?:now|a start)\b|\bchang\w+ (?:my|her|his|our) mind\b|"
    r"\bseparat\w+\b|"
    r"\bsaid\b|\blet me (?:think|check|see|ask|talk|run|discuss|get back)\b|\b(?:need|have|want|"
    r"going|"
    r"like) to "
    r"(?:think|check|see|ask|talk|discuss|consult|review|run (?:it|this))\b|\bget(?:ting)? back to "
    r"you\b|\bnot sure\b|\bmaybe\b|\bperhaps\b|\bin (?:principle|theory)\b|\btentative\w*|"
    r"\bwaiting (?:for|on) (?:my|our)\b|\bwill (?:check|ask|discuss|see|think|review|run)\b|"
    r"\bi(?:'ll| will) (?:check|ask|discuss|see|think|let you know|review|run|talk|forward|pass)\b|"
    r"\bgrundsätzlich\b|\bprinzipiell\b|\ben principe\b|\ben principio\b|\bem princípio\b|"
    r"\bin linea di massima\b|\bin principe\b|\byeah,? right\b|\bjust kidding\b|\bhaha,? no\b|"
    r"\bvielleicht\b|\bpeut-être\b|\bforse\b|\btalvez\b|\bquizás?\b|\bmisschien\b|\bmal sehen\b|"
    r"\b(?:confirm|decide|know) (?:tomorrow|later|soon|by|next|shortly|once|after)\b",
    _F,
)
IF_WORDS = re.compile(
    r"\bif\b|\bas long as\b|\bprovided\b|\bon the condition\b|\bassuming\b|\bsubject to\b|"
    r"\bcontingent\b|\bunless\b|\bwenn\b|\bfalls\b|\bsofern\b|\bvorausgesetzt\b|\bà condition\b|"
    r"\bsiempre que\b|\ba patto\b|\bpurché\b|\bdesde que\b|\bmits\b|\btenzij\b",
    _F,
)
WANTS_MORE = re.compile(
    r"\b(?:can|could|would|is there|any|are you able to)\b[^.!?\n]{0,50}\b(?:better|higher|more|"
    r"increase|raise|bump|wiggle room|flexib\w+|room|improve|stretch|go up|closer|negotia\w+|"
    r"budge)\b"
    r"(?! (?:details|info\w*|about|context|specific))|\b(?:increase|raise|up|improve) (?:the|your) "
    r"(?:offer|budget|rate|fee|price)\b|\b(?:my|our|her|his) (?:usual |normal |standard |regular )?"
    r"(?:rates? (?:is|are|start)|fee is|prices? (?:is|are)) (?:\w+ )?higher\b|\bhigher (?:rate|fee|"
    r"budget|offer|price)\b|\bmore (?:money|budget)\b|\bwiggle room\b|\bmehr (?:budget|geld)\b|"
    r"\bplus (?:élevé|de budget)\b|\bmás (?:alto|presupuesto|dinero)\b|\bdi più\b|\bpiù alt\w\b|"
    r"\bmais alto\b|\bum pouco mais\b|\biets (?:meer|hoger)\b|\betwas (?:mehr|höher)\b",
    _F,
)
LOGISTICS = re.compile(
    r"\b(?:contract|agreement|next steps?|send|ship\w*|address|brief\w*|start|when|deadline|"
    r"timeline|where|sign|invoice|paypal|details|get started|guidelines|what (?:do|would) you need|"
    r"vertrag|contrat\w*|wann|quand|cuándo|quando|wanneer|contratto)\b",
    _F,
)
TERM_CHANGE = re.compile(
    r"\b(?:instead|rather|change|swap|reduce|drop|remove|limit\w*|shorter|fewer|less|only|extend|"
    r"push|"
    r"different|except|can't|won't|cannot|not (?:include\w*|allow\w*|offer\w*)|doesn't include|"
    r"adjust|renegotiate|amend\w*|revise)\b",
    _F,
)
DENIAL = re.compile(
    r"\b(?:not|never|no|nor|neither|nothing|none)\b|n't\b|\b(?:nicht|kein\w*|nie|pas|jamais|não|"
    r"nunca|niet|geen|nooit|non|mai|sin|sans|ohne|senza|sem|zonder)\b",
    _F,
)
