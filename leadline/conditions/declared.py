"""The fields that rooms declare in their `fields.py`, and how their values are loaded in bulk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadline.conditions.catalogue import Field

Loader = Callable[[Sequence[Any]], Sequence[Any]]
Reader = Callable[[Any], object]


@dataclass(frozen=True)
class Declared:
    """A field of the product itself.

    about: what it is a field of: "person", "company", "record", or a kind of record ("lead").
    load: for a sequence of such things, the values in the same order, None where unknown, in a
    constant number of queries. None: the value stands in the thing's answers.
    room: the app that declares it.
    read: the value in what `load` gives, so that fields which share a loader share its queries.
    by_id: `load` looks at nothing but the ids of the things, so that no more of them is read.
    """

    field: Field
    about: str
    load: Loader | None
    room: str
    read: Reader | None = None
    by_id: bool = False

    def values(self, loaded: Sequence[Any]) -> Sequence[object]:
        """The field's values in what its loader gave."""
        return loaded if self.read is None else [self.read(one) for one in loaded]


_declared: dict[str, Declared] = {}


def declare(
    field: Field,
    *,
    about: str,
    load: Loader | None,
    room: str,
    read: Reader | None = None,
    by_id: bool = False,
) -> Field:
    """Adds a field to the product's catalogue. Raises ValueError when the phrase is taken."""
    if field.name in _declared:
        raise ValueError(f"the field {field.name!r} is declared twice")
    _declared[field.name] = Declared(field, about, load, room, read, by_id)
    return field


def declared_fields() -> Mapping[str, Declared]:
    """Every field of the product by its name."""
    return _declared
