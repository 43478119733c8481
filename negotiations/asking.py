"""Ask the model about one row: the question, its answer, and which versions it was asked with."""

from typing import Any

from integrations.anthropic.asking import ask
from integrations.anthropic.gateway import Answer, NoAnswer
from negotiations import questions
from negotiations.models import Writing


def words_for(writing: Writing) -> tuple[Answer | NoAnswer, dict[str, Any]]:
    """Ask for the words of one email.

    :raises NotConfigured: no model in this mode
    """
    email = writing.email
    guidance = questions.guidance_of(email)
    question = questions.writing_question(writing, guidance)
    answer = ask(question, subject=f"email:{email.pk}", thread_id=email.thread_id)
    return answer, {
        "model": answer.model,
        "prompt": question.prompt,
        "prompt_hash": question.prompt_hash,
        "knowledge_base": guidance.versions,
    }
