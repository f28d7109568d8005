"""Whom a phrase such as `the account manager of company` means: each room says it of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Finder = Callable[[Sequence[Any]], Sequence[Any]]

_relations: dict[str, Finder] = {}


def relate(phrase: str, find: Finder) -> None:
    """Says who a relation is: for records, in the same order, the user or None; few queries.

    Called by the app that knows it, when it is ready. Raises ValueError when the phrase is taken.
    """
    if phrase in _relations:
        raise ValueError(f"the relation {phrase!r} is declared twice")
    _relations[phrase] = find


def relations() -> Mapping[str, Finder]:
    """Every relation that somebody can be found by."""
    return _relations
