"""The words of if, maybe, not and more, in the main European languages. Pure."""

import re

_F = re.IGNORECASE
NEGATED = re.compile(
    r"(?:\b(?:not|dont|cant|wont|doesnt|isnt|didnt|couldnt|wouldnt|never|no|nor|hardly|nicht|"
    r"kein\w*|non|ne|n'|pas|não|niet|geen|neither|without|"
    r"don't"
    r"|can't|won't|wouldn't|doesn't|isn't|couldn't|cannot)\b)(?:[^.!?,\n]{0,24})\Z|n't [^.!?,\n]"
    r"{0,20}\Z|\b(?:nah|nope|no)\b,? \Z|\b(?:was|were|been|had|have)\s\Z"
    r"|(?:\b(?:nie|inte|ikke|ne|не|ei|en)\b[^.!?,\n]{0,24})\Z",
    _F,
)
# Words before a yes that take its force: a wish, a doubt, somebody else's decision.
TENTATIVE = re.compile(
    r"\b(?:if|whether|unless|until|once|when|hope\w*|maybe|perhaps|might|may be|probably|"
    r"possibly|doubt|(?:don't|do not|dont) (?:think|believe|see|feel)|not "
    r"sure|think(?:ing)? about|let me (?:think|check|see|ask|talk|run)|(?:need|have|want|going|"
    r"like) "
    r"to (?:think|check|see|ask|talk|discuss|review|confirm|run)|get back to you|consider\w*|"
    r"before "
    r"(?:i|we)|wait(?:ing)? (?:for|on|until)|i guess|see if|used to|would have|could have|almost|"
    r"in theory|in principle|tentative\w*|wenn|ob|falls|vielleicht|eventuell|si|peut-être|"
    r"quizás?|tal "
    r"vez|se|forse|talvez|als|misschien|grundsätzlich|prinzipiell|en principe|en principio|"
    r"in linea "
    r"di massima|em princípio|in principe|joking|jk|sarcas\w+|yeah right|as if)\b"
    r"|\b(?:może|chyba|jeśli|kanske|måske|kanskje|hvis|om|možná|pokud|belki|eğer|может|возможно|"
    r"если|можливо|якщо|ehkä|jos)\b",
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
    r"than\b|\bminus\b|\bonly\b|\bwithout\b|\bnot includ\w+|\bexcluding\b|\bon top\b|\bplus\b|"
    r"\bextra\b|"
    r"\bmust"
    r"\b|\bin return\b|\bin exchange\b|\bexcept\b|\b(?:can|could) (?:we|i) (?:also |just |"
    r"maybe )?(?:"
    r"do|change|swap|make|reduce|add|remove|keep|push|move|limit|skip|drop|get|have|include|"
    r"adjust)\b"
    r"|\blimited to\b|\bmax(?:imum)?\b|\bminimum\b|\bwenn\b|\bfalls\b|\bsofern\b|\baber\b|"
    r"\bvorausgesetzt\b|\ballerdings\b|\bnur\b|\bsi\b|\bmais\b|\bà condition\b|\bsauf\b|\bpero\b|"
    r"\bsiempre que\b|\bsolo\b|\bsólo\b|\bma\b|\bperò\b|\ba patto\b|\bpurché\b|\bse\b|\bmas\b|"
    r"\bdesde "
    r"que\b|\bcontanto\b|\bmaar\b(?!\s*[.!])|\bmits\b|\bals\b|\btenzij\b|\bsalvo\b|\bzzgl\b|"
    r"\balleen\b|"
    r"\banche\b"
    r"|\bseulement\b"
    r"|\bpod warunkiem\b|\bale\b|\bjeśli\b|\bjeżeli\b|\btylko\b|\bmen\b|\bom\b|\bbara\b|\bhvis\b|"
    r"\bkun\b|\bdersom\b|\bpokud\b|\bjen(?:om)?\b|\bama\b|\beğer\b|\bancak\b|\bsadece\b|\bно\b|"
    r"\bесли\b|\bтолько\b|\bпри условии\b|\bале\b|\bякщо\b|\bтільки\b|\bmutta\b|\bjos\b|\bvain\b|"
    r"\bsiempre y cuando\b|\ben cuanto\b|\bsobald\b|\bsolange\b|\bzodra\b",
    _F,
)
BENIGN = re.compile(
    r"\b(?:please )?let me know if [^.!?\n]{0,80}|\bif (?:you|there)(?:'s| is| have|'d| would|"
    r" need| "
    r"want| require)?[^.!?\n]{0,20}\b(?:anything|any (?:other |further |more )?(?:questions|"
    r"info\w*|"
    r"details)|questions|else)\b[^.!?\n]{0,40}|\bsorry [^.!?\n]{0,60}?\bbut\b|"
    r"\blast but not least\b|"
    r"\bbut (?:yes|yeah|ok|okay|alright|sure|of course|i'm happy|that's fine)\b|\bif (?:that's|"
    r"it's|that is) (?:ok|"
    r"okay|easier|helpful)\b|\b(?:i|we)(?:'ll| will)? (?:just )?need (?:the|your|a) (?:contract|"
    r"brief|"
    r"agreement|shipping|address|details|product)\b|\bnot only\b|\bonly (?:other )?question\b|"
    r"\bonly (?:too )?happy\b|\bplus,? "
    r"(?=i (?:love|really))|\bcan't wait\b|\bno (?:problem|worries|issue|objections?|further "
    r"questions)\b|\bwhat (?:do|would) you need (?:from )?(?:me|us)\b|\bi want to thank\b|"
    r"\bwant to (?:say )?thank\b|\bno (?:need (?:for|to)|rush|stress|pressure|hurry|doubt|notes|"
    r"complaints|changes|brainer)\b|\bnot a problem\b|\bwhy not\b|\b(?:don't|do not|"
    r"dont) (?:worry|hesitate)\b|\b(?:sorry|apolog\w+)\b[^.!?\n]{0,60}\b(?:n't|"
    r"not)\b[^.!?\n]{0,30}\b"
    r"(?:earlier|sooner|before|repl\w+|answer\w*|back to you)\b|\bmaar door\b|\bnon-?stop\b|"
    r"\bbut (?:i'll|we'll|i will|we will) (?:manage|be (?:fine|ok|ready)|survive)\b|"
    r"\b(?:bear with me|forgive me|excuse me|apologies|sorry) (?:[^.!?\n]{0,20} )?if "
    r"[^.!?\n]{0,50}|"
    r"\b(?:silly|crazy|mad|stupid|foolish|hard|rude) to (?:say no|refuse|pass|turn)\b|"
    r"\bnon vedo l'ora\b|"
    r"\bno veo la hora\b|\bnie mogę się doczekać\b|\bkan niet wachten\b|\bnot at all\b|"
    r""
    r"\bstuur maar\b|"
    r"\bcan't believe\b|\bcouldn't (?:be happier|agree more|resist|say no)\b|\bwouldn't miss\b|"
    r"\bkein(?:e)? problem\w*\b|\bpas de (?:souci|problème)\b|\bsin problema\w*\b|\bnessun "
    r"problema\b|"
    r"\bsem problema\w*\b|\bgeen probleem\b|\bnie ma (?:sprawy|problemu)\b",
    _F,
)
HEAR_MORE = re.compile(
    r"\b(?:hear|learn|know|tell (?:me|us)|find out|share|see|understand|get|send|read|some|any|"
    r"have|"
    r"provide|talk|discuss|chat)(?: with)?(?: me| us)?(?: (?:a (?:bit|little)|some))? more\b|"
    r"\bmore (?:details?|info\w*|about|context|specific\w*|questions)\b",
    _F,
)
DOUBT = re.compile(
    r"\bsleep on\b|\bdecides\b|\bgive me (?:a (?:few|day|moment|sec|bit)|some|until)\b|"
    r"\bstarting point\b|\bfor (?:now|a start)\b|\bchang\w+ (?:my|her|his|our) mind\b|"
    r"\bseparat\w+\b|"
    r"\bsaid\b(?! yes)|\blet me\b(?! know)|\b(?:need|"
    r"have|want|"
    r"going|"
    r"like) to "
    r"(?:think|check|see|ask|talk|discuss|consult|review|run (?:it|this))\b|\bget(?:ting)? back to "
    r"you\b|\bnot sure\b|\bmaybe\b|\bperhaps\b|\bin (?:principle|theory)\b|\btentative\w*|"
    r"\bwaiting (?:for|on) (?:my|our)\b|\bwill (?:check|ask|discuss|see|think|review|run)\b|"
    r"\bi(?:'ll| will) (?:check|ask|discuss|see|think|let you know|review|run|talk|forward|pass)\b|"
    r"\bgrundsätzlich\b|\bprinzipiell\b|\ben principe\b|\ben principio\b|\bem princípio\b|"
    r"\bin linea di massima\b|\bin principe\b|\byeah,? right\b|\bjust kidding\b|\bhaha,? no\b|"
    r"\bvielleicht\b|\bpeut-être\b|\bforse\b|\btalvez\b|\bquizás?\b|\bmisschien\b|\bmal sehen\b|"
    r"\b(?:confirm|decide|know) (?:tomorrow|later|soon|by|next|shortly|once|after)\b"
    r"|\b(?:who knows|who needs|how generous|as if|dream on|in your dreams|good one|yacht|"
    r"very funny|so generous|wow,? so)\b|\b(?:zastanowię|pomyślę|odezwę)\b|"
    r"\b(?:tänka på|återkommer|tænke over|vender tilbage|tenke på|kommer tilbake)\b|\b(?:подумаю|"
    r"rozmyslím|düşün\w+)\b|\büberleg\w*|\bmelde mich\b|\bje (?:vous |te )?(?:redis|reviens|"
    r"réfléchis)\b|\blo (?:consulto|pienso|hablo)\b|\bci penso\b|\bvou pensar\b|\bdenk er\b"
    r"|\b(?:come|get|circle|be) back\b|\bi guess\b|\bstill (?:reading|thinking|deciding|"
    r"looking)\b|\b(?:got|received|"
    r"saw) your (?:e-?mail|"
    r"message|offer|mail)\b|\b(?:so|before|then) (?:i|we) (?:can )?decide\b|\bfor (?:a )?review\b|"
    r"\bthis is (?-i:[A-Z]\w+)\b|"
    r"\bj'en parle\b|\bne parlo\b|\b(?:lo )?hablo con\b|"
    r"\b(?:rede|spreche|kläre|besprech\w+|abklär\w+|abstimm\w+|rücksprache)\b|\bporozmawiam\b|"
    r"\boverleg\w*\b|\bte digo\b|\bvou falar\b|\b(?:will|'ll) (?:\w+ )?(?:reply|answer|respond|"
    r"be in touch)\b|"
    r"\bmy (?:manager|agent|lawyer) will\b|\bour counter\b|\bthumbs down\b|\blet you know\b|"
    r"\b(?:have|has) a (?:look|read)\b|"
    r"\bread (?:it|this|the contract|through) (?:and|first|before)\b|\b(?:je suis |"
    r"suis )?(?:d'accord|ok) sur le principe\b|"
    r"\bi do (?:reels|stories|videos|posts|tiktoks)\b",
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
TERM_CHANGE = re.compile(
    r"\b(?:instead|rather than|(?:'d|would) rather|change|swap|reduce|drop|remove|limit\w*|"
    r"shorter|fewer|less|only|extend|"
    r"push|"
    r"different|except|can't|won't|cannot|not (?:include\w*|allow\w*|offer\w*)|doesn't include|"
    r"adjust|renegotiate|amend\w*|revise)\b",
    _F,
)
DENIAL = re.compile(
    r"\b(?:not|dont|cant|wont|doesnt|isnt|didnt|never|no|nor|neither|nothing|none)\b|n't\b|"
    r"\b(?:nicht|kein\w*|nie|pas|jamais|não|"
    r"nunca|niet|geen|nooit|non|mai|sin|sans|ohne|senza|sem|zonder)\b"
    r"|\b(?:nie|inte|ikke|ej|nej|nei|ei|en ole|ne|není|nejsem|bez|utan|uden|uten|ilman|не|нет|ні|"
    r"без|değil|yok|hayır)\b",
    _F,
)

# What an offer is made of, or what keeps it open: no small talk touches these.
TOPIC = re.compile(
    r"\b(?:rates?|fees?|pric\w+|costs?|budgets?|charg\w+|counter(?!sign)\w*|quot\w+|negotiat\w+|"
    r"usage|"
    r"rights|exclusiv\w*|whitelist\w*|licen[cs]\w+|vat|tax\w*|percent\w*|perpetu\w+|advance|"
    r"deposit|bonus\w*|gift\w*|extra|additional|add-?ons?|double|triple|half|more|less|lower|"
    r"higher|"
    r"better|another|other|different\w*|chang\w+|amend\w*|revis\w+|instead|fewer|reduc\w+|"
    r"remov\w+|drop|skip|limit\w*|clauses?|conditions?|terms|approv\w+|lawyers?|competit\w+|"
    r"newsletter|theory|principle|ads?|boost\w*|paid (?:media|usage|ads)|money|pay me|expensive|"
    r"cheap\w*|low|next (?:year|month|season|quarter|time)|mehr|weniger|preis\w*|honorar|rechte|"
    r"anders?|prix|tarifs?|droits|autre\w*|precio\w*|tarifas?|derechos|otr[oa]s?|prezz\w+|"
    r"tariff\w+|diritti|altr[oaie]|preços?|valor|direitos|outr[oa]s?|prijs|tarie\w+|rechten|"
    r"ander\w*|cen[ayę]|stawk\w+|praw[ao]?|inn[yaie]\w*|newsletter)\b|%",
    _F,
)
# What a question may not touch after a yes, beyond these topics.
ASKS_TERMS = re.compile(
    r"\b(?:all (?:two|three|four|five)|how (?:many|much|long)|includ\w+|deliverables?|scope|"
    r"(?:can|could|should) we(?! (?:send|start|expect|ship|email))|could you (?:do|make|go|add)|"
    r"though|wait|usage|rights|exclusiv\w*|whitelist\w*|licen[cs]\w+|ads?|boost\w*|vat|tax\w*|"
    r"fees?|"
    r"rates?|prices?|budget|bonus\w*|extra|additional|advance|deposit|up ?-?front|higher|lower|"
    r"less|"
    r"fewer|more (?!info|details)|better|increase|raise|instead|chang\w+|limit\w*|perpetu\w*|"
    r"negotiat\w+|catch|money|rechte|honorar|preis|droits|tarif|derechos|precio|diritti|compenso|"
    r"direitos|valor|rechten|prijs|bedrag|prawa|stawk\w+)\b|[0-9]{3}",
    _F,
)

# A yes that waits for something, or another package for our money.
CONDITIONAL_YES = re.compile(
    r"\b(?:deal|yes|agreed|accept|fine|great|works),? (?:minus|except|without|less|just not)\b|"
    r"\byes to\b[^.!?\n]{0,60}\bno to\b|\bok(?:ay)? (?:for|with)\b[^.!?\n]{0,40},? but\b|"
    r"\b(?:can|could) (?:we|i|you)\b[^.!?\n]{0,60}\binstead\b|"
    r"\A(?:[^.!?\n]{0,40}[.!,\n]\s*)?(?:yes|yep|yeah|ok|okay|sure|great|perfect|fine|agreed|deal|"
    r"sounds \w+)\b\W{0,3}"
    r"(?:but(?! (?:what|when|where|who|how|which|why)\b)|although|though|however|only|except|"
    r"just not)\b|\b(?:happy|glad|love|"
    r"willing) to\b[^.!?\n]{0,60}"
    r"\b(?:instead|only|without)\b|"
    r"\b(?:accept|agree|happy|glad|do (?:it|this|that)|in|fine|ok|okay|good|great|works?|sign|"
    r"confirm|deal|interested|yes|sure|down)\b[^.!?\n]{0,40}\b(?:if|provided|providing|as long as|"
    r"on (?:the )?condition|assuming|only when|so long as|once)\b(?! (?:you|there) (?:have|need|"
    r"are any|"
    r"is any))|\bif\b[^.!?\n]{3,80},? (?:then )?(?:i|we)(?:'d|'ll| would| will| can| could|'m|"
    r" am)\b|"
    r"\b(?:for|at|within|with) (?:that|this|the|your) (?:budget|amount|price|fee|rate|money)\b"
    r"[^.!?\n]{0,40}\b(?:i|we) (?:can|could|would|'d|only|might)\b|\b(?:but|though|however)\b"
    r"[^.!?\n]{0,30}\b(?:can|could|would|may) (?:we|i|you)(?: please| maybe| also)? (?:push|move|"
    r"change|swap|shift|extend|reduce|drop|skip|delay|adjust|make|do|use|remove|replace|switch)\b|"
    r"\b(?:zgoda|ok|tak|gerne|ja|oui|d'accord|vale|sí|va bene|sim|aceito|akkoord|prima|ja)\b"
    r"[^.!?\n]{0,30}\b(?:pod warunkiem|jeśli|jeżeli|ale|wenn|falls|sofern|aber|si|mais|à condition|"
    r"pero|siempre que|se|ma|a patto|purché|mas|desde que|mits|maar|als)\b",
    re.IGNORECASE,
)
NEGATED_AFTER = re.compile(
    r"[^.!?,;\n]{0,24}\b(?:nicht|niet|inte|ikke|nie|kein\w*|geen)\b", re.IGNORECASE
)
TURNS_TO_ASK = re.compile(
    r"\s?[:,;–—-]\s?(?=(?:and |so |just )?(?:what|when|where|who|how|which|can|could|do|does|will|"
    r"would|is|are|shall|should|wann|wie|wo|was|quand|comment|cuándo|cómo|quando|come|wanneer|hoe|"
    r"kiedy|jak)\b)",
    re.IGNORECASE,
)
STARTS_ASKING = re.compile(
    r"\W*(?:what|when|where|who|which|how|why|do|does|is|are|can|could|will|would|may|should|if)\b",
    re.IGNORECASE,
)
# What follows a yes and takes it back: a later time, another matter, something still to come.
SPOILED_AFTER = re.compile(
    r" that (?:the|these|those|your|you|it|we|i|there|they|not|he|she|my|our|some|things?)\b|"
    r" (?:over|through|into|back|further|deeper)\b|,? (?:mir|gerade) (?:das|es|die|den)\b|"
    r"[^.!?,\n]{0,30}\bas (?:a|an|one|"
    r"two)\b|"
    r"[^.!?,\n]{0,30}\b(?:for|at) (?:a|an|some|the right|my|our|her|his|more|less|fair)\b|"
    r"[^.!?\n]{0,60}\b(?:once|unless|until|after|before (?:i|we)|as soon as (?!(?:(?:i|we) )?"
    r"(?:(?:get|receive|have|see) )?(?:(?:the|your|my) )?(?:contract|brief|agreement|paperwork|"
    r"product|package|sow)\b)|when the|next (?:year|season|quarter|month|time)|last (?:year|"
    r"campaign|brief|time|season|month)|interest|receipt|received|conversation|discussion|"
    r"negotiat\w+|a call|more details|first(?! (?:draft|version|cut|post))|newsletter|higher|"
    r"lower|(?:more )?suitable|usual|my rates?|rate ?card|another brand|other brand|competitor|"
    r"breaker|to know|news|timing|per hour|low side|your point|new clients|only|as a (?:floor|"
    r"start\w*|minimum|base)|on the basis|decide|nda|reading|let you know|review\w*|look (?:it |"
    r"this )?over|lawyer|(?:up|over) with my|double|triple|twice|emoji|in (?:theory|principle)|"
    r"le principe|i guess|somewhere|elsewhere|instead|different|shorter|fewer|paris|talks)\b",
    re.IGNORECASE,
)
