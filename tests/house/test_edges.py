"""Ways in translate; they never save. Commands change; they know no form and no request."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.house.source import modules, tree

WRITES = frozenset({
    "save", "delete", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update",
})  # fmt: skip
# What moves a thread: a command's tool, never a page's.
TRANSITIONS = frozenset({"fire", "lock_thread"})
EDGE_FOLDERS = frozenset({"admin", "api", "slack", "management", "jobs"})
EDGE_FILES = frozenset({"admin.py", "api.py", "webhook.py", "jobs.py"})
# Entries only leave. The sandbox's own world is made of rows of the sandbox.
STILL_WRITING = ("negotiations/management/commands/bootstrap_sandbox.py",)
OF_A_REQUEST = ("django.http", "django.forms", "django.contrib.admin", "ninja", "unfold")


def edges() -> list[str]:
    """Every admin page, API operation, Slack deed, webhook, job and shell command."""
    return [name for name in modules() if not name.startswith("tests/") and _is_edge(name)]


def _is_edge(name: str) -> bool:
    path = PurePosixPath(name)
    # A vendor's own folder speaks to the vendor; only its webhook is a way in.
    if path.parts[0] == "integrations" and len(path.parts) > 2 and path.parts[1] != "management":
        return path.name == "webhook.py"
    return path.name in EDGE_FILES or bool(EDGE_FOLDERS & set(path.parts[1:-1]))


def writes(name: str) -> Iterator[str]:
    """Each call in a file that writes a row or moves a thread."""
    for node in ast.walk(tree(name)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in TRANSITIONS:
            yield f"{name}:{node.lineno} {node.func.id}"
        if isinstance(node.func, ast.Attribute) and _is_write(node.func):
            yield f"{name}:{node.lineno} .{node.func.attr}"


def _is_write(called: ast.Attribute) -> bool:
    if called.attr == "update":  # a dict has one too; a query set hangs on its manager
        return "objects" in {n.attr for n in ast.walk(called) if isinstance(n, ast.Attribute)}
    return called.attr in WRITES


def test_no_way_in_saves_a_row_or_moves_a_thread() -> None:
    found = [call for name in edges() for call in writes(name)]

    assert len(edges()) > 30
    assert [call for call in found if not call.startswith(STILL_WRITING)] == []


def test_commands_know_no_form_and_no_request() -> None:
    found = [
        f"{name}: {module}"
        for name in modules()
        if "commands" in PurePosixPath(name).parts[1:2]
        for module in _imported(name)
        if module.startswith(OF_A_REQUEST)
    ]

    assert found == []


def _imported(name: str) -> Iterator[str]:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
