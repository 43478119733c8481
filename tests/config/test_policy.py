"""One policy: every page, operation and Slack deed is in a table, and the table is what counts."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from config.api import api
from config.policy.api import NEEDS, need_of
from config.policy.console import PAGES, Needs, needs_of
from negotiations.slack.actions import VERBS

# Django registers these addresses; rows of ours are neither made nor deleted by hand, and the
# queue's own rows are a hint nobody edits.
NOBODYS = ("_add", "_delete")
QUEUE = "django_q_"


def _routes(
    patterns: Sequence[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif pattern.name is not None:
            yield pattern.name, route


def _address(route: str, deed: str = "") -> str:
    """A path of the route; its row does not exist."""
    values = {
        "<path:object_id>": "9",
        "<int:pk>": "9",
        "<int:campaign_id>": "9",
        "<int:number>": "1",
        "<path:name>": "house",
        "<id>": "9",
        "<path:content_type_id>": "9",
        "^(?P<app_label>django_q|audit|integrations|campaigns|negotiations|auth)/$": "audit/",
    }
    for name in ("<str:name>", "<str:action>", "<str:deed>"):
        values[name] = deed or "pause"
    for old, new in values.items():
        route = route.replace(old, new)
    return f"/{route}"


CONSOLE = [
    (name, route)
    for name, route in _routes(get_resolver().url_patterns)
    if route.startswith("admin/")
]
PATHS: dict[str, str] = {name: _address(route) for name, route in CONSOLE}
PATHS |= {
    key: _address(dict(CONSOLE)[key.partition("/")[0]], key.partition("/")[2])
    for key in PAGES
    if "/" in key
}


def _is_nobodys(name: str) -> bool:
    return name.startswith(QUEUE) or name.endswith(NOBODYS)


def _staff(*rights: str) -> User:
    user = User.objects.create_user("ana", "ana@house.example", is_staff=True)
    user.user_permissions.set(_rows_of(set(rights)))
    return user


def _rows_of(rights: set[str]) -> list[Permission]:
    rows = Permission.objects.select_related("content_type")
    return [row for row in rows if f"{row.content_type.app_label}.{row.codename}" in rights]


def _every_right() -> set[str]:
    pairs = Permission.objects.values_list("content_type__app_label", "codename")
    return {f"{room}.{name}" for room, name in pairs}


def _browser(*rights: str) -> Client:
    browser = Client()
    browser.force_login(_staff(*rights))
    return browser


def _asking() -> list[tuple[str, Needs]]:
    """Each address of the console that asks for a right, with what it asks."""
    return [
        (path, needs)
        for name, path in sorted(PATHS.items())
        if (needs := needs_of(resolve(path))) and not _is_nobodys(name)
    ]


def test_every_page_of_the_console_is_in_the_table() -> None:
    known = {key.partition("/")[0] for key in PAGES}

    assert {name for name in dict(CONSOLE) if not _is_nobodys(name)} - known == set()
    assert known - set(PATHS) == set()


def test_every_operation_of_the_api_is_in_the_table() -> None:
    paths: dict[str, dict[str, Any]] = api.get_openapi_schema()["paths"]
    operations = {
        f"{method.upper()} {path.removeprefix('/api/v1/')}"
        for path, methods in paths.items()
        for method in methods
    }

    assert operations - set(NEEDS) == set()


def test_no_page_opens_to_staff_without_a_right(db: None) -> None:
    browser = _browser()
    answers = {
        (path, method): getattr(browser, method)(path).status_code
        for path, _ in _asking()
        for method in ("get", "post")
    }

    assert {asked for asked, status in answers.items() if status != 403} == set()


def test_each_page_opens_to_its_right_alone(db: None) -> None:
    user = _staff()
    browser = Client()
    browser.force_login(user)
    closed = set()
    for path, needs in _asking():
        user.user_permissions.set(_rows_of({sorted(group)[-1] for group in needs}))
        if {browser.get(path).status_code, browser.post(path).status_code} == {403}:
            closed.add(path)

    assert closed == set()


def test_an_address_without_an_entry_is_an_administrators(db: None) -> None:
    every = _browser(*_every_right())
    assert every.get("/admin/django_q/schedule/").status_code == 403

    User.objects.update(is_superuser=True)
    assert every.get("/admin/django_q/schedule/").status_code == 200


def test_a_stranger_is_led_to_the_login(db: None) -> None:
    answer = Client().get("/admin/negotiations/thread/")

    assert answer.status_code == 302 and "/admin/login/" in answer["Location"]


def test_staff_without_a_role_see_no_number(db: None) -> None:
    page = _browser().get("/admin/").content.decode()

    assert "has no role yet" in page
    assert "p-tile" not in page


# One deed, three ways in.
SAME = [
    ("approve", "negotiations_outgoingemail_act/approve", "POST", "emails/<email_id>/approve"),
    ("take_over", "negotiations_thread_act/takeover", "POST", "threads/<thread_id>/take-over"),
    ("hand_back", "negotiations_thread_act/handback", "POST", "threads/<thread_id>/hand-back"),
    ("resume", "negotiations_thread_act/resume", "POST", "threads/<thread_id>/resume"),
    ("audit_page", "audit_auditentry_changelist", "GET", "audit"),
]


@pytest.mark.parametrize(("verb", "page", "method", "route"), SAME)
def test_slack_console_and_api_ask_for_the_same_right(
    verb: str, page: str, method: str, route: str
) -> None:
    right = VERBS[verb].permission
    name, _, deed = page.partition("/")
    needs = needs_of(resolve(_address(dict(CONSOLE)[name], deed)))

    assert need_of(method, f"api/v1/{route}").permission == right
    assert needs is not None
    assert all(right in group for group in needs)


def test_every_deed_in_slack_asks_for_a_right_that_exists(db: None) -> None:
    rights = _every_right()

    assert {verb.permission for verb in VERBS.values()} - rights == set()
    assert {need.permission for need in NEEDS.values()} - rights == set()
    assert {name for needs in PAGES.values() for group in needs for name in group} - rights == set()
