"""Compose file, workflow, Procfile and examples say what the contract says."""

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.env import Env
from config.healthcheck import worker_problem
from tests.config.test_supervisor import wait_for
from tests.fakes.server import FakeServer, RecordedRequest, Reply

ROOT = Path(__file__).resolve().parents[2]


def text_of(name: str) -> str:
    return (ROOT / name).read_text()


@pytest.fixture
def compose() -> Any:
    return yaml.safe_load(text_of("compose.yaml"))


@pytest.fixture
def workflow() -> Any:
    return yaml.safe_load(text_of(".github/workflows/ci.yml"))


def test_compose_runs_database_broker_web_and_worker(compose: Any) -> None:
    assert {"postgres", "redis", "web", "worker"} <= set(compose["services"])


def test_compose_keeps_data_in_named_volumes(compose: Any) -> None:
    mounts = {
        name: [mount.split(":")[0] for mount in service.get("volumes", [])]
        for name, service in compose["services"].items()
    }
    assert mounts["postgres"] == ["postgres"]
    assert mounts["redis"] == ["redis"]
    assert {volume for volumes in mounts.values() for volume in volumes} <= set(compose["volumes"])


def test_compose_waits_for_health_and_migrations(compose: Any) -> None:
    services = compose["services"]
    assert services["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    for name in ("web", "worker"):
        needs = services[name]["depends_on"]
        assert needs["migrate"]["condition"] == "service_completed_successfully"
        assert needs["redis"]["condition"] == "service_healthy"
    assert "/health" in services["web"]["healthcheck"]["test"][-1]


def test_compose_is_a_server_and_publishes_only_the_web(compose: Any) -> None:
    services = compose["services"]
    assert services["web"]["environment"]["DEBUG"] == "false"
    assert services["web"]["environment"]["DATABASE_URL"].startswith("postgres://")
    assert services["web"]["environment"]["BROKER_URL"].startswith("redis://")
    assert [name for name, service in services.items() if "ports" in service] == ["web"]
    assert services["web"]["ports"][0].startswith("127.0.0.1:")


def test_compose_sets_no_vendor_live(compose: Any) -> None:
    for service in compose["services"].values():
        assert not [name for name in service.get("environment", {}) if name.endswith("_MODE")]


def test_the_worker_container_watches_its_cluster(compose: Any) -> None:
    worker = compose["services"]["worker"]
    watched = " ".join(worker["command"])
    assert watched == "python -m config.watch python manage.py qcluster"
    assert worker["restart"] == "unless-stopped"


def test_every_server_container_says_whether_it_is_healthy(compose: Any) -> None:
    services = compose["services"]
    checked = {name for name, service in services.items() if "healthcheck" in service}
    assert checked == {"postgres", "redis", "web", "worker"}
    assert services["worker"]["healthcheck"]["test"][1:] == [
        *("python", "-m", "config.healthcheck"),
        "http://web:8000/ready",
    ]


@pytest.mark.parametrize(
    ("status", "body", "problem"),
    [
        (200, {"checks": {"worker": "ok"}}, ""),
        (503, {"checks": {"worker": "ok", "mailbox": "no watch"}}, ""),
        (503, {"checks": {"worker": "no heartbeat"}}, "no heartbeat"),
        (502, {"odd": True}, "says nothing"),
    ],
    ids=["ready", "another problem", "worker problem", "odd answer"],
)
def test_the_worker_is_healthy_when_ready_says_so(
    status: int, body: dict[str, Any], problem: str
) -> None:
    class Web(FakeServer):
        def answer(self, request: RecordedRequest) -> Reply:
            return Reply(status, body)

    with Web() as web:
        said = worker_problem(f"{web.url}/ready")
        assert web.requests[0].headers["authorization"].startswith("Bearer ")
    assert problem in said and bool(said) == bool(problem)


def test_a_web_that_is_gone_is_a_problem() -> None:
    assert "does not answer" in worker_problem("http://127.0.0.1:9/ready")


def test_web_and_worker_run_the_same_image(compose: Any) -> None:
    services = compose["services"]
    assert len({services[name]["image"] for name in ("migrate", "web", "worker")}) == 1


def test_the_image_runs_web_as_an_ordinary_user() -> None:
    dockerfile = text_of("Dockerfile")
    assert re.search(r"^USER parley$", dockerfile, re.MULTILINE)
    assert '"gunicorn", "config.wsgi"' in dockerfile
    assert "requirements-dev" not in dockerfile


def dockerfile_runs() -> list[str]:
    """Return the shell lines of the image's RUN steps."""
    text = text_of("Dockerfile").replace("\\\n", " ")
    return [line[4:] for line in text.splitlines() if line.startswith("RUN ")]


def test_the_image_keeps_of_google_only_what_describes_gmail(tmp_path: Path) -> None:
    documents = tmp_path / ".venv/lib/python3.11/site-packages/googleapiclient"
    documents = documents / "discovery_cache/documents"
    documents.mkdir(parents=True)
    for name in ("gmail.v1.json", "drive.v3.json", "youtube.v3.json"):
        (documents / name).write_text("{}")
    (documents.parent / "__init__.py").write_text("")
    (step,) = [run for run in dockerfile_runs() if "discovery_cache" in run]
    find = step[step.index("find ") :]
    subprocess.run(["sh", "-euc", find], cwd=tmp_path, check=True)
    assert [path.name for path in documents.iterdir()] == ["gmail.v1.json"]
    assert (documents.parent / "__init__.py").exists()


@pytest.mark.deep
def test_the_steps_of_the_image_and_its_services_run_as_a_script(tmp_path: Path) -> None:
    app = tmp_path / "app"
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in files.stdout.splitlines():
        target = app / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    data = app / "data"
    data.mkdir()
    entrypoint = app / "docker-entrypoint.sh"
    entrypoint.write_text(entrypoint.read_text().replace("/app/data", str(data)))
    binaries = Path(sys.executable).parent
    environ = {
        "PATH": f"{binaries}:{os.environ['PATH']}",
        "DEBUG": "false",
        "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{data}/image.sqlite3"),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "LOG_FORMAT": "json",
        "TMPDIR": str(tmp_path),
    }

    def run(command: list[str], **more: str) -> None:
        subprocess.run(command, cwd=app, env={**environ, **more}, check=True)

    (build,) = [step for step in dockerfile_runs() if "collectstatic" in step]
    run(["sh", "-euc", build.split("&&")[0]])
    run(["sh", str(entrypoint), "python", "manage.py", "migrate", "--noinput"])
    serve = ["gunicorn", "config.wsgi", "--bind", "127.0.0.1:8769", "--no-control-socket"]
    web = subprocess.Popen(["sh", str(entrypoint), *serve], cwd=app, env=environ)
    try:
        wait_for(lambda: answers("http://127.0.0.1:8769/health"), 30)
        check = [sys.executable, "-m", "config.healthcheck", "http://127.0.0.1:8769/ready"]
        said = subprocess.run(check, cwd=app, env=environ, capture_output=True, text=True)
        assert said.returncode == 1 and "no worker was seen yet" in said.stderr
    finally:
        web.terminate()
        web.wait(20)


