"""Topics a reply touches that change who answers it or what the price covers. Pure."""

import re
from dataclasses import dataclass

_PATTERNS = {
    "vat": r"\bvat\b|\bgst\b|\bhst\b|\bmwst\b|\bmehrwertsteuer|\bust\b|\bumsatzsteuer|\btva\b|"
    r"\biva\b|(?-i:\bHT\b|\bTTC\b)|\bbrutto\b|\bimpuestos\b|(?:excl\.?|ex|incl\.?|plus|\+|"
    r"exclusief|inclusief)\s?btw\b|"
    r"\b(?:sales|plus|before|excluding|including)\s?tax(?:es)?\b|\bhors taxes?\b|\bnetto\b",
    "usage_rights": r"\busage\b|\b(?:ad|ads|content|image|media|broadcast)[- ]rights\b|\brights\b|"
    r"\bpaid (?:ads?|media|social|usage)\b|\blicens(?:e|ing|ed)\b|\bperpetu\w+|\bbuy-?out\b|"
    r"\b(?:use|run|using|running) (?:my|the|this|it|our)(?: \w+)? (?:as|in|for)(?: \w+)? ads?\b|"
    r"\b(?:run|running|using) (?:\w+ )?ads (?:with|from|using)\b|nutzungsrecht\w*|"
    r"\bdroits?\b(?: d)|\bderechos\b|\bdiritti\b|\bdireitos\b|gebruiksrecht\w*",
    "exclusivity": r"\bexclusiv\w+|\bexklusiv\w+|\besclusiv\w+|\bnon-?compete\b|\bcompetitors?\b",
    "whitelisting": r"\bwhite ?-?list\w*|\ballow ?-?list\w*|\bspark ?-?(?:ads?|codes?)\b|"
    r"\bpartnership ads?\b|\bboost(?:ing|ed)?\b(?! my)|\bdark post\w*|\bad codes?\b|"
    r"\bbranded content ads?\b",
    "agency_fee": r"\b(?:agency|agent(?:'s)?|management|manager(?:'s)?|talent|booking)"
    r"[ -](?:fees?|commission|cut|percentage)\b|\bagenturprovision|\bagentur(?:gebühr|honorar)\w*|"
    r"\bfrais d'agence|\b[0-9]{1,2} ?% (?:for )?(?:my |our |the )?(?:agency|management|agent|"
    r"manager)",
    "hostile": r"\bf+u+c+k\w*|\bscam(?:mers?|ming|my)?\b|\binsult(?:ing|ed)?\b|\bridiculous\b|"
    r"\bdisgust\w+|\bpathetic\b|\blaughable\b|\bshame on you\b|\bscrew you\b|\bbullshit\b|"
    r"\bpiss(?:ed)? off\b|\bidiots?\b|\bclowns?\b|\bdisrespectful\b|\bwaste of (?:my )?time\b|"
    r"\b(?:a|some|bad|sick) joke\b|\bspam(?:ming|mers?)?\b(?! folder)|\bexploit(?:ing|ative)\b|"
    r"\bstop harass\w+|\bget lost\b|\bgo to hell\b|\bunverschämt\w*|\bfrechheit\b|\bscheiß\w*|"
    r"\bverarsch\w*|\barnaque\b|\bestafa\b|\btruffa\b|\bmierda\b|\bmerde\b|\boplichter\w*",
    "legal": r"\blawyers?\b|\battorneys?\b|\blegal (?:action|team|counsel|steps|department)\b|"
    r"\blaw ?suit\b|\b(?:will|to|going to) sue\b|\bcease and desist\b|\bgdpr\b|\bdsgvo\b|"
    r"\brgpd\b|\bdata protection\b|\bsolicitors?\b|\bin court\b|\banwalt\w*|\brechtsanw\w+|"
    r"\bavocate?s?\b|\babogad[oa]s?\b|\bavvocat[oi]\b|\badvogad[oa]\b|\badvocaat\b|\bindemnif\w+|"
    r"\bcopyright (?:infringement|claim)|\bpersonal data\b|\bprivacy (?:complaint|request)\b",
    "cpm": r"\bcpm\b|\btkp\b|\bper (?:1 ?k|1[,.]?000|mille|thousand) (?:views|impressions)|"
    r"\b(?:pro|por|pour|per) (?:1 ?k|1[., ]?000|mil|mille|tausend)\b",
    "product_only": r"\b(?:just|only|simply) (?:for )?(?:the )?(?:free )?products?\b|"
    r"\bproducts? only\b|\bin exchange for (?:the |some |a )?(?:free )?(?:products?|items?|gift)|"
    r"\bfree products? (?:is|are|would be) (?:fine|ok|okay|enough|great|plenty)|\bgifted\b|"
    r"\bno (?:payment|fee) (?:is )?(?:needed|necessary|required)|\bbarter\w*|"
    r"\b(?:don't|do not) need (?:any )?(?:payment|money|to be paid)|\bfor free\b|"
    r"\btrade for (?:the )?products?\b|\bfree of charge\b",
    "attachment_rates": r"\battach\w*|\benclosed\b|\bim anhang\b|\bangehängt\b|\bci-joint\w*|"
    r"\badjunt\w+|\ballegat\w+|\bem anexo\b|\bbijlage\b|\bbijgevoegd\b|\bmedia ?-?kit\b|"
    r"\brate ?-?(?:card|sheet)\b|\bprice (?:list|sheet)\b|\bpreisliste\b|\bpress kit\b",
    "wants_call": r"\b(?:hop|jump|get) on (?:a |the )?(?:\w+ )?(?:call|zoom|phone|meet)|"
    r"\b(?:schedule|book|set up|have|arrange|do|quick|short|phone|video|zoom|discovery|intro)"
    r" (?:a |an |up )?(?:\w+ )?call\b(?! to action)|\bgive me a (?:call|ring)|\bcall me\b(?! )|"
    r"\bcall me (?:at|on|tomorrow|today|back)|\bcan (?:we|i) (?:call|talk|speak)|\bcalendly\b|"
    r"\bgoogle meet\b|\bface ?time\b|\bon the phone\b|\bover (?:the )?(?:phone|zoom)|"
    r"\bzoom (?:link|meeting)|\btelefon(?:at|ieren|isch)\b|\bpar téléphone\b|\bun appel\b|"
    r"\b(?:una )?llamada\b|\b(?:una )?(?:chiamata|telefonata)\b|\b(?:uma )?ligação\b|\bbellen\b",
    "affiliate": r"\baffiliate\w*|\brev(?:enue)?[ -]?shar\w+|\b% (?:of|on) (?:the )?sales|"
    r"\bpercentage of (?:the )?sales|\bcommission(?:s)? (?:on|per|of|from|structure|rate|based|for "
    r"(?:each|every) sale)|\b[0-9]{1,2} ?% commission\b|\bprovision\b",
    "payment_terms": r"\b(?:how soon|when)\b[^.?!\n]{0,40}\bpaid\b|"
    r"\bnet[ -]?[0-9]{1,3}\b(?! ?[k€$])|\bup ?-?front\b|\bdeposit\b|"
    r"\binvoic\w+|\bpayment (?:terms|schedule|timeline|method|process|date)|\bpaid (?:within|on|"
    r"before|in advance|in full|out)\b|\b50/50\b|\bin advance\b|\bpayment (?:is )?(?:due|within|on|"
    r"before|in|upon)\b|\blate fees?\b|\bpaypal\b|\bbank transfer\b|\bwire\b|\bvorkasse\b|"
    r"\banzahlung\b|\bacompte\b|\banticipo\b|\badelantado\b|\bzahlungsziel\b|\brechnung\b|"
    r"\bwhen (?:do|will|would) (?:i|we) (?:get|be) paid\b|\bhalf (?:now|before)\b",
    "rush": r"\brush(?:ed)?(?: fee)?\b|\bexpedit\w+|\bshort notice\b|\btight (?:turnaround|"
    r"deadline|"
    r"timeline)|\blast[- ]minute\b|\b(?:quick|fast|24h?|48h?)[- ]?(?:hour )?(?<!for the quick "
    r")(?<!for the fast )(?<!for your quick )turnaround\b|"
    r"\bexpress(?: delivery| fee)\b|\beil(?:zuschlag|auftrag)\w*",
    "travel_costs": r"\btravel(?:ling|ing)? ?(?:costs?|expenses?|fees?|covered|to|is|and|included)|"
    r"\bflights?\b|\bhotel\b|\baccommodation\b|\breisekosten\b|\bfrais de déplacement|\bmileage\b|"
    r"\bgastos de viaje\b|\bspese di viaggio\b|\breiskosten\b",
    "out_of_office": r"\bout of (?:the )?office\b|\bauto(?:matic|mated)?[- ]?(?:reply|response)\b|"
    r"\b(?:on|currently on) (?:annual |maternity |parental |paternity |sick )?(?:vacation|leave|"
    r"holiday) (?:until|till|from|and|through|with)\b|\bi(?:'m| am) (?:currently )?away (?:until|"
    r"from)\b|\blimited access to (?:my )?e-?mail|\babwesenheits\w+|\bnicht im büro\b|"
    r"\bbin (?:derzeit )?abwesend\b|\babsen(?:t|te|ce) du bureau\b|\bréponse automatique\b|"
    r"\bfuera de (?:la )?oficina\b|\brespuesta automática\b|\bfuori (?:sede|ufficio)\b|"
    r"\brisposta automatica\b|\bfora do escritório\b|\bresposta automática\b|"
    r"\bafwezig\w*|\bautomatisch antwoord\b",
    "raw_footage": r"\braw (?:footage|files?|clips?|content|videos?)\b|\bb-?roll\b|"
    r"\brohmaterial\b|\bunedited\b",
    "sender_is_manager": r"\bon behalf of\b|\bi (?:manage|represent)\b|\bwe (?:manage|represent)\b|"
    r"\bi (?:look after|take care of|handle|work with) \w+'s\b|\bmy (?:client|talent)\b|"
    r"\bour (?:client|talent|creator)\b|\b\w+'s (?:manager|agent|"
    r"management|rep)\b(?<!my manager)|\b(?:talent|influencer) manager\b|\bi(?:'m| am) (?:the )?"
    r"(?:manager|agent) (?:for|of)\b|\bi handle (?:all )?(?:\w+ )?(?:partnerships|bookings|brand)\b"
    r"|\bich (?:manage|vertrete|betreue)\b|\bim namen von\b|\bje représente\b|\brepresento a\b|"
    r"\brappresento\b|\bik vertegenwoordig\b",
    "wrong_person": r"\bdon't (?:manage|represent|work with) \w+ (?:any ?more|any longer)\b|"
    r"\bwrong (?:person|address|e-?mail|contact|inbox)\b|"
    r"\bnot the right (?:person|contact|e-?mail)\b|\bno longer (?:work|manage|represent|with|"
    r"handle)"
    r"\w*|\bmeant for (?:someone|somebody) else\b|\bnot who you(?:'re| are) looking for\b|"
    r"\bi(?:'m| am) not (?:an? )?(?:influencer|content creator|creator)\b|\bwho is this for\b|"
    r"\bfalsche (?:adresse|person)\b|\bmauvaise (?:adresse|personne)\b|\bpersona equivocada\b|"
    r"\bpersona sbagliata\b|\bpessoa errada\b|\bverkeerde (?:persoon|adres)\b",
    "instruction_like": r"\b(?:ignore|disregard|forget) (?:all |any |the |your )*(?:previous|prior|"
    r"above|earlier) (?:instructions?|rules|prompts?)|\bsystem prompt\b|\byou are (?:now )?an? "
    r"(?:ai|assistant|language model|bot)\b|\bas an ai\b|\b(?:set|mark|update) (?:the )?(?:status|"
    r"agreed|intent|amount|ceiling|budget) (?:to|as)\b",
}
_COMPILED = {name: re.compile(text, re.IGNORECASE) for name, text in _PATTERNS.items()}
_REFUSED_GIFT = re.compile(
    r"(?:\bno|not|n't|never|only paid|unpaid|instead of|rather than)\b[^.\n]{0,40}\Z", re.IGNORECASE
)
_RATES_NEAR = re.compile(
    r"attach|enclosed|anhang|angehängt|joint|adjunt|allegat|anexo|bijlage|bijgevoegd|pdf|link|"
    r"here(?:'s| is)|see|find|sent|sending|https?://|check|refer",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"rate|media ?-?kit|pric|preis|tarif|prezz|preç|prijs|mediakit|fees", re.IGNORECASE
)
_PLATFORMS = {
    "instagram": re.compile(r"\b(?:instagram|insta|ig|reels?)\b", re.IGNORECASE),
    "tiktok": re.compile(r"\btik ?-?toks?\b", re.IGNORECASE),
    "youtube": re.compile(r"\b(?:you ?tube|yt|yt shorts?)\b", re.IGNORECASE),
    "other": re.compile(
        r"\b(?:twitch|pinterest|podcast|newsletter|linkedin|twitter)\b", re.IGNORECASE
    ),
}
_ACROSS = re.compile(
    r"\bcross[- ]?post\w*|\b(?:both|all|across|multiple|several) (?:\w+ )?platforms\b|"
    r"\bmulti-?platform\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FlagSeen:
    """A topic and where its words stand."""

    name: str
    start: int
    end: int


def flags_in(text: str) -> tuple[FlagSeen, ...]:
    """Return every topic once, at its first place."""
    found = []
    for name, pattern in _COMPILED.items():
        for match in pattern.finditer(text):
            if _counts(name, text, match):
                found.append(FlagSeen(name, match.start(), match.end()))
                break
    across = _multi_platform(text)
    return tuple([*found, across] if across else found)


def _counts(name: str, text: str, match: re.Match[str]) -> bool:
    line = _line_around(text, match.start(), match.end())
    if name == "product_only":
        before = text[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
        return not _REFUSED_GIFT.search(before) and "?" not in line
    if name == "attachment_rates":
        return bool(_RATES.search(line) and _RATES_NEAR.search(line))
    return True


def _line_around(text: str, start: int, end: int) -> str:
    left = max(text.rfind("\n", max(0, start - 120), start) + 1, start - 120, 0)
    right = text.find("\n", end, end + 120)
    return text[left : right if right >= 0 else end + 120]


def _multi_platform(text: str) -> FlagSeen | None:
    across = _ACROSS.search(text)
    if across:
        return FlagSeen("multi_platform", across.start(), across.end())
    seen = [match for pattern in _PLATFORMS.values() if (match := pattern.search(text))]
    if len(seen) < 2:
        return None
    last = max(seen, key=lambda match: match.start())
    return FlagSeen("multi_platform", last.start(), last.end())
