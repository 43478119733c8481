"""What the model is asked: our rules first, the case, and strangers' words fenced in as data.

No limit has a way in here: a mail's facts hold none, and neither does a message.
"""

from campaigns.models import brief_value
from integrations.anthropic.gateway import Question
from negotiations.domain.letters.facts import MailFacts, one_line
from negotiations.domain.letters.prose import MEANINGS, inserts_of
from negotiations.domain.money.text import money_spans
from negotiations.domain.reading.fences import as_data, without_fences
from negotiations.domain.reading.reader import Parsed
from negotiations.model_calls.prompting import prompt
from negotiations.model_calls.reading import READING_SCHEMA
from negotiations.models import OutgoingEmail, Writing
from negotiations.queries.guidance import Guidance, guidance_for

_PURPOSES = {
    "opening": "the first mail about this campaign",
    "counter": "our answer to their reply, with our offer",
    "answer": "the answer to their questions, conceding nothing",
    "exit": "a polite end: thank them, be honest, leave the door open, never blame the price",
    "reminder": "a kind reminder of our last mail, without pressure or anything new",
}
_ALONE = frozenset({"answers", "scope"})
_THEIR_LONGEST = 6_000


def reading_question(*, subject: str, parsed: Parsed) -> Question:
    """Return the question what each sentence of a reply does; of ours it shows the offer alone."""
    rules, offer = prompt("reading"), parsed.heard.offer
    standing = "none yet"
    if offer is not None:
        standing = without_fences(f"{offer.amount} {offer.currency} for {offer.deliverables}")
    content = [
        f"<our_standing_offer>{standing}</our_standing_offer>",
        as_data("subject", one_line(subject)[:300]),
        as_data("reply", _numbered(parsed)),
    ]
    return Question(
        purpose="reading",
        rules=(rules.text,),
        content="\n\n".join(content),
        prompt=rules.label,
        prompt_hash=rules.hash,
        schema=READING_SCHEMA,
    )


def _numbered(parsed: Parsed) -> str:
    """One sentence a line, as it was written; no sentence can begin a line of its own."""
    lines = [one_line(parsed.words_of(said)) for said in parsed.heard.said]
    return "\n".join(f"[{number}] {line}" for number, line in enumerate(lines, start=1))


def guidance_of(email: OutgoingEmail) -> Guidance:
    """Return the guidance in force for one mail."""
    thread = email.thread
    return guidance_for(
        stage=email.purpose,
        platform=thread.prospect.platform,
        goal=str(brief_value(thread.campaign, "goals.primary_goal", "") or ""),
        counterparty=thread.counterparty,
    )


def writing_question(writing: Writing, guidance: Guidance) -> Question:
    """Return the question for the words of one mail."""
    email, facts = writing.email, writing.facts
    rules = prompt("writing")
    parts = [_case(facts), _placeholders(facts), _earlier(email)]
    if email.answers is not None:
        parts.append(as_data("their_words", email.answers.new_text[:_THEIR_LONGEST]))
    if writing.findings:
        parts.append(_findings(writing))
    return Question(
        purpose="writing",
        rules=(rules.text, guidance.text),
        content="\n\n".join(part for part in parts if part),
        prompt=rules.label,
        prompt_hash=rules.hash,
    )


def _case(facts: MailFacts) -> str:
    lines = {
        "This mail": _PURPOSES[facts.purpose],
        "Brand": facts.client_name,
        "Agency": facts.house_name,
        "They are": f"a {facts.counterparty} on {facts.platform}",
        "First name": facts.first_name or "unknown",
        "Final offer": "yes, say so kindly" if facts.final else "",
    }
    shown = [f"{name}: {without_fences(one_line(v))}" for name, v in lines.items() if v]
    return "\n".join(["<facts>", *shown, "</facts>"])


def _placeholders(facts: MailFacts) -> str:
    lines = [f"{{{{{name}}}}}: {MEANINGS[name]}" for name in inserts_of(facts)]
    return "\n".join(["<placeholders>", *(lines or ["none in this mail"]), "</placeholders>"])


def _earlier(email: OutgoingEmail) -> str:
    """Our last mails' first words, without their figures, so that nothing is said twice."""
    earlier = email.thread.emails.filter(sent_at__isnull=False).order_by("-sent_at")[:2]
    texts = [_without_figures(" ".join(e.body.split())[:400]) for e in earlier]
    return as_data("our_earlier_mails", "\n\n".join(texts)) if texts else ""


def _without_figures(text: str) -> str:
    for span in reversed(money_spans(text)):
        text = f"{text[: span.start]}[amount]{text[span.end :]}"
    return text


def _findings(writing: Writing) -> str:
    lines = [f"- {f['rule']}: {f['words']!r}: {f['message']}" for f in writing.findings[:20]]
    return as_data("findings", "\n".join(lines))
