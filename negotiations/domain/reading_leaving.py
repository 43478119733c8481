"""A no by its verb and its frame: leaving, being unable, thanks around a refusal. Pure."""

import re

_F = re.IGNORECASE
# Leaving by any verb that ends it, softened or not; and the states that end it.
_EXIT = (
    r"(?:cancel|withdraw|back out|pull out|bow out|drop out|step (?:back|away|aside|down)|opt out|"
    r"bail|pass|decline|say no|say no thanks|sit (?:this|it|that)|skip (?:this|it|that)|turn "
    r"(?:this|"
    r"it|that|you|the offer) down|let (?:this|it) (?:go|one go)|stay out|give (?:this|it) a miss|"
    r"call it off|leave (?:it|this) (?:here|there|at that|be)|refuse|reject|call it (?:a day|"
    r"quits)|stop here|end (?:this|it) "
    r"here)"
)
LEAVING = (
    rf"\b(?:have to|had to|need to|must|want to|wanna|going to|gonna|got to|gotta|'ll|will|would "
    rf"(?:like|prefer) to|'d (?:like|prefer|rather)(?: to)?|decided to|choose to|best to|better|"
    rf"let's|"
    rf"forced to) (?:\w+ ){{0,2}}{_EXIT}\b(?! (?:it|this|that|your|along|the) (?:on|along|to)\b)"
    r"(?! (?:the|our|my|that) (?:call|meeting|appointment|order))(?! (?:it|this|your \w+) (?:to|"
    r"on) )|"
    r"\b(?:backing|pulling|bowing|dropping|opting|sitting (?:this|it|that)(?: one)?) out\b|"
    r"\b(?:stepping|taking a step) (?:back|away|aside)\b|\b(?:declining|passing|withdrawing|"
    r"cancell?ing|skipping this)\b(?! (?:it |this |your \w+ )?(?:(?:on|along) )?to)(?! the "
    r"(?:call|meeting))|"
    r"\b(?:a|hard|definite|soft|polite|big|firm|it's|is|that's) (?:no|pass) (?:from|for|on)\b|"
    r"\bturned? (?:it|this) down\b|\bchanged my mind and\b|\bgive (?:this|it) a miss\b"
)
INABLE = (
    r"\b(?:can't|cannot|can not|won't|will not|unable to|not able to|won't be able to|don't "
    r"(?:want|"
    r"wish|plan|intend) to|no longer able to|not in a position to|not going to) (?:\w+ "
    r"){0,2}?(?:do|"
    r"make|take|accept|commit|join|continue|participate|be (?:a )?part|be involved|be available|be "
    r"joining|be participating|be "
    r"moving|proceed|move|collaborate|promote|go through|go on|go ahead|follow through|be "
    r"able to|fit|squeeze|swing|honou?r|help|offer|partner|support)\b(?![^.!?\n]{0,50}\b(?:before|"
    r"until|till|earlier|without|unless|for (?:less|under|that|this|the)|if|less than|below|under|"
    r"exclusiv\w*|usage|whitelist\w*|raw|but|yet|discount|lower|at (?:that|this)|refund|both|"
    r"weekends?|invoice|more than|any lower)\b)(?![^.!?\n]{0,50}[$€£0-9])"
)
STATES = (
    r"\btoo far apart\b|\bfar (?:off|away|below) (?:from )?(?:what|my|our)\b|\btoo far from "
    r"(?:my|our|"
    r"what)\b|\b(?:not|isn't|wasn't) (?:really )?worth (?:it|my|the|our)\b|\b(?:don't|do not) "
    r"(?:think|see|believe|feel)[^.!?\n]{0,30}\b(?:find|reach|get to|agree on|meet|right|fit|match|"
    r"work out|going to work|make sense|be able)\b|\b(?:on|going on) (?:maternity|parental|"
    r"paternity|"
    r"sick|medical) leave\b[^.!?\n]{0,60}\b(?:not|no)\b|\b(?:isn't|not|n't) (?:\w+ )?(?:for "
    r"(?:me|us|"
    r"my|our)|on[- ]brand|something (?:i|we)|what (?:i|we)(?:'re| are) looking|my (?:style|vibe|"
    r"niche|"
    r"area|cup of tea)|aligned?|a priority)\b(?! (?:price|rate))|\b(?:only|just) (?:work|promote|"
    r"partner|post|collaborate)\w* (?:with |about |for )?(?:\w+ ){0,2}(?:i|we) (?:already |really |"
    r"actually |personally )*(?:use|love|know|own|believe)|\bother (?:commitments|priorities|"
    r"plans)\b"
    r"(?=[^.!?\n]{0,20}(?:[.!]|\Z))|\b(?:already|too) (?:busy|committed|swamped|overloaded|"
    r"stretched)\b|"
    r"\b(?:at|over) capacity\b|\b(?:fully|totally|completely) (?:committed|occupied|swamped)\b|"
    r"\bmaybe (?:next|another) (?:time|one|year)\b|\bsome other time\b|\b(?:good|best of) luck "
    r"(?:finding|with (?:finding|the search|your search))\b|\bno longer (?:available|able|"
    r"interested|"
    r"possible|want|wish|doing|have (?:the )?(?:time|capacity))\b|\b(?:is|am|are|'s|'m|'re) "
    r"(?:un|not )available for (?:this|the|your)\b"
)
LEAVING_ABROAD = (
    r"\b(?:ich bin|wir sind) raus\b|\bmuss(?:te)? (?:\w+ ){0,4}(?:absagen|ablehnen|verzichten|"
    r"aussteigen|passen)\b|\b(?:klappt|passt|geht|funktioniert) (?:\w+ ){0,4}nicht\b|\bnichts für "
    r"(?:mich|uns)\b|\bverzichte\b|\bje (?:vais|dois|préfère) (?:\w+ ){0,3}(?:refuser|passer|"
    r"décliner|renoncer|annuler)\b|\b(?:ça|cela) ne (?:me |nous )?(?:correspond|convient|va) pas\b|"
    r"\bje passe mon tour\b|\bpas pour (?:moi|cette fois)\b|\b(?:tengo|tenemos) que (?:rechazar|"
    r"decir que no|declinar|cancelar)\b|\bpaso (?:esta vez|de esta)\b|\bno (?:encaja|va conmigo|es "
    r"para m[íi])\b|\b(?:devo|dobbiamo) (?:\w+ )?(?:rifiutare|declinare|rinunciare|dire di no)\b|"
    r"\bpasso (?:questa volta|stavolta)\b|\bnon (?:è adatto|è in linea|mi convince)\b|\b(?:tenho|"
    r"temos|vou ter) (?:de|que) (?:\w+ )?(?:recusar|declinar|cancelar|dizer que não)\b|\bnão "
    r"(?:é para "
    r"mim|vai dar|dá|vou conseguir)\b|\b(?:moet|moeten) (?:\w+ ){0,3}(?:afwijzen|afslaan|weigeren|"
    r"bedanken|passen|annuleren)\b|\bniet voor mij\b|\bgaat (?:\w+ ){0,3}niet lukken\b|\bpast "
    r"(?:\w+ ){0,3}niet\b|\b(?:nie skorzystam|nie wezmę|nie dla mnie|tym razem nie|nie tym razem|"
    r"muszę (?:\w+ )?(?:odmówić|zrezygnować|odrzucić))\b"
)
TURNING = (
    r"\b(?:i'm|we're) (?:good|ok|okay|fine|all set)(?: for now| at the moment)?,? (?:but "
    r")?(?:thanks|thank)|"
    r"\bpodziękuję\b|"
    r"\b(?:answer|it|this|that|i'm afraid it|reply)(?:'s| is|'ll be| will be| has to be| must "
    r"be) (?:\w+ )?"
    r"(?:a )?no(?=\W*(?:[.!,;]|\Z|for|from|this time))|\bhave no (?:\w+ )?(?:availab\w+|capacity|"
    r"time|"
    r"room|space|slots?|interest|bandwidth|desire)\b|\bno (?:availability|slots?|capacity|"
    r"interest)\b|"
    r"\bniets voor (?:mij|ons)\b|\brien pour (?:moi|nous)\b|\bnada para (?:mí|mim)\b|\bniente "
    r"per me\b|"
    r"\bnot to (?:\w+ )?(?:go ahead|proceed|do|take|accept|move|participate|join|work|continue|"
    r"pursue)\b(?! (?:more|less))|\bfind (?:someone|somebody|another (?:creator|person|"
    r"influencer)|a "
    r"different)\b|\b(?:someone|somebody) else (?:for|would|will|might|is)\b|\b(?:a|one a) miss\b|"
    r"\b(?:not|n't) (?:really |quite |exactly )?(?:my|our|her|his) (?:\w+ )?(?:kind|type|sort|"
    r"thing|"
    r"style|vibe|niche|scene|jam|area|brand|cup)\b|\bunable to (?:\w+ )?(?:accommodate|fulfil\w*|"
    r"assist|meet)\b|\b(?:gonna|going to|'ll|will) leave (?:it|this)(?: one)?(?=\s*(?:[.!,]|\Z|"
    r"there|"
    r"here|at that))|\bnot (?:able|going|gonna) to (?:happen|accommodate\w*|do this)\b|\bnot going "
    r"to happen\b|\bnot happening\b|\besta vez paso\b|\b(?:me|lo) paso\b|\bnie mogę (?:\w+ ){0,2}"
    r"(?:zgodzić|przyjąć|podjąć|wziąć)\b|\bprzykro mi\b[^.!?\n]{0,30}\bnie\b|\btut mir leid\b"
    r"[^.!?\n]{0,40}\b(?:nicht|nichts|kein\w*)\b|\b(?:désolée?|navrée?)\b[^.!?\n]{0,40}\bpas\b|"
    r"\b(?:lo siento|perdona|perdón)\b[^.!?\n]{0,30}\bno\b|\b(?:mi dispiace|"
    r"scusa\w*)\b[^.!?\n]{0,30}"
    r"\bnon\b|\b(?:desculp\w+|lamento)\b[^.!?\n]{0,30}\bnão\b|\b(?:sorry|spijt me)\b[^.!?\n]{0,30}"
    r"\b(?:niet|geen)\b"
)
# A polite frame around a no of any wording: thanks and a wish, or regret.
POLITELY = re.compile(
    r"\b(?:thanks|thank you|sorry|unfortunately|sadly|appreciate|good luck|best of luck|all the "
    r"best|"
    r"best wishes|wish(?:ing)? you|hope you (?:find|understand)|apologies|regret\w*|danke|dank|"
    r"leider|"
    r"viel erfolg|alles gute|merci|désolée?|malheureusement|bonne (?:chance|continuation)|"
    r"gracias|lo "
    r"siento|suerte|grazie|dispiace|purtroppo|in bocca al lupo|obrigad[oa]|infelizmente|boa sorte|"
    r"bedankt|helaas|succes|dziękuję|dzięki|niestety|powodzenia)\b",
    _F,
)
CANNOT = re.compile(
    r"\b(?:i|we|she|he|this|it|that)(?:'s| is|'m| am|'re| are|'d| would|'ll| will)?(?: (?:really|"
    r"just|"
    r"simply|honestly|currently|also|probably))? (?:can't|cannot|won't|don't|doesn't|isn't|not|"
    r"no longer|"
    r"never|unable)\b|\b(?:kann|können|möchte|will|mache|passt)\b[^.!?\n]{0,40}\bnicht\b|\bne "
    r"(?:peux|"
    r"pouvons|souhaite|fais|vais|pourrai)\b|\bno (?:puedo|podemos|quiero|hago|voy)\b|\bnon "
    r"(?:posso|"
    r"possiamo|voglio|faccio)\b|\bnão (?:posso|podemos|quero|faço|vou)\b|\bnie (?:mogę|możemy|chcę|"
    r"robię|będę)\b|\b(?:kan|wil|doe|ga) (?:\w+ ){0,2}niet\b",
    _F,
)
NOT_FINAL = re.compile(
    r"\b(?:yet|until|till|unless|if|before|later|sure|know|understand|see[n]?|remember|recall|"
    r"receive\w*|"
    r"get (?:your|the|it)|hear\w*|mind|open|access|find (?:the|your|it)|download|view|link|"
    r"attach\w*|"
    r"log|reach|talk|chat|speak|call|reply|answer|write|promise|guarantee|wait|problem|worr\w+|"
    r"think (?:so|that's fair)|usage|exclusiv\w*|whitelist\w*|rights|rate|fee|price|budget|money|"
    r"low|"
    r"enough|less|more|have (?:the|your|a)|decid\w+|tell|say|but (?:could|can|would)|pay\w*|"
    r"contract|"
    r"noch|vielleicht|später|encore|peut-être|todavía|aún|ancora|ainda|nog|jeszcze|today|tomorrow|"
    r"weekends?|mornings?|invoice|include\w*|offer (?:usage|raw))\b|[0-9]",
    _F,
)
WITHDRAWS = re.compile(
    r"\b(?:have to|need to|must|want to|going to|will|'ll) (?:\w+ ){0,2}(?:withdraw|cancel|back "
    r"out|"
    r"pull out|drop out|bow out|bail|step (?:back|away))\b(?! (?:the|our|my) (?:call|meeting))|"
    r"\bchanged my mind and\b|\bgo through with (?:this|it)\b|\bafter all\b",
    _F,
)