def answers(url: str) -> bool:
    """Whether somebody answers there."""
    try:
        with urllib.request.urlopen(url) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_the_entrypoint_makes_one_key_and_keeps_a_given_one(tmp_path: Path) -> None:
    script = tmp_path / "entrypoint.sh"
    script.write_text(text_of("docker-entrypoint.sh").replace("/app/data", str(tmp_path)))
    command = ["sh", str(script), "sh", "-c", "printf %s $SECRET_KEY"]

    def key(**given: str) -> subprocess.CompletedProcess[str]:
        environ = {"PATH": os.environ["PATH"], **given}
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=True)

    first = key().stdout
    assert len(first) >= 32
    assert key(SECRET_KEY="").stdout == first
    assert key(SECRET_KEY="given").stdout == "given"
    assert [path.name for path in tmp_path.glob("secret_key*")] == ["secret_key"]


def test_the_procfile_starts_web_and_worker() -> None:
    commands = dict(line.split(": ", 1) for line in text_of("Procfile").splitlines())
    assert commands["web"].startswith("gunicorn config.wsgi ")
    assert commands["worker"] == "python manage.py qcluster"


def test_the_workflow_runs_the_same_script_beside_its_services(
    workflow: Any,
) -> None:
    job = workflow["jobs"]["check"]
    assert {"postgres", "redis"} == set(job["services"])
    assert job["timeout-minutes"] == 20
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs == [".ci/run"]
    assert os.access(ROOT / runs[0], os.X_OK)
    # With a required service, leaving the second pass out would be a silent gap.
    assert job["steps"][-1]["env"]["CI_NEEDS_POSTGRES"] == "1"


def test_the_ci_script_parses_and_stops_at_the_first_failure() -> None:
    subprocess.run(["bash", "-n", str(ROOT / ".ci/run")], check=True)
    assert "set -euo pipefail" in text_of(".ci/run")


@pytest.mark.parametrize("target", ["install", "run", "fakes", "test", "check", "deep", "bench"])
def test_make_knows_the_target(target: str) -> None:
    # Without the flags of an outer make, which would reach this one.
    environ = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    command = ["make", "--dry-run", "--no-print-directory", target]
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_example_lists_every_variable_and_no_other() -> None:
    listed = re.findall(r"^([A-Z_]+)=", text_of(".env.example"), re.MULTILINE)
    assert sorted(listed) == sorted(name.upper() for name in Env.model_fields)


def test_the_readme_lists_every_variable() -> None:
    readme = text_of("README.md")
    missing = [name for name in Env.model_fields if f"`{name.upper()}`" not in readme]
    assert missing == []


def test_every_runtime_package_is_pinned() -> None:
    lines = [line for line in text_of("requirements.txt").splitlines() if line[:1] not in ("", "#")]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[\w.\-\[\]]+==[\w.]+", line)] == []
    names = {re.split(r"[\[=]", line)[0].lower() for line in lines}
    # It owns the same module as django-fsm-2, and pip does not notice.
    assert "django-fsm" not in names
