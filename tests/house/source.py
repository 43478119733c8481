"""The project's own source files, parsed, for tests of how it is written."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def modules() -> tuple[str, ...]:
    """Every Python file of the project but migrations, which Django writes."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "*.py"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode().split("\0")
    return tuple(n for n in names if n and "/migrations/" not in n and (ROOT / n).is_file())


@cache
def tree(name: str) -> ast.Module:
    """One file, parsed."""
    return ast.parse((ROOT / name).read_text("utf-8"))


def functions(name: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of one file."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Length of a function in lines, its docstring left out."""
    return (function.end_lineno or 0) - function.lineno + 1 - _docstring(function)


def docstring_lines(name: str) -> int:
    """How many lines of a file are docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return sum(_docstring(node) for node in ast.walk(tree(name)) if isinstance(node, documented))


def _docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    if ast.get_docstring(node, clean=False) is None:
        return 0
    first = node.body[0]
    return (first.end_lineno or 0) - first.lineno + 1
