"""Every job is a function that exists."""

from importlib import import_module

import pytest

from integrations.queue import JOB_OF_SOURCE, Job


@pytest.mark.parametrize("job", [*Job, "negotiations.sweeping.sweep", "config.jobs.run"])
def test_a_job_path_leads_to_a_function(job: str) -> None:
    module, name = str(job).rsplit(".", 1)
    assert callable(getattr(import_module(module), name))


def test_every_webhook_source_has_its_job() -> None:
    assert set(JOB_OF_SOURCE) == {"clickup", "gmail", "slack"}
