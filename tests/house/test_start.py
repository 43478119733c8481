"""The supervisor as people start it: what is in its way is refused, and nothing is left behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from config.running.processes import members_of
from tests.fakes.gmail_mailbox import StoredMessage
from tests.fakes.standing import CHANNELS, PEOPLE, StandingVendors

ROOT = Path(__file__).resolve().parents[2]
UP_SECONDS = 90.0
VENDORS = ("GMAIL", "SHEETS", "SLACK", "CLICKUP", "ANTHROPIC")


class House:
    """One supervisor in a process of its own."""

    def __init__(self, url: str, port: int, log: Path, **more: str) -> None:
        self.url, self.port, self.log = url, port, log
        environment = {
            **os.environ,
            **{f"{vendor}_MODE": "dry_run" for vendor in VENDORS},
            "IGNORE_ENV_FILE": "1",
            "DATABASE_URL": url,
            "BROKER_URL": "",
            "PORT": str(port),
            **more,
        }
        with log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.serve"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def ended(self, seconds: float = 40.0) -> int:
        """Wait for its exit code."""
        return self.process.wait(seconds)

    def wait_until_up(self) -> None:
        """Wait for the web to answer and for the worker to be known."""
        end = time.monotonic() + UP_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(self.log.read_text())

    def groups(self) -> dict[str, int]:
        """Return the process groups of its children."""
        file = ROOT / "data" / "run" / f"supervisor-{self.port}.json"
        return dict(json.loads(file.read_text())["groups"])


Begin = Callable[..., House]
T = TypeVar("T")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Begin]:
    houses: list[House] = []

    def begin(url: str | None = None, port: int | None = None, **more: str) -> House:
        folder = tmp_path / "number #1"
        folder.mkdir(exist_ok=True)
        log = tmp_path / f"log-{len(houses)}"
        house = House(url or f"sqlite:///{folder}/p.sqlite3", port or free_port(), log, **more)
        houses.append(house)
        return house

    yield begin
    for house in houses:
        if house.process.poll() is None:
            house.process.send_signal(signal.SIGINT)
            try:
                house.process.wait(40)
            except subprocess.TimeoutExpired:
                house.process.kill()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGQUIT])
def test_a_closed_terminal_leaves_no_child_behind(
    start: Begin, tmp_path: Path, number: signal.Signals
) -> None:
    house = start()
    house.wait_until_up()
    groups = house.groups()
    assert set(groups) == {"web", "worker"} and all(members_of(g) for g in groups.values())
    assert (tmp_path / "number #1" / "p.sqlite3").is_file(), "the folder is the one that was named"

    house.process.send_signal(number)

    assert house.ended() == 0, house.log.read_text()
    assert [members_of(group) for group in groups.values()] == [[], []]


def test_a_taken_port_is_refused_before_anything_starts(start: Begin, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        house = start(port=taken.getsockname()[1])
        assert house.ended() == 1
    words = house.log.read_text()
    assert f"PORT={house.port} cannot be served" in words and "make run PORT=" in words
    assert list((tmp_path / "number #1").iterdir()) == [], "nothing was prepared"


def test_the_same_data_is_served_once(start: Begin) -> None:
    first = start()
    first.wait_until_up()

    second = start()
    assert second.ended() == 1
    assert f"already serves this data (process {first.process.pid})" in second.log.read_text()
    third = start(port=first.port)
    assert third.ended() == 1
    assert f"already runs on PORT={first.port}" in third.log.read_text()

    other = start(url=first.url.replace("p.sqlite3", "q.sqlite3"))
    other.wait_until_up()
    first.wait_until_up()


def test_a_killed_supervisor_gives_its_data_back_and_its_children_end(start: Begin) -> None:
    killed = start()
    killed.wait_until_up()
    groups = killed.groups()
    killed.process.kill()
    killed.process.wait(10)
    assert all(members_of(group) for group in groups.values()), "orphans"

    after = start()
    after.wait_until_up()
    assert [members_of(group) for group in groups.values()] == [[], []]


# --- live ---------------------------------------------------------------------------------

HOST = "parley.agency.test"
# As the README's part on servers has them.
SERVER = {
    "DEBUG": "false",
    "SECRET_KEY": "k7Q-vw3ZtY9rB2xLm8NcP4sD6fGhJ1aE-uT5oI0eW_qYxZ7cVbN2mK",
    "ALLOWED_HOSTS": HOST,
    "PUBLIC_BASE_URL": f"https://{HOST}",
}


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, "IGNORE_ENV_FILE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def vendors() -> Iterator[StandingVendors]:
    with StandingVendors(f"https://{HOST}", first_port=0) as standing:
        yield standing


def ask(port: int, path: str, host: str = HOST) -> tuple[int, dict[str, str]]:
    address = f"http://127.0.0.1:{port}{path}"
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return int(answer.status), dict(answer.headers)
    except urllib.error.HTTPError as refused:
        return refused.code, dict(refused.headers)


def test_all_five_vendors_live_on_a_server_from_the_brief_to_the_agreement(
    start: Begin, vendors: StandingVendors
) -> None:
    given = {**vendors.environment(), **SERVER, "BRIEF_QUIET_SECONDS": "0"}
    given.pop("DATABASE_URL")
    house = start(**given)
    house.wait_until_up()
    # What vendors send comes through the proxy; here it is not there.
    vendors.house_url = f"http://127.0.0.1:{house.port}"
    assert "Stand-ins on this machine play GMAIL" in house.log.read_text()
    assert ask(house.port, "/u/nobody-has-this-token")[0] == 404, "the link in a mail is answered"
    status, headers = ask(house.port, "/admin/login/")
    assert status == 200 and "max-age" in headers["Strict-Transport-Security"]
    assert ask(house.port, "/admin/login/", host="evil.example")[0] == 400

    assert vendors.announce_brief(people=PEOPLE[:1])["answers"] == [202, 202]
    opening = wait_for(lambda: mails_to(vendors, "mia@lark.example")[:1], house)[0]
    assert f"https://{HOST}/u/" in opening.header("List-Unsubscribe")
    vendors.reply("mia@lark.example", "Yes, I accept your offer. Thank you!\n\nMia")
    wait_for(lambda: mails_to(vendors, "mia@lark.example")[1:], house)
    place = CHANNELS["SLACK_AGREEMENTS_CHANNEL"]
    wait_for(lambda: [m for m in vendors.slack.messages if m["channel"] == place], house)


def mails_to(vendors: StandingVendors, address: str) -> list[StoredMessage]:
    return [m for m in vendors.gmail.accepted_sends if address in m.header("To")]


def wait_for(look: Callable[[], list[T]], house: House, seconds: float = 240.0) -> list[T]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.5)
    raise AssertionError(f"it did not happen in {seconds} s:\n{house.log.read_text()[-4000:]}")


def test_a_deployment_is_clean(vendors: StandingVendors) -> None:
    done = manage("check", "--deploy", **{**vendors.environment(), **SERVER})
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    bare = manage(
        "check", "--deploy", **{f"{vendor}_MODE": "dry_run" for vendor in VENDORS}, **SERVER
    )
    assert "no issues" in bare.stdout + bare.stderr, bare.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", "localhost"),
        ("SECRET_KEY", ""),
        ("SLACK_ERRORS_CHANNEL", "#errors"),
        ("CLICKUP_LIST_ID", ""),
        ("GMAIL_CREDENTIALS_FILE", "pyproject.toml"),
        ("GMAIL_PUBSUB_TOPIC", ""),
        ("DEBUG", "true"),
    ],
)
def test_a_wrong_setting_stops_every_command_and_is_named(
    vendors: StandingVendors, name: str, value: str
) -> None:
    done = manage("check", **{**vendors.environment(), **SERVER, name: value})
    assert done.returncode == 1 and done.stderr.startswith("Parley cannot start:\n")
    assert name in done.stderr


def test_a_link_nobody_could_follow_is_refused_on_a_server_and_warned_of_elsewhere() -> None:
    """Every mode is dry_run here: the page of an opt-out would answer 400 all the same."""
    modes = {f"{vendor}_MODE": "dry_run" for vendor in VENDORS}
    server = manage("check", **{**SERVER, **modes, "ALLOWED_HOSTS": "localhost"})
    assert server.returncode == 1 and HOST in server.stderr
    desk = manage("check", **{**SERVER, **modes, "ALLOWED_HOSTS": "localhost", "DEBUG": "true"})
    assert desk.returncode == 0 and "ALLOWED_HOSTS does not list" in desk.stderr
