"""Words that never leave, whatever the offer: limits, promises, pressure, other people. Pure."""

import re
from collections.abc import Iterator

from negotiations.domain.gate_spans import is_negated
from negotiations.domain.money_text import money_spans

Finding = dict[str, str]

_NEXT = (
    r"(?:deals?|campaigns?|collaborations?|collabs?|partnerships?|projects?|work|business|"
    r"opportunit(?:y|ies)|bookings?|contracts?|jobs?|briefs?|activations?|launches)"
)
# rule, pattern, whether a denial ("no guarantee") lifts it, what to say
_RULES: tuple[tuple[str, str, bool, str], ...] = (
    (
        "internal_limit",
        r"\b(?:ceilings?|budgets?|budgeted|leniency|reservation price|walk[- ]?away|"
        r"internal (?:limits?|ranges?|rates?|targets?|numbers?|approval|caps?)|price floors?|"
        r"floor (?:price|rate|amount)|our (?:\w+ )?(?:floor|limits?|caps?|max(?:imum)?|upper end|"
        r"top end)|our (?:price |pay |rate |fee |approved )?range\b(?! of)|"
        r"(?:rate|price|spending|cost|hard) (?:cap|limit)s?|capped at|"
        r"max(?:imum)? (?:we|i|rate|price|amount|offer|fee|spend|pay|that we|of)|"
        r"(?:the )?(?:most|highest|maximum|max) (?:that )?(?:we|i)(?:'re| are|'d| would)? ?"
        r"(?:can|could|able|authori[sz]ed|allowed|will|may|be able)?|"
        r"as (?:high|far) as we (?:can|could)|(?:can|could|can't|cannot|couldn't|able to|may) "
        r"(?:go|stretch|push) "
        r"(?:up|higher|as high|to)|(?:authori[sz]ed|approved|allowed|cleared) (?:to (?:go|pay|"
        r"spend|"
        r"offer)|up to|for up to)|(?:room|flexibility|leeway) (?:to (?:go|move|increase)|"
        r"up to|in the (?:rate|price|number))|wiggle room|up to our|top dollar|"
        r"(?:our|the) (?:bottom|minimum) (?:line|rate|price)|profit margins?)\b",
        False,
        "names or hints at an internal limit",
    ),
    (
        "promise",
        r"\b(?:guarante\w*|warrant(?:y|ies|ed)?|we promise\w*|promised? (?:you|that|results?|more)|"
        r"go(?:es|ing)? viral|assure you|definitely (?:get|see|reach|grow)|"
        r"certain to|risk[- ]free|bound to)\b",
        True,
        "guarantees or promises something",
    ),
    (
        "future_work",
        rf"\b(?:(?:(?:future|next|follow[- ]?up|repeat|subsequent)|(?<!your )(?:further|"
        rf"additional|more|"
        rf"other)|upcoming(?= \w+s\b)) (?:paid |brand |joint |bigger )?{_NEXT}|"
        rf"{_NEXT} (?:in the future|down the (?:"
        r"line|road)|to come|going forward|after this)|long[- ]?term|longer[- ]term|ongoing|"
        r"ambassador\w*|retainers?|first of many|many more|(?:work|collaborat\w+|partner\w*|"
        r"team up)"
        r" (?:with you |together )?(?:again|in the future|next (?:year|season|quarter|time))|"
        r"(?:book|hire|work with|use|come back to) you again|renew\w*|extensions?|"
        r"extend\w* (?:the |your |this |our |these )?(?:usage|rights?|terms?|exclusiv\w*|licen\w+|"
        r"collab\w*|contract|agreement|partnership|campaign|whitelisting|period|it\b)|"
        r"recurring|per month|monthly|every month|each month|weekly|every week|"
        r"per week|annual(?:ly)?|per year|yearly|quarterly|"
        r"(?:right of )?first refusal)\b",
        True,
        "promises work beyond this offer",
    ),
    (
        "unbacked_commitment",
        r"\b(?:bonus(?:es)?|commissions?|affiliate|royalt(?:y|ies)|equity|rev(?:enue)?[- ]shar\w+|"
        r"reimburs\w*|travel (?:costs?|expenses?)|expenses|up[- ]?front|(?:paid|pay\w*) in advance|"
        r"advance payment|deposits?|pre-?pay\w*|kill fee|rush fee|performance fee|"
        r"discount codes?|use (?:the |your )?code|promo codes?|free (?:products?|samples?|gifts?)|"
        r"gift cards?|gifted|"
        r"giveaways?|instead of (?:pay\w*|a fee|money|cash)|in lieu of pay\w*|plus vat|plus tax\w*|"
        r"(?:three|four|five|six)[- ]figures?|"
        r"pay\w* (?:is |follows |comes |due )?(?:up)?on (?:signing|signature|delivery|approval|"
        r"receipt|booking))\b",
        True,
        "commits to something the offer does not hold",
    ),
    (
        "pressure",
        r"\b(?:last chance|act now|limited[- ]time|today only|take it or leave it|final warning|"
        r"offer (?:expires|ends|lapses|is only valid)|expires?|before it's too late|"
        r"(?:must|need to) (?:decide|answer|reply|accept) (?:by|now|today)|asap|urgent\w*|"
        r"unreasonable|overpriced|too expensive|greedy)\b",
        True,
        "puts pressure on the reader or belittles them",
    ),
    (
        "other_people",
        r"\b(?:other|another|similar|comparable|fellow|different) (?:creators?|influencers?|"
        r"talents?|"
        r"youtubers?|tiktokers?|partners|clients?|brands? we)\b[^.!?\n]{0,60}?\b(?:pay|paid|paying|"
        r"charg\w+|accept\w*|agreed|ask(?:s|ed|ing)?|get(?:s|ting)?|rates?|prices?|fees?|took|"
        r"receiv\w+|cost\w*|earn\w*|offer\w*|said yes|signed|for less|cheaper)\b"
        r"|\b(?:pay|paid|paying|offer\w*|rates?|what) (?:\w+ ){0,2}(?:other|another) "
        r"(?:creators?|influencers?|talents?)\b"
        r"|\b(?:also|recently|already) (?:work\w*|partner\w*|collaborat\w*|signed|booked) with "
        r"(?-i:[A-Z])\w+",
        True,
        "speaks about other people's terms",
    ),
)
_COMPILED = tuple(
    (rule, re.compile(pattern, re.IGNORECASE), lifted, why) for rule, pattern, lifted, why in _RULES
)
_CPM = re.compile(r"\bcpms?\b|\bcost per (?:mille|thousand)\b", re.IGNORECASE)


def finding(rule: str, words: str, message: str) -> Finding:
    """Return one finding: the rule, the words of the mail, and what is wrong with them."""
    return {"rule": rule, "words": " ".join(words.split()), "message": message}


def phrase_findings(text: str, *, may_name_cpm: bool) -> Iterator[Finding]:
    """Yield every phrase that has no place in any of our mails."""
    for rule, pattern, is_lifted, why in _COMPILED:
        for match in pattern.finditer(text):
            if is_lifted and is_negated(text, match.start(), match.end()):
                continue
            yield finding(rule, match[0], f"the mail {why}")
    if not may_name_cpm:
        for match in _CPM.finditer(text):
            yield finding("internal_limit", match[0], "the CPM is not shared in this mail")


def is_sayable(fact: str) -> bool:
    """Tell whether a fact of the brief may be passed on: no amounts, limits or promises."""
    return not money_spans(fact) and not any(phrase_findings(fact, may_name_cpm=False))
