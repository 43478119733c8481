"""What the first answer to a cold mail says: interest, a rate, a question, a no. Pure.

There is no offer of ours yet, so nothing here closes or prices anything: the intent decides who
reads on. Negation is read before positivity; what is not sure stays unclear.
"""

import re
from decimal import Decimal

from campaigns.domain.outreach.replies import Intent, Reply
from negotiations.domain.reading.acts import OPT_OUT
from negotiations.domain.reading.reader import Reading

_I = re.IGNORECASE
_PERSON = re.compile(
    r"\W*human\W*(?:please)?\W*|.*(?<!\w)(?:(?:talk|speak|write|connect me|put me through)\s+"
    r"(?:to|with)|reach|want|need|get me)\s+(?:an?\s+)?(?:real\s+|actual\s+|live\s+)?"
    r"(?:human|person)(?: being)?(?!\w).*",
    _I | re.DOTALL,
)
_EAGER = re.compile(r"(?<!\w)(?:can(?:no|['’])?t|can not)\s+wait(?!\w)", _I)
_TOO_LITTLE = re.compile(
    r"(?<!\w)(?:too (?:low|little|small|cheap)|not enough|below (?:my|our) (?:rate|minimum)|"
    r"(?:doesn['’]?t|does not|won['’]?t) cover)(?!\w)",
    _I,
)
_OPEN = re.compile(
    r"(?<!\w)(?:open to|let['’]?s|let us|happy to|willing to|could|can we|we can|if you)\s+"
    r"(?:\w+\s+){0,2}(?:talk|discuss|chat|negotiate|go higher|find|meet|raise|do better)(?!\w)",
    _I,
)
_INTEREST = re.compile(
    r"(?<!\w)(?:interested|interest(?:ing|s me)|let['’]?s (?:talk|chat|do (?:it|this))|let us talk|"
    r"tell me more|(?:more|further) (?:info(?:rmation)?|details)|sounds (?:\w+ )?(?:great|good|fun|"
    r"amazing|interesting|lovely|cool|exciting)|(?:would|['’]d) (?:love|like) to|love to|"
    r"happy to|keen|count me in|i['’]?m in|(?:send|share) (?:me |over )?(?:the |your )?(?:brief|"
    r"details)|looking forward|excited|me interesa|interesad[oa]|interessiert|"
    r"interess(?:e|ato|ata|ado|ada|ant)|intéress(?:é|ée|ant)|mám zájem|zaujal[oa]? mě|"
    r"zainteresowan[ya]|chętnie|gern[e]?)(?!\w)",
    _I,
)
_NEGATED = re.compile(
    r"(?<!\w)(?:not|no|never|isn['’]t|aren['’]t|don['’]t|nicht|kein\w*|pas|no me|nie|non|não|"
    r"nemám|n['’])\s+(?:\w+\s+){0,2}$",
    _I,
)
_LATER = re.compile(
    r"(?<!\w)(?:not (?:right )?now|at the moment|currently|(?:try|ask|write|reach out|get in touch|"
    r"contact me|come back|check back)(?: \w+){0,2} (?:again )?(?:in|after|next|later)|"
    r"later this year|next (?:month|quarter|year)|fully booked)(?!\w)",
    _I,
)
_SURE, _FAIR = Decimal("0.90"), Decimal("0.80")


def first_reply(reading: Reading, text: str, *, may_bind: bool) -> Reply:
    """Return what a person's answer to a cold mail means."""
    intent, confidence = _meaning(reading, " ".join(text.split()))
    return Reply(intent, confidence, may_bind)


def _meaning(reading: Reading, text: str) -> tuple[Intent, Decimal]:
    # To a cold mail a wish to be left alone counts whatever stands beside it.
    if "unsubscribe" in reading.flags or any(act == OPT_OUT for _, act in reading.sentences):
        return Intent.UNSUBSCRIBE, max(reading.confidence, _FAIR)
    if _PERSON.fullmatch(text):
        return Intent.HUMAN_REQUEST, _SURE
    is_eager = _EAGER.search(text) is not None
    if _TOO_LITTLE.search(text) and (_OPEN.search(text) or reading.asks):
        return Intent.COUNTER, _FAIR
    if asks_for_later(text):
        return Intent.UNCLEAR, Decimal("0.60")
    if reading.intent == "reject" and not is_eager:
        return Intent.NEGATIVE, reading.confidence
    return _positive(reading, text, is_eager=is_eager)


def _positive(reading: Reading, text: str, *, is_eager: bool) -> tuple[Intent, Decimal]:
    if reading.asks:
        return Intent.RATE_QUOTE, reading.confidence
    if reading.questions:
        return Intent.QUESTION, max(reading.confidence, _FAIR)
    if reading.intent == "accept":
        return Intent.INTERESTED, reading.confidence
    if is_eager or _is_interested(text):
        return Intent.INTERESTED, _FAIR
    return Intent.UNCLEAR, reading.confidence


def _is_interested(text: str) -> bool:
    """Words of interest, none of them with a no before it."""
    found = list(_INTEREST.finditer(text))
    return bool(found) and not any(_NEGATED.search(text[: match.start()]) for match in found)


def asks_for_later(text: str) -> bool:
    """Whether they say not now, but perhaps at another time."""
    return _LATER.search(text) is not None and not _EAGER.search(text)
