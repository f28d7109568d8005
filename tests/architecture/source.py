"""Finds the house's files and reads Python source for the rules; apps are discovered by folder."""

import ast
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps as django_apps

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "leadline"


@cache
def committed() -> tuple[Path, ...]:
    """Every file that is, or would be, committed: tracked or new, and not ignored."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-c", "-o", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = {ROOT / name for name in listed.stdout.split("\0") if name}
    return tuple(sorted(path for path in paths if path.is_file()))


def files(folder: Path, *suffixes: str) -> list[Path]:
    """The committed files below a folder that end so, without migrations and vendored ones."""
    return [
        path
        for path in committed()
        if path.is_relative_to(folder)
        and path.suffix in suffixes
        and not {"migrations", "vendor"} & set(path.relative_to(ROOT).parts)
    ]


def apps() -> list[Path]:
    """The folders of leadline/ that are Python packages."""
    return sorted(path.parent for path in HOUSE.glob("*/__init__.py"))


def is_test(path: Path) -> bool:
    return "tests" in path.relative_to(ROOT).parts


def product() -> list[Path]:
    """The Python files of the house that are not tests."""
    return [path for path in files(HOUSE, ".py") if not is_test(path)]


def modules(name: str) -> list[Path]:
    """Each app's module of this name, or the modules of its package of this name."""
    return [
        path
        for path in product()
        if path.relative_to(HOUSE).parts[1:] == (f"{name}.py",)
        or (path.relative_to(HOUSE).parts[1:-1] == (name,) and path.name != "__init__.py")
    ]


def dotted(path: Path) -> str:
    """leadline/leads/actions.py → leadline.leads.actions"""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imported(name: str) -> list[ModuleType]:
    """Those modules, imported, of the apps that are installed."""
    return [
        import_module(dotted(path))
        for path in modules(name)
        if django_apps.is_installed(".".join(path.relative_to(ROOT).parts[:2]))
    ]


def listed(name: str) -> frozenset[str]:
    """The words of a list that rules share, one a line in lists/."""
    return frozenset((Path(__file__).parent / "lists" / f"{name}.txt").read_text().split())


@cache
def tree(source: str) -> ast.Module:
    return ast.parse(source)


def functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def faults(paths: list[Path], rule: Callable[[str], list[str]]) -> list[str]:
    """What the rule says about each file's text, each with the file's name in front."""
    return [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in paths
        for fault in rule(path.read_text(encoding="utf-8"))
    ]


def hold(found: list[str]) -> None:
    """Fails with every fault on a line of its own."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)
