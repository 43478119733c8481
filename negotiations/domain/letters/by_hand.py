"""What a person typed as a mail: a whole one, or other words for a draft of ours. Pure."""

from html import escape

from negotiations.domain.letters.facts import MailFacts, WrittenMail


def mail_by_hand(typed: str, facts: MailFacts) -> WrittenMail:
    """Return a mail in a person's own words; it has no HTML part."""
    return WrittenMail(_subject(facts), unix_lines(typed).strip(), html="")


def _subject(facts: MailFacts) -> str:
    if not facts.subject:
        return f"Collaboration Opportunity - {facts.client_name}"
    is_reply = facts.subject.lower().startswith("re:")
    return facts.subject if is_reply else f"Re: {facts.subject}"


def unix_lines(typed: str) -> str:
    """Return the words with line ends as we store them; browsers send their own."""
    return typed.replace("\r\n", "\n")


def html_of_typed(text: str) -> str:
    """Return plain words as HTML: a blank line ends a paragraph."""
    paragraphs = (escape(part).replace("\n", "<br>") for part in text.split("\n\n"))
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
