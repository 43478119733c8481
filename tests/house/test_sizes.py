"""A person can hold one file, one function and one folder in their head."""

from collections import Counter
from pathlib import PurePosixPath
from statistics import median, quantiles

from tests.house.source import ROOT, docstring_lines, functions, lines_of, modules

ROOMS = ("audit/", "campaigns/", "config/", "integrations/", "lexicon/", "negotiations/")


def _lines(name: str) -> int:
    return len((ROOT / name).read_text("utf-8").splitlines())


def _rooms() -> list[str]:
    return [name for name in modules() if name.startswith(ROOMS)]


def test_no_file_is_longer_than_300_lines() -> None:
    assert {name for name in modules() if _lines(name) > 300} == set()


def test_files_are_mostly_short() -> None:
    # Docstrings left out, as for functions: nobody should save at what a name means.
    lengths = [_lines(name) - docstring_lines(name) for name in _rooms()]

    assert median(lengths) <= 80
    assert quantiles(lengths, n=10)[-1] <= 200


def test_no_function_is_longer_than_40_lines() -> None:
    found = {
        f"{name}:{function.name}"
        for name in modules()
        for function in functions(name)
        if lines_of(function) > 40
    }

    assert found == set()


def test_functions_are_mostly_short() -> None:
    lengths = [lines_of(function) for name in _rooms() for function in functions(name)]

    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 18


def test_no_folder_holds_more_than_25_modules() -> None:
    held = Counter(
        str(PurePosixPath(name).parent) for name in modules() if not name.endswith("__init__.py")
    )

    assert {folder for folder, count in held.items() if count > 25} == set()


def test_the_top_of_negotiations_holds_folders_and_at_most_six_files() -> None:
    top = [n for n in modules() if PurePosixPath(n).parent == PurePosixPath("negotiations")]

    assert len([name for name in top if not name.endswith("__init__.py")]) <= 6
