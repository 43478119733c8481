"""Runs every benchmark of this folder, one process each, and fails when one of them fails."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NEEDS_A_BASE = ("same",)


def main() -> int:
    """Run them in the order of their names; return how many failed."""
    failed = 0
    for file in sorted(HERE.glob("*.py")):
        if file.stem.startswith("_") or file.stem in NEEDS_A_BASE:
            continue
        print(f"\n--- {file.stem.replace('_', ' ')} ---", flush=True)
        done = subprocess.run([sys.executable, "-m", f"tests.benchmarks.{file.stem}"], check=False)
        failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
