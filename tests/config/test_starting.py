"""One process at a time serves one set of data."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.running.starting import CannotStart, lock_file, take_data

BASE = Path("/srv/parley")
HOLDER = """
import sys
from pathlib import Path
from config.running.starting import take_data
held = take_data(sys.argv[1], Path(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("url", ["sqlite:///p.sqlite3", "postgres://me:secret@host/parley"])
def test_data_is_given_back_however_the_process_ends(tmp_path: Path, url: str) -> None:
    command = [sys.executable, "-c", HOLDER, url, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(CannotStart, match=f"process {holder.pid}"):
            take_data(url, tmp_path)
        holder.kill()
    take_data(url, tmp_path).close()


def test_the_lock_of_a_file_lies_beside_it_and_that_of_a_server_names_no_secret() -> None:
    assert lock_file("sqlite:////data/p.sqlite3", BASE) == Path("/data/p.sqlite3.serving")
    ours = lock_file("postgres://me:secret@host/parley", BASE)
    assert "secret" not in str(ours) and ours.parent == BASE / "data" / "run"
    assert ours != lock_file("postgres://me:secret@host/other", BASE)
