"""Every job is a function that exists."""

from importlib import import_module

import pytest

from config.jobs import run
from integrations.queue import JOB_OF_SOURCE, MOVED, Job


@pytest.mark.parametrize("job", [*Job, "config.jobs.run"])
def test_a_job_path_leads_to_a_function(job: str) -> None:
    module, name = str(job).rsplit(".", 1)
    assert callable(getattr(import_module(module), name))


def test_every_webhook_source_has_its_job() -> None:
    assert set(JOB_OF_SOURCE) == {"clickup", "gmail", "slack"}


@pytest.mark.django_db
def test_the_schedule_of_an_earlier_release_still_sweeps() -> None:
    assert run("negotiations.sweeping.sweep", "sweep", {})


@pytest.mark.parametrize("path", MOVED)
def test_a_path_an_earlier_release_queued_leads_to_its_job(path: str) -> None:
    assert MOVED[path].rsplit(".", 1)[1] == path.rsplit(".", 1)[1]
