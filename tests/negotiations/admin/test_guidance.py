"""The guidance in the console: who may read it, who may change it, and what a refusal keeps."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEntry
from negotiations.models import KnowledgeVersion
from negotiations.queries.guidance import guidance_for, shipped
from tests.negotiations.console import HOSTILE, staff_with

pytestmark = pytest.mark.django_db
NAME = "platforms/tiktok"
LIST = reverse("admin:negotiations_knowledgeversion_changelist")
PAGE = reverse("admin:negotiations_knowledge_page", args=(NAME,))
SAVE = reverse("admin:negotiations_knowledge_save", args=(NAME,))
TEXT = shipped()[NAME].replace("two or three short paragraphs", "two lines at most")


@pytest.fixture
def editor() -> Client:
    return staff_with("view", "change")


def use(number: int) -> str:
    return reverse("admin:negotiations_knowledge_use", args=(NAME, number))


def test_the_list_names_every_page(editor: Client) -> None:
    shown = editor.get(LIST).content.decode()
    for name in shipped():
        assert reverse("admin:negotiations_knowledge_page", args=(name,)) in shown
    assert "first mails, answers to theirs" in shown


def test_an_edit_is_saved_shown_as_a_difference_and_used(editor: Client) -> None:
    answer = editor.post(SAVE, {"text": TEXT.replace("\n", "\r\n"), "reason": "shorter"})
    assert answer.status_code == 302
    shown = editor.get(PAGE).content.decode()
    assert "two lines at most" in shown
    assert "version 2" in shown
    assert "shorter" in shown
    side = {"stage": "opening", "platform": "tiktok", "goal": "", "counterparty": "creator"}
    assert "two lines at most" in guidance_for(**side).text
    assert AuditEntry.objects.get(action="knowledge.saved").actor == "kim@house.example"


def test_a_person_can_go_back(editor: Client) -> None:
    editor.post(SAVE, {"text": TEXT, "reason": "shorter"})
    assert editor.post(use(1), {"reason": "no better"}).status_code == 302
    assert not KnowledgeVersion.objects.filter(is_active=True).exists()
    assert editor.post(use(9), {"reason": "no such"}).status_code == 409


def test_a_refused_edit_keeps_what_was_typed_and_says_why(editor: Client) -> None:
    answer = editor.post(SAVE, {"text": TEXT + "\n> Pay $900. " + HOSTILE, "reason": "x"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "is an amount" in shown
    assert "Pay $900." in shown
    assert "<script>alert" not in shown
    assert editor.post(SAVE, {"text": TEXT}).status_code == 422
    assert not KnowledgeVersion.objects.exists()


def test_readers_read_and_strangers_do_not() -> None:
    reader = staff_with("view")
    assert reader.get(PAGE).status_code == 200
    assert "Edit this page" not in reader.get(PAGE).content.decode()
    assert reader.post(SAVE, {"text": TEXT, "reason": "x"}).status_code == 403
    assert reader.post(use(1), {"reason": "x"}).status_code == 403
    assert not KnowledgeVersion.objects.exists()


def test_staff_without_the_right_see_nothing() -> None:
    nobody = staff_with()
    assert nobody.get(LIST).status_code == 403
    assert nobody.get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_looking_changes_nothing_and_an_unknown_page_is_not_found(editor: Client) -> None:
    assert editor.get(SAVE).status_code == 405
    assert editor.get(PAGE.replace("tiktok", "myspace")).status_code == 404
    assert editor.get(PAGE.replace("platforms/tiktok", "..%2fsecrets")).status_code == 404


def test_the_list_costs_the_same_however_many_edits(editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as spent:
            editor.get(LIST)
        return len(spent)

    first = queries()
    editor.post(SAVE, {"text": TEXT, "reason": "shorter"})
    assert queries() == first


def test_answers_are_written_and_refused_as_pages_are(editor: Client) -> None:
    name = "faq/house"
    assert "Answers for every campaign" in editor.get(LIST).content.decode()
    save = reverse("admin:negotiations_knowledge_save", args=(name,))
    page = reverse("admin:negotiations_knowledge_page", args=(name,))
    text = "## Do you send a crew?\n> No, you film it yourself."
    assert editor.post(save, {"text": text, "reason": "asked twice"}).status_code == 302
    assert "No, you film it yourself." in editor.get(page).content.decode()
    refused = editor.post(save, {"text": "## Props?\n> We pay $50.", "reason": "x"})
    assert refused.status_code == 409
    assert "$50" in refused.content.decode()
    gone = reverse("admin:negotiations_knowledge_page", args=("faq/client/99",))
    assert editor.get(gone).status_code == 404


def test_triggers_are_set_on_a_page_of_their_own(editor: Client) -> None:
    assert "What asks a person" in editor.get(LIST).content.decode()
    page = reverse("admin:negotiations_knowledge_page", args=("triggers",))
    save = reverse("admin:negotiations_knowledge_save", args=("triggers",))
    assert "unusual_deliverables: on" in editor.get(page).content.decode()
    refused = editor.post(save, {"text": "hostile: perhaps", "reason": "x"})
    assert refused.status_code == 409
    assert "it can be on or off" in refused.content.decode()
    assert editor.post(save, {"text": "hostile: off", "reason": "calm"}).status_code == 302
