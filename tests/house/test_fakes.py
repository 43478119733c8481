"""The stand-alone vendors: one command, and a shell can tell them what to do."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config.env import LIVE_NEEDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def fakes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    environ = {**os.environ, "TMPDIR": str(tmp_path_factory.mktemp("fakes"))}
    command = [sys.executable, "-m", "tests.fakes", "--port", "9", "--first-port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    printed = []
    for line in process.stdout:
        printed.append(line)
        if line.startswith("Ctrl-C ends them"):
            break
    yield "".join(printed)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert process.stdout is not None
    process.stdout.close()


def told(fakes: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    url = next(line.split()[1] for line in fakes.splitlines() if line.startswith("curl"))
    address = url.rsplit("/", 1)[0] + path
    data = None if body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data)) as answer:
            said: dict[str, Any] = json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        said = json.loads(refused.read())
    return said


def test_the_printed_variables_make_all_five_modes_live_with_their_secrets(fakes: str) -> None:
    path = next(part for part in fakes.split() if part.endswith("/env;")).rstrip(";")
    shell = ["sh", "-c", f'set -a; . {path}; exec {sys.executable} -c "$CHECK"']
    modes = tuple(LIVE_NEEDS)
    check = f"from config.env import load; e = load(); print(*[getattr(e, m) for m in {modes}])"
    environ = {"PATH": os.environ["PATH"], "CHECK": check}
    done = subprocess.run(shell, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["live"] * 5, done.stderr


def test_a_brief_is_announced_even_when_no_house_listens(fakes: str) -> None:
    assert told(fakes, "/brief", {})["answers"] == [0, 0]
    assert "POST" not in str(told(fakes, "/requests"))


def test_a_failure_is_armed_and_taken_back(fakes: str) -> None:
    assert "armed" in told(fakes, "/fail", {"vendor": "gmail", "kind": "status", "times": 2})
    assert "gmail" in told(fakes, "/recover", {})["recovered"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/fail", {"vendor": "fax"}),
        ("/fail", {"vendor": "gmail", "kind": "explode"}),
        ("/reply", {"from": "mia@lark.example", "text": "hello"}),
        ("/reply", {}),
        ("/press", {"words": "nobody said this", "action": "approve"}),
    ],
    ids=["no such vendor", "no such kind", "nothing to answer", "says nothing", "no such message"],
)
def test_what_cannot_be_done_is_refused_in_words(
    fakes: str, path: str, body: dict[str, Any]
) -> None:
    assert told(fakes, path, body)["refused"]
