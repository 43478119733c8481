"""Who may log in, with which rights: every change by the console is on record, and no secret."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from audit.models import AuditEntry

PASSWORD = "a long secret of words"
FORM = {
    "username": "bo",
    "email": "bo@house.example",
    "is_active": "on",
    "date_joined_0": "2026-01-01",
    "date_joined_1": "10:00:00",
}


@pytest.fixture
def browser(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ana", "ana@house.example", PASSWORD))
    return client


@pytest.fixture
def bo(browser: Client) -> User:
    return User.objects.create_user("bo", "bo@house.example", PASSWORD)


def entries() -> list[tuple[str, ...]]:
    return [(e.action, e.actor, e.subject, e.summary) for e in AuditEntry.objects.order_by("id")]


def post(browser: Client, path: str, **form: str | int) -> None:
    answer = browser.post(f"/admin/auth/{path}/", form)
    assert answer.status_code == 302, answer.context and answer.context["errors"]


def test_an_account_that_is_made_is_on_record(browser: Client) -> None:
    post(
        browser,
        "user/add",
        username="bo",
        password1=PASSWORD,
        password2=PASSWORD,
        usable_password="true",
    )
    bo = User.objects.get(username="bo")
    ((action, actor, subject, _),) = entries()
    assert (action, actor, subject) == ("account.created", "ana@house.example", f"account:{bo.pk}")
    assert "pbkdf2" not in str(AuditEntry.objects.get().data) and PASSWORD not in str(entries())


def test_rights_that_are_given_and_taken_are_named(browser: Client, bo: User) -> None:
    role = Group.objects.create(name="Negotiators")
    right = Permission.objects.get(codename="view_thread")
    post(
        browser,
        f"user/{bo.pk}/change",
        **FORM,
        is_staff="on",
        groups=role.pk,
        user_permissions=right.pk,
    )
    changes = AuditEntry.objects.get().data["changes"]
    assert changes["is_staff"] == {"from": False, "to": True}
    assert changes["roles"] == {"added": ["Negotiators"], "removed": []}
    assert changes["permissions"] == {"added": ["negotiations.view_thread"], "removed": []}

    post(browser, f"user/{bo.pk}/change", **FORM)
    changes = AuditEntry.objects.latest("id").data["changes"]
    assert changes["roles"] == {"added": [], "removed": ["Negotiators"]}
    assert changes["permissions"]["removed"] == ["negotiations.view_thread"]


def test_a_form_that_changes_nothing_is_no_entry(browser: Client, bo: User) -> None:
    post(browser, f"user/{bo.pk}/change", **FORM)
    assert entries() == []


def test_a_role_is_on_record_from_first_to_last(browser: Client) -> None:
    right = Permission.objects.get(codename="change_thread")
    post(browser, "group/add", name="Negotiators")
    role = Group.objects.get(name="Negotiators")
    post(browser, f"group/{role.pk}/change", name="Negotiators", permissions=right.pk)
    post(browser, f"group/{role.pk}/delete", post="yes")
    assert [action for action, *_ in entries()] == ["role.created", "role.changed", "role.deleted"]
    changed = AuditEntry.objects.get(action="role.changed").data["changes"]
    assert changed["permissions"]["added"] == ["negotiations.change_thread"]


def test_accounts_deleted_one_by_one_or_together_are_on_record(browser: Client, bo: User) -> None:
    post(browser, f"user/{bo.pk}/delete", post="yes")
    others = [User.objects.create_user(f"user{number}") for number in range(2)]
    action = {
        "action": "delete_selected",
        "_selected_action": [u.pk for u in others],
        "post": "yes",
    }
    assert browser.post("/admin/auth/user/", action).status_code == 302
    assert [action for action, *_ in entries()] == ["account.deleted"] * 3
    assert User.objects.count() == 1


def test_a_password_set_by_another_or_by_oneself_is_on_record_without_it(
    browser: Client, bo: User
) -> None:
    new = "quite another secret"
    answer = browser.post(
        f"/admin/auth/user/{bo.pk}/password/",
        {"password1": new, "password2": new, "usable_password": "true"},
    )
    assert answer.status_code == 302
    own = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert browser.post("/admin/password_change/", own).status_code == 302
    (set_, changed) = entries()
    assert set_[0] == changed[0] == "account.changed"
    assert (set_[3], changed[3]) == ("bo: password", "ana: password")
    stored = str(list(AuditEntry.objects.values()))
    assert new not in stored and "pbkdf2" not in stored and "md5$" not in stored


def test_a_password_that_was_refused_is_no_change(browser: Client, bo: User) -> None:
    wrong = {"old_password": "no", "new_password1": "x", "new_password2": "y"}
    assert browser.post("/admin/password_change/", wrong).status_code == 200
    assert (
        browser.post(f"/admin/auth/user/{bo.pk}/password/", {"password1": "x"}).status_code == 200
    )
    assert entries() == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("ana", "ana"),
        ("nobody", "nobody"),
        ("x\x00y" * 90, "xy" * 75),
        ("", None),
        ("x" * 999, "x" * 150),
    ],
)
def test_a_refused_login_is_on_record_with_its_name_and_without_its_password(
    browser: Client, name: str, kept: str | None
) -> None:
    form = {"username": name, "password": "hunter2"}
    Client(REMOTE_ADDR="203.0.113.7").post("/admin/login/", form)
    found = AuditEntry.objects.filter(action="login.refused")
    if kept is None:
        assert not found.exists(), "the form was refused, nobody tried to log in"
        return
    entry = found.get()
    assert entry.data == {"name": kept, "address": "203.0.113.7"} and entry.actor == "stranger"
    assert "hunter2" not in str(list(AuditEntry.objects.values()))


def test_a_login_that_works_is_no_news(browser: Client) -> None:
    form = {"username": "ana", "password": PASSWORD}
    assert Client().post("/admin/login/", form).status_code == 302
    assert entries() == []
