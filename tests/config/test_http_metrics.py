"""Web figures add up over the processes of one server, and name routes, never addresses."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.config.test_supervisor import wait_for

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "a-scrape-token"


def test_a_request_is_counted_by_route_and_by_group_of_status(db: None, settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN

    def lines() -> list[str]:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        return Client(headers=headers).get("/metrics").content.decode().splitlines()

    name = 'http_requests_total{handler="u/<str:token>",method="GET",status="4xx"}'
    before = [float(line.split()[-1]) for line in lines() if line.startswith(name)] or [0.0]
    Client().get("/u/somebodys-token")
    Client().get("/no/such/place")
    Client().get("/health")
    after = lines()
    assert f"{name} {before[0] + 1}" in after
    timed = 'http_request_duration_seconds_count{handler="u/<str:token>",method="GET"}'
    assert [line for line in after if line.startswith(timed)]
    counted = [line for line in after if line.startswith("http_")]
    assert not [line for line in counted if "somebodys" in line or "such" in line]
    assert not [line for line in counted if '"health"' in line or '"metrics"' in line]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Any]:
    environ = {
        "PATH": os.environ["PATH"],
        "IGNORE_ENV_FILE": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/figures.sqlite3",
        "METRICS_TOKEN": TOKEN,
        "TMPDIR": str(tmp_path),
    }
    manage = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(manage, cwd=ROOT, env=environ, check=True)
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", "127.0.0.1:0"]
    options = ["--workers", "3", "--worker-class", "sync", "--no-control-socket"]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen([*command, *options], cwd=ROOT, env=environ, stderr=log)
        try:
            wait_for(lambda: "Listening at" in (tmp_path / "log").read_text())
            line = (tmp_path / "log").read_text().split("Listening at: ")[1]
            wait_for(lambda: (tmp_path / "log").read_text().count("Booting worker") == 3)
            yield line.split()[0]
        finally:
            process.terminate()
            process.wait(20)
    assert not list(tmp_path.glob("parley-metrics-*"))


def ask(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, ""


@pytest.mark.deep
def test_requests_of_every_process_are_counted_once(server: str) -> None:
    for _ in range(30):
        assert ask(f"{server}/webhooks/clickup")[0] == 405
        assert ask(f"{server}/u/somebodys-token")[0] in (404, 200)
        assert ask(f"{server}/nowhere/at/all")[0] == 404
        assert ask(f"{server}/health")[0] == 200
    lines = ask(f"{server}/metrics", Authorization=f"Bearer {TOKEN}")[1].splitlines()
    counted = [line for line in lines if line.startswith("http_requests_total")]
    webhook = [line for line in counted if 'handler="webhooks/clickup"' in line]
    assert webhook == [
        'http_requests_total{handler="webhooks/clickup",method="GET",status="4xx"} 30.0'
    ]
    assert any('handler="u/<str:token>"' in line for line in counted)
    assert not [line for line in lines if "somebodys" in line or "nowhere" in line]
    assert not [line for line in counted if "health" in line or "metrics" in line]
