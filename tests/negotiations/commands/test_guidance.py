"""The guidance in force: the shipped pages, a person's edits, and the way back."""

from pathlib import Path

import pytest
from django.core.checks import run_checks

from audit.models import AuditEntry
from negotiations.checks import errors_in
from negotiations.commands.guidance import activate_knowledge, save_knowledge
from negotiations.errors import Refused
from negotiations.models import KnowledgeVersion
from negotiations.queries.guidance import guidance_for, shipped
from tests.negotiations.rows import NOW

pytestmark = pytest.mark.django_db
TEXT = "---\ntitle: TikTok\nplatforms: tiktok\n---\nKeep it to two lines.\n"
SIDE = {"stage": "opening", "platform": "tiktok", "goal": "", "counterparty": "creator"}


def save(text: str = TEXT, name: str = "platforms/tiktok") -> KnowledgeVersion:
    return save_knowledge(name=name, text=text, actor="kim", reason="clearer", now=NOW)


def test_the_shipped_pages_are_version_1() -> None:
    found = guidance_for(**SIDE)
    assert found.text.startswith("# How we negotiate")
    assert found.versions["platforms/tiktok"].startswith("1@")
    assert "platforms/youtube" not in found.versions


def test_an_edit_is_in_the_next_mail_and_on_record() -> None:
    before = guidance_for(**SIDE).versions
    assert save(TEXT.replace("\n", "\r\n")).number == 2
    found = guidance_for(**SIDE)
    assert "Keep it to two lines." in found.text
    changed = {n for n, version in found.versions.items() if version != before[n]}
    assert changed == {"platforms/tiktok"}
    assert found.versions["platforms/tiktok"].startswith("2@")
    entry = AuditEntry.objects.get(action="knowledge.saved")
    assert (entry.actor, entry.subject) == ("kim", "knowledge:platforms/tiktok")


def test_an_earlier_version_can_be_used_again() -> None:
    save()
    save(TEXT.replace("two", "three"))
    activate_knowledge(name="platforms/tiktok", number=2, actor="kim", reason="better", now=NOW)
    assert "two lines" in guidance_for(**SIDE).text
    activate_knowledge(name="platforms/tiktok", number=1, actor="kim", reason="back", now=NOW)
    assert shipped()["platforms/tiktok"].splitlines()[-1] in guidance_for(**SIDE).text
    assert not KnowledgeVersion.objects.filter(is_active=True).exists()
    assert AuditEntry.objects.filter(action="knowledge.activated").count() == 2


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        pytest.param("platforms/tiktok", TEXT + "Pay $900.", "knowledge", id="an amount"),
        pytest.param("platforms/myspace", TEXT, "unknown_page", id="no such page"),
        pytest.param("../secrets", TEXT, "unknown_page", id="a path"),
    ],
)
def test_a_refused_edit_leaves_no_trace(name: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        save(text, name)
    assert refused.value.code == code
    assert not KnowledgeVersion.objects.exists()
    assert not AuditEntry.objects.exists()


def test_saving_the_text_in_force_again_is_refused() -> None:
    save()
    with pytest.raises(Refused, match="in force"):
        save()


def test_a_version_that_is_not_there_cannot_be_used() -> None:
    with pytest.raises(Refused, match="no version 7"):
        activate_knowledge(name="levers", number=7, actor="kim", reason="why", now=NOW)


def test_the_start_is_refused_while_a_page_is_unsound(tmp_path: Path) -> None:
    assert run_checks() == []
    assert [e.id for e in errors_in(tmp_path)] == ["negotiations.E001"]
    (tmp_path / "levers.md").write_text("no header")
    assert [e.id for e in errors_in(tmp_path)] == ["negotiations.E002"]
