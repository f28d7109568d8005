"""What other apps give to be found: kinds of records, and places where something is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise


@dataclass(frozen=True)
class FoundKind:
    """A kind of record that is found.

    heading: its plural, a lazy text. page: the name of the URL of one, by its pk. icon: a file of
    ui/icons. numbered: the table and field of what the record is called where it comes from; the
    table's key is the record's.
    """

    kind: str
    heading: Promise
    page: str
    icon: str
    numbered: tuple[type[Model], str] | None = None


@dataclass(frozen=True)
class Place:
    """A page to go to or an act that has a page of its own.

    label: a lazy text, with `words` beside it by which it is found in every language. page: the
    name of its URL. permission: the action that one must be allowed to do (None: everyone).
    """

    label: Promise | str
    page: str
    icon: str
    words: Promise | str = ""
    permission: str | None = None


_kinds: dict[str, FoundKind] = {}
_places: dict[str, Place] = {}


def declare_kind(kind: FoundKind) -> FoundKind:
    """Adds a kind of record. Raises ValueError when it is there already."""
    if kind.kind in _kinds:
        raise ValueError(f"records of the kind {kind.kind!r} are found already")
    _kinds[kind.kind] = kind
    return kind


def declare_place(place: Place) -> Place:
    """Adds a place; the first that names a page has it."""
    return _places.setdefault(place.page, place)


def declared_kinds() -> Mapping[str, FoundKind]:
    """Every kind of record that is found, by its name, in the order of declaration."""
    return _kinds


def declared_places() -> Sequence[Place]:
    """Every place, in the order of declaration."""
    return list(_places.values())
