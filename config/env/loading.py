"""Read the environment, and refuse it whole in sentences that name the variables."""

import os
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError

from config.env.credentials import credentials_problem
from config.env.serving import serving_problems, slack_problems
from config.env.variables import Env

# What a live vendor cannot work without, and where to find it. Names are attributes of Env.
LIVE_NEEDS: Mapping[str, Mapping[str, str]] = {
    "gmail_mode": {
        "gmail_credentials_file": "the JSON key of the account that opens the mailbox",
        "gmail_mailbox": "the address that writes, and is read",
        "sender_postal_address": "it stands below every email",
    },
    "sheets_mode": {"sheets_credentials_file": "the JSON key of the account that reads rosters"},
    "slack_mode": {
        "slack_bot_token": "OAuth & Permissions of the app, xoxb-…",
        "slack_signing_secret": "Basic Information of the app",
        "slack_agreements_channel": "the id of a channel, C…",
        "slack_escalations_channel": "the id of a channel, C…",
        "slack_errors_channel": "the id of a channel, C…",
    },
    "clickup_mode": {
        "clickup_api_token": "Settings > Apps > API token",
        "clickup_webhook_secret": "what ClickUp answered when the webhook was made",
        "clickup_list_id": "the number in the list's address after /li/",
    },
    "anthropic_mode": {"anthropic_api_key": "a key of the console, with a spend limit"},
}
PUSH_NEEDS: Mapping[str, str] = {
    "gmail_pubsub_topic": "projects/PROJECT/topics/NAME",
    "gmail_push_audience": "the audience of the push subscription",
    "gmail_push_service_account": "the account the push subscription signs with",
}


class EnvError(ValueError):
    """The environment cannot be used; the text has one sentence per variable."""


def load() -> Env:
    """Read and check the environment.

    :raises EnvError: when a value is malformed, weak or missing where it is needed
    """
    try:
        env = Env()
    except ValidationError as error:
        raise EnvError(_report(_sentence(item) for item in error.errors())) from None
    problems = [
        *serving_problems(env),
        *_live_problems(env),
        *_push_problems(env),
        *slack_problems(env),
    ]
    if problems:
        raise EnvError(_report(iter(problems)))
    return env


def export_env_file(path: Path, environ: MutableMapping[str, str] = os.environ) -> None:
    """Put the lines of a `.env` file into the environment; what is already set there wins.

    With `IGNORE_ENV_FILE=1`, as the tests run, the file is left alone.
    """
    if environ.get("IGNORE_ENV_FILE") == "1" or not path.is_file():
        return
    for name, value in dotenv_values(path, interpolate=False).items():
        if value is not None:
            environ.setdefault(name, value)


def _report(sentences: Iterator[str]) -> str:
    """One sentence a line, each once."""
    return "\n".join(dict.fromkeys(sentences))


def _sentence(error: Mapping[str, Any]) -> str:
    """Say what is wrong with one variable without repeating its value."""
    name = str(error["loc"][0]).upper()
    context = error.get("ctx") or {}
    kind = str(error["type"])
    if kind == "literal_error":
        reason = f"must be one of {context['expected']}"
    elif kind.startswith("bool"):
        reason = "must be true or false"
    elif kind.startswith("int"):
        reason = "must be a whole number"
    elif kind.startswith("float"):
        reason = "must be a number"
    elif kind == "string_pattern_mismatch":
        reason = "must be three capital letters such as USD"
    elif kind == "value_error":
        reason = str(context["error"])
    else:
        reason = str(error["msg"]).replace("Input should", "must", 1)
    return f"{name} {reason}."


def _live_problems(env: Env) -> Iterator[str]:
    """Live is a decision: it is refused while something it cannot do without is missing."""
    for mode, needs in LIVE_NEEDS.items():
        if getattr(env, mode) != "live":
            continue
        for need, where in needs.items():
            value = _text(getattr(env, need)).strip()
            if not value:
                yield f"{need.upper()} is missing: {mode.upper()}=live needs it ({where})."
            elif need.endswith("_file") and (problem := credentials_problem(value)):
                yield f"{need.upper()} {problem}"


def _push_problems(env: Env) -> Iterator[str]:
    if env.gmail_mode != "live" or not env.gmail_push:
        return
    for need, where in PUSH_NEEDS.items():
        if not _text(getattr(env, need)).strip():
            yield (
                f"{need.upper()} is missing: Gmail's pushes need it ({where}). Without pushes set"
                " GMAIL_PUSH=false; the mailbox is then polled each minute."
            )


def _text(value: str | SecretStr) -> str:
    """The plain text of a value, secret or not."""
    return value.get_secret_value() if isinstance(value, SecretStr) else value
