"""Each action is declared with its promise to people, in both languages."""

import re
from typing import Any

from leadline.config.translations import entries
from leadline.core.actions import Action
from tests.architecture.source import hold, imported


def bad_declaration(action: Action[Any, Any, Any]) -> list[str]:
    found = []
    if not re.fullmatch(r"[a-z0-9]+(?:[ -][a-z0-9]+)*", action.name):
        found.append("is not a lower-case phrase")
    if not re.match(r"[A-Z]\w+", action.promise):
        found.append("promises nothing")
    return found


def declared() -> list[tuple[str, Action[Any, Any, Any]]]:
    """Each action of the house, with the module that declares it."""
    return [
        (module.__name__, value)
        for module in imported("actions")
        for value in vars(module).values()
        if isinstance(value, Action) and value.function.__module__ == module.__name__
    ]


def test_every_action_makes_a_promise() -> None:
    found = declared()
    assert found, "no action was found at all"
    hold(
        [
            f"{m}: {action.name!r} {fault}"
            for m, action in found
            for fault in bad_declaration(action)
        ]
    )


def test_every_promise_is_made_in_chinese() -> None:
    chinese = {entry.key for entry in entries() if entry.chinese}
    hold(
        [
            f"{module}: {action.name!r} has no Chinese promise"
            for module, action in declared()
            if ("", action.promise) not in chinese
        ]
    )


def test_a_bad_declaration_is_found() -> None:
    def example(name: str, promise: str) -> Action[Any, Any, Any]:
        return Action(name, promise, frozenset(), (), lambda batch, subject: None)

    assert bad_declaration(example("open trial", "Opens a trial")) == []
    assert bad_declaration(example("Open trial", "Opens")) == ["is not a lower-case phrase"]
    assert bad_declaration(example("open trial", "")) == ["promises nothing"]
