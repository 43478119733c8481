"""The phrases that never leave, rule by rule. Pure data; `gate_rules` applies them."""

from typing import NamedTuple


class Rule(NamedTuple):
    """One rule: its name, what it says, whether a denial lifts it, and its patterns."""

    name: str
    why: str
    is_lifted: bool
    patterns: tuple[str, ...]


_NEXT = (
    r"(?:deals?|campaigns?|collaborations?|collabs?|partnerships?|projects?|work|business|"
    r"opportunit(?:y|ies)|bookings?|contracts?|jobs?|briefs?|activations?|launches)"
)
_PEOPLE = (
    r"(?:creators?|influencers?|talents?|youtubers?|tiktokers?|partners|clients?|brands? we|people)"
)
_TERMS = (
    r"(?:pay|paid|paying|charg\w+|accept\w*|agreed|ask(?:s|ed|ing)?|get(?:s|ting)?|rates?|prices?|"
    r"fees?|took|receiv\w+|cost\w*|earn\w*|offer\w*|said yes|signed|for less|cheaper)"
)

RULES = (
    Rule(
        "internal_limit",
        "names or hints at an internal limit",
        False,
        (
            # Their own budget and a budget recipe are no limit of ours.
            r"(?<!your )(?<!your own )budgets?"
            r"(?![- ](?:friendly|conscious|savvy|travel\w*|trips?|recipes?|meals?|beauty|fashion|"
            r"finds?|hacks?|tips?|airlines?|hotels?|make-?up|dupes?|question)\b)",
            r"ceilings?|budgeted|budgetary|leniency|reservation price",
            r"walk[- ]?away (?:price|point|number|rate|figure)",
            r"internal (?:limits?|ranges?|rates?|targets?|numbers?|approval|caps?)|price floors?",
            r"floor (?:price|rate|amount)|our (?:\w+ )?(?:floor|limits?|caps?|max(?:imum)?)",
            r"our (?:upper|top|lower) end|our (?:price |pay |rate |fee |approved )?range\b(?! of)",
            r"(?:rate|price|spending|cost|hard) (?:cap|limit)s?|capped at|up to our|top dollar",
            r"max(?:imum)? (?:we|i|rate|price|amount|offer|fee|spend|pay|that we|of)",
            r"(?:is|are|at|our|the|my) (?:absolute )?(?:max|maximum)(?=[ .,!]*$|[.,!])",
            r"(?:the )?(?:most|highest|maximum|max) (?:that )?(?:we|i)(?:'re| are|'d| would)? ?"
            r"(?:can|could|able|authori[sz]ed|allowed|will|may|be able)",
            r"as (?:high|far) as (?:we|i) (?:can|could)",
            r"(?:can|could|can't|cannot|couldn't|able to|may) (?:go|stretch|push) "
            r"(?:up(?! to)|any higher|higher|as high|beyond|further)",
            r"(?:authori[sz]ed|approved|allowed|cleared) (?:to (?:go|pay|spend|offer)|"
            r"up to|for up to)",
            r"(?:room|flexibility|leeway) (?:to (?:go|move|increase)|up to|in the (?:rate|price|"
            r"number))|wiggle room|(?:our|the) (?:bottom|minimum) (?:line|rate|price)",
            r"profit margins?|our margins?|all we have left|(?:money|funds) (?:left|available)",
        ),
    ),
    Rule(
        "promise",
        "guarantees or promises something",
        True,
        (
            r"guarante\w*|warrant(?:y|ies|ed)?|promised? (?:you|results?|more)",
            r"i promise (?:you|results?|more|growth|views|that you)",
            r"we promise\w*(?! (?:this|that's|not|to (?:be|keep)|it's|we(?:'re| are)|"
            r"i(?:'m| am)))",
            r"go(?:es|ing)? viral|assure you|definitely (?:get|see|reach|grow)|certain to",
            r"risk[- ]free|bound to|you will (?:gain|grow|reach|earn)|sure to (?:reach|grow|get)",
        ),
    ),
    Rule(
        "future_work",
        "promises work beyond this offer",
        True,
        (
            rf"(?:future|follow[- ]?up|repeat|subsequent) (?:paid |brand |joint |bigger )?{_NEXT}",
            rf"(?<!your )(?<!their )(?<!'s )next (?:paid |brand |joint |bigger )?{_NEXT}",
            rf"(?<!your )(?:further|additional|more|other) (?:paid |brand |joint |bigger ){_NEXT}",
            r"(?<!your )(?:further|additional|more|other) (?:deals?|campaigns?|collab\w*|projects|"
            r"partnerships?|bookings?|contracts?|activations?|launches)",
            r"upcoming (?=\w+s\b)(?:deals|campaigns|collaborations|collabs|projects|launches)",
            rf"{_NEXT} (?:in the future|down the (?:line|road)|to come|going forward|after this)",
            r"long[- ]?term(?! (?:fans?|followers?|viewers?|readers?))|longer[- ]term|"
            r"ambassador\w*|retainers?|first of many|many more",
            r"ongoing (?:partner\w*|collab\w*|relationship|work|deals?|basis|contract|role)",
            r"(?:work|collaborat\w+|partner\w*|team up) (?:with you |together )?(?:again|in the "
            r"future|next (?:year|season|quarter|time))",
            r"(?:book|hire|work with|use|come back to) you again|renew\w*|extensions?",
            r"extend\w* (?:the |your |this |our |these )?(?:usage|rights?|terms?|exclusiv\w*|"
            r"licen\w+|collab\w*|contract|agreement|partnership|campaign|whitelisting|period|it\b)",
            r"recurring|per month|every month|each month|every week|per week|per year|quarterly",
            r"(?:monthly|weekly|yearly|annual(?:ly)?)(?! (?:views?|viewers?|listeners?|reach|"
            r"readers?|audience|average|vlogs?|uploads?|newsletter|numbers?))",
            r"(?:right of )?first refusal",
        ),
    ),
    Rule(
        "unbacked_commitment",
        "commits to something the offer does not hold",
        True,
        (
            r"bonus(?:es)?|affiliate|royalt(?:y|ies)|rev(?:enue)?[- ]shar\w+|(?:company|"
            r"profit) equity",
            r"(?:a|the|\S{0,8}%|sales|earn) commissions?|commissions? (?:on|for|of|structure|rate)",
            r"reimburs\w*|travel (?:costs?|expenses?)|expenses|performance fee|kill fee|rush fee",
            r"(?<!be )(?<!being )(?<!been )(?<!you )up[- ]?front(?! (?:with|about|answer))",
            r"(?:paid|pay\w*) in advance|advance payment|deposits?|pre-?pay\w*",
            r"discount codes?|use (?:the |your )?code|promo codes?|gift cards?|giveaways?",
            r"free (?:products?|samples?|gifts?)|gifted (?:products?|items?|stay|collab\w*|trip)",
            r"(?:be|is|get|get it|everything) gifted(?!,? (?:\w+er|\w+or|artist|and|at|with)\b)",
            r"instead of (?:pay\w*|a fee|money|cash)|in lieu of pay\w*|(?:plus|\+) (?:vat|"
            r"tax\w*|gst)",
            r"(?:three|four|five|six)[- ]figures?",
            r"pay\w* (?:is |follows |comes |due )?(?:up)?on (?:signing|signature|delivery|approval|"
            r"receipt|booking)",
        ),
    ),
    Rule(
        "unbacked_commitment",
        "adds to the rate what the offer does not hold",
        False,
        (r"(?:plus|\+|and) (?:vat|tax(?:es)?|gst|fees|costs)(?! (?:included|is|are))",),
    ),
    Rule(
        "pressure",
        "puts pressure on the reader or belittles them",
        True,
        (
            r"last chance|act now|limited[- ]time|today only|take it or leave it|final warning",
            r"offer (?:expires|ends|lapses|is only valid)|expires?|before it's too late",
            r"(?:must|need to) (?:decide|answer|reply|accept) (?:by|now|today)|asap|urgent\w*",
            r"unreasonable|overpriced|too expensive|greedy|we(?:'ll|"
            r" will) (?:have to )?(?:give|offer) "
            r"(?:it|this|the spot|your spot) to (?:someone|somebody|another)",
        ),
    ),
    Rule(
        "other_people",
        "speaks about other people's terms",
        True,
        (
            rf"(?:other|another|similar|comparable|fellow|different) {_PEOPLE}\b[^.!?\n]{{0,60}}?\b"
            rf"{_TERMS}",
            r"(?:pay|paid|paying|offer\w*|rates?|what) (?:\w+ ){0,2}(?:other|another) "
            r"(?:creators?|influencers?|talents?)",
            r"(?:also|recently|already) (?:work\w*|partner\w*|collaborat\w*|signed|booked) with "
            r"(?-i:[A-Z])\w+",
        ),
    ),
)
