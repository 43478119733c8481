"""What every test has: no way out of this machine, and the labelled mails when they are there."""

import os
import socket
from collections.abc import Iterator
from dataclasses import astuple
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings

from tests import fault_table

# A slow machine is no fault of the code: no example has a deadline.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_configure() -> None:
    """Hash passwords fast: a slow hash guards real staff and only slows every login here."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object | None) -> None:
    """Where tests run in several processes, bring the rows of each back to the one that prints."""
    sent = getattr(node, "workeroutput", {}).get("faults", ())
    fault_table.ROWS.extend(fault_table.Row(*row) for row in sent)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand this process's rows over."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["faults"] = [list(astuple(row)) for row in fault_table.ROWS]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what became of each effect under each fault, whenever that was tried."""
    if fault_table.ROWS:
        terminalreporter.section("point of fault and outcome")
        for line in fault_table.lines():
            terminalreporter.write_line(line)


LOOPBACK_NAMES = {"localhost", "localhost.localdomain", "ip6-localhost", "testserver"}


class OutsideCall(RuntimeError):
    """A test tried to reach another machine."""


def is_loopback(host: object) -> bool:
    """Whether a host name or address stays on this machine; no name at all does."""
    if host is None or isinstance(host, bytes):
        host = (host or b"localhost").decode()
    name = str(host).strip("[]").lower()
    if name in LOOPBACK_NAMES or not name:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _refuse_outside(address: Any) -> None:
    """Let Unix sockets and loopback pass."""
    if isinstance(address, tuple) and not is_loopback(address[0]):
        raise OutsideCall(f"a test tried to reach {address[0]}: only loopback is open")


@pytest.fixture(autouse=True)
def closed_sockets(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Close every socket except loopback: not an OSError, so no retry swallows it."""
    if request.node.get_closest_marker("live"):
        yield
        return
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    getaddrinfo = socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _refuse_outside(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_outside(address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_outside((host,))
        return getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
    yield


@pytest.fixture(scope="session")
def evaluation_dir() -> Path:
    """The folder of labelled mails; tests that need it are skipped where it is not set."""
    folder = os.environ.get("PARLEY_EVALUATION_DIR")
    if not folder or not Path(folder).is_dir():
        pytest.skip("PARLEY_EVALUATION_DIR names no folder")
    return Path(folder)
