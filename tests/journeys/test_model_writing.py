"""The model finds the words: asked once, checked, and never the reason that a mail is lost."""

from pathlib import Path

import pytest

from integrations.anthropic.gateway import ModelAnswer
from integrations.models import ModelCall
from negotiations.commands.mail.approve import approve_email, undo_email
from negotiations.commands.mail.model_words import claim_writing, settle_writing
from negotiations.jobs import outbound
from negotiations.jobs import sweep as sweeping
from negotiations.model_calls import prompting
from negotiations.models import OutgoingEmail, Writing
from negotiations.queries.guidance import refused_words
from tests.fakes.anthropic import FakeAnthropic, Said, honest_prose
from tests.journeys.conftest import MIA, House, the_thread
from tests.journeys.test_first_reply import amounts, body
from tests.work import drain, forget

ASK = "I'd love to, but my rate is $1,700 for this package.\n\nMia"


def test_the_words_are_the_models_and_the_figures_are_ours(
    house: House, model: FakeAnthropic
) -> None:
    house.start([MIA])
    text = body(house.sent()[0].raw).replace("\r\n", "\n")
    assert text.startswith("Hi Mia,\n\nThank you for taking the time, your work is a joy")
    assert amounts(house) == ["$1,250.00"] and "{{" not in text
    email = OutgoingEmail.objects.get()
    call = ModelCall.objects.get(purpose="writing")
    assert email.made_by["writer"] == "model"
    assert email.made_by["model"] == call.model == "claude-sonnet-5-5"
    assert email.writer_version == f"{call.prompt} {call.model}"
    assert email.made_by["prompt"] == call.prompt and call.prompt.startswith("writing-")
    assert email.knowledge_versions["principles"].startswith("1@")


def test_an_unwritten_email_waits_for_nobody_and_never_leaves(
    house: House, model: FakeAnthropic
) -> None:
    house.settings.ANTHROPIC_OUTAGE = "wait"
    house.settings.DEFAULT_AUTONOMY = "review"
    model.break_down()
    house.start([MIA])
    email = OutgoingEmail.objects.get()
    assert (email.status, email.held_until) == ("held", None)
    assert email.wait_reason.startswith("waits for the model")
    assert not OutgoingEmail.objects.filter(status="draft").exists()
    assert house.sent() == []
    model.recover()
    Writing.objects.update(due_at=email.created_at)
    sweeping.sweep()
    drain()
    email.refresh_from_db()
    assert (email.status, email.made_by["writer"]) == ("draft", "model")


def test_one_rewrite_with_the_findings_named(house: House, model: FakeAnthropic) -> None:
    tries: list[str] = []

    def write(asked: dict[str, object]) -> str:
        tries.append(str(asked["messages"]))
        good = honest_prose(asked)
        return good if len(tries) > 1 else f"We could pay you $9,000.\n\n{good}"

    model.writing = write  # type: ignore[assignment]
    house.start([MIA])
    assert amounts(house) == ["$1,250.00"]
    assert len(tries) == 2
    assert "findings" not in tries[0] and "9,000" in tries[1].partition("findings")[2]


def test_after_two_refused_attempts_our_own_words_leave_and_the_rules_are_counted(
    house: House, model: FakeAnthropic
) -> None:
    house.start([MIA])
    model.writing = lambda asked: "Sure, we accept your rate of $1,700!"
    house.reply(ASK)
    email = OutgoingEmail.objects.get(purpose="counter")
    assert (email.status, email.made_by["writer"]) == ("sent", "offline")
    assert email.made_by["no_model"] == "its words were refused twice"
    assert "accept" not in body(house.sent()[-1].raw)
    assert the_thread().state == "counter_sent"
    counted = {row.rule: row.times for row in refused_words(now=email.created_at)}
    assert counted["commitment"] == 2 and counted["placeholder"] == 2


def test_in_review_those_words_wait_as_any_others_do(house: House, model: FakeAnthropic) -> None:
    house.settings.DEFAULT_AUTONOMY = "review"
    model.writing = lambda asked: "Sure, we accept your rate of $1,700!"
    house.start([MIA])
    email = OutgoingEmail.objects.get()
    assert (email.status, email.made_by["writer"], email.gate_findings) == ("draft", "offline", [])


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param("outage", id="outage"),
        pytest.param("refusal", id="refusal"),
    ],
)
def test_without_an_answer_the_offline_words_leave(
    house: House, model: FakeAnthropic, trouble: str
) -> None:
    if trouble == "outage":
        model.break_down()
    else:
        model.writing = lambda asked: Said("No.", "refusal")
    house.start([MIA])
    assert amounts(house) == ["$1,250.00"]
    made_by = OutgoingEmail.objects.get().made_by
    assert made_by["writer"] == "offline" and made_by["no_model"]


def test_a_newer_mail_discards_words_that_come_too_late(house: House, model: FakeAnthropic) -> None:
    house.start([MIA])
    house.settings.ANTHROPIC_OUTAGE = "wait"
    model.break_down(only="writing")
    house.reply(ASK)
    late = OutgoingEmail.objects.get(purpose="counter")
    model.recover()
    claim = claim_writing(email_id=late.pk, now=late.created_at.replace(year=2030))
    assert claim is not None
    house.reply("Sorry, I meant $1,600.\n\nMia")
    late.refresh_from_db()
    assert late.status == "discarded"
    told = settle_writing(
        email_id=late.pk,
        attempt=claim.attempts,
        answer=ModelAnswer("Thank you.\n\n{{offer}}\n\n{{scope}}", "claude-sonnet-5-5"),
        made_by={},
        actor="writer",
        now=late.created_at,
    )
    assert told == "skipped: no longer wanted"
    assert late.pk not in OutgoingEmail.objects.filter(status="sent").values_list("pk", flat=True)


def test_two_jobs_for_one_email_ask_and_write_once(house: House, model: FakeAnthropic) -> None:
    house.settings.ANTHROPIC_OUTAGE = "wait"
    model.break_down()
    house.start([MIA])
    forget()
    model.recover()
    before = len(model.asked("writing"))
    email = OutgoingEmail.objects.get()
    Writing.objects.update(due_at=email.created_at)
    told = [outbound.compose_email(email_id=email.pk) for _ in range(2)]
    assert told == ["written", "skipped: nothing to write"]
    assert len(model.asked("writing")) == before + 1
    drain()
    assert len(house.sent()) == 1


def test_a_person_may_take_the_offline_words_at_once(house: House, model: FakeAnthropic) -> None:
    house.settings.ANTHROPIC_OUTAGE = "wait"
    model.break_down()
    house.start([MIA])
    email = OutgoingEmail.objects.get()
    undo_email(email_id=email.pk, actor="ana", reason="now", now=email.created_at)
    approve_email(email_id=email.pk, actor="ana", now=email.created_at)
    model.recover()
    Writing.objects.update(due_at=email.created_at)
    sweeping.sweep()
    drain()
    assert len(house.sent()) == 1
    email.refresh_from_db()
    assert email.made_by["writer"] == "offline"


def test_a_bug_of_ours_costs_the_models_words_and_nothing_else(
    house: House,
    model: FakeAnthropic,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Here: the file of rules is gone."""
    prompting.prompt.cache_clear()
    request.addfinalizer(prompting.prompt.cache_clear)
    monkeypatch.setattr(prompting, "FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError):
        house.start([MIA])
    drain()
    assert amounts(house) == ["$1,250.00"]
    assert OutgoingEmail.objects.get().made_by["no_model"] == "malformed (FileNotFoundError)"
