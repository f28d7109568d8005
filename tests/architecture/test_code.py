"""The shapes of code that this house does without: each hides a dependency or a write."""

import ast
from pathlib import Path

from tests.architecture.source import HOUSE, faults, files, functions, hold, is_test, product, tree

NO_NAME_FOR_A_MODULE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "managers",
    "services",
    "misc",
    "common",
}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")
SIGNAL_MODULES = ("signals",)
GENERIC = {"GenericForeignKey", "GenericRelation"}


def imported(node: ast.AST) -> list[str]:
    """The dotted names that an import statement brings in."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{name.name}" for name in node.names]
    return []


def hidden_imports(source: str) -> list[str]:
    """Imports inside functions, but for AppConfig.ready, which runs once models are there."""
    return [
        f"line {inner.lineno}: an import inside {function.name}"
        for function in functions(source)
        if function.name != "ready"
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def relative_imports(source: str) -> list[str]:
    return [
        f"line {node.lineno}: a relative import"
        for node in ast.walk(tree(source))
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def signals(source: str) -> list[str]:
    return [
        f"line {getattr(node, 'lineno', 0)}: {name} (news travels as events)"
        for node in ast.walk(tree(source))
        for name in imported(node)
        if name.startswith(SIGNALS) or set(name.split(".")) & set(SIGNAL_MODULES)
    ]


def save_overrides(source: str) -> list[str]:
    return [
        f"line {node.lineno}: def save (an action is the only writer)"
        for node in functions(source)
        if node.name == "save"
    ]


def generic_keys(source: str) -> list[str]:
    return [
        f"line {getattr(node, 'lineno', 0)}: {name}"
        for node in ast.walk(tree(source))
        for name in imported(node)
        if name.split(".")[-1] in GENERIC
    ]


def without_promise(source: str) -> list[str]:
    body = tree(source).body
    return (
        ["no docstring that says what it promises"]
        if body and not ast.get_docstring(tree(source))
        else []
    )


def drawers(path: Path) -> list[str]:
    names = {*path.parts[:-1], path.stem} & NO_NAME_FOR_A_MODULE
    return [f"{path}: {name!r} says nothing" for name in sorted(names)]


def test_no_import_hides_in_a_function() -> None:
    hold(faults(product(), hidden_imports))


def test_no_import_is_relative() -> None:
    hold(faults(files(HOUSE, ".py"), relative_imports))


def test_no_signals() -> None:
    hold(faults(product(), signals))


def test_no_save_is_overridden() -> None:
    hold(faults(product(), save_overrides))


def test_no_generic_foreign_keys() -> None:
    hold(faults(product(), generic_keys))


def test_every_module_says_what_it_promises() -> None:
    hold(faults(product(), without_promise))


def test_no_drawer_for_odds_and_ends() -> None:
    paths = [
        path.relative_to(HOUSE)
        for path in files(HOUSE, ".py", ".html", ".css")
        if not is_test(path)
    ]
    hold([fault for path in paths for fault in drawers(path)])


def test_each_of_these_is_found() -> None:
    assert hidden_imports("def f():\n    import os\n") == ["line 2: an import inside f"]
    assert hidden_imports("import os\ndef ready(self):\n    import os\n") == []
    assert relative_imports("from . import models\n") == ["line 1: a relative import"]
    assert len(signals("from django.db.models.signals import post_save\n")) == 1
    assert len(signals("from allauth.account.signals import user_logged_in\n")) == 1
    assert signals("from django.db import models\n") == []
    assert len(save_overrides("class A:\n    def save(self): ...\n")) == 1
    assert (
        len(generic_keys("from django.contrib.contenttypes.fields import GenericForeignKey\n")) == 1
    )
    assert len(without_promise("x = 1\n")) == 1
    assert without_promise("") == without_promise('"""Counts."""\nx = 1\n') == []
    assert drawers(Path("leads/utils.py")) == ["leads/utils.py: 'utils' says nothing"]
    assert drawers(Path("leads/services/score.py")) == [
        "leads/services/score.py: 'services' says nothing"
    ]
    assert drawers(Path("service/models.py")) == []
