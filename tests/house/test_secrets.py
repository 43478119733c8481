"""No key of any vendor, and no private key, is kept in git."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What real ones look like; the throw-away ones of the tests are far shorter.
SHAPES = {
    "private key": r"-----BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY-----\s*[A-Za-z0-9+/=]{40}",
    "Slack token": r"xox[abprs]-[0-9A-Za-z-]{20,}",
    "Anthropic key": r"sk-ant-[0-9A-Za-z_-]{20,}",
    "ClickUp token": r"pk_[0-9]+_[0-9A-Z]{20,}",
    "Google token": r"(ya29\.[0-9A-Za-z_-]{20,}|AIza[0-9A-Za-z_-]{30,}|GOCSPX-[0-9A-Za-z_-]{20,})",
    "Sentry DSN": r"https://[0-9a-f]{32}@",
    "Fernet key": r"FIELD_ENCRYPTION_KEYS=[0-9A-Za-z_-]{43}=",
}


@pytest.fixture(scope="module")
def kept() -> dict[Path, str]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / name for name in names.stdout.decode().split("\0") if name]
    return {path: path.read_text(errors="replace") for path in paths if path.is_file()}


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_of_this_shape_is_in_git(kept: dict[Path, str], shape: str) -> None:
    pattern = re.compile(SHAPES[shape])
    assert [str(path) for path, text in kept.items() if pattern.search(text)] == []


def test_env_files_and_data_stay_out_of_git(kept: dict[Path, str]) -> None:
    names = {path.relative_to(ROOT).as_posix() for path in kept}
    assert not {".env"} & names and not [name for name in names if name.startswith("data/")]
