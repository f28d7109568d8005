"""The catalogue of a playbook: the product's fields, those it declares, and those it asks for."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Catalogue, Field, Kind, normalised
from leadline.playbooks.definition import FieldSpec, Place
from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.types import field_type
from leadline.playbooks.reader.yaml import Items, Node, Table

Words = Mapping[str, str]  # phrase → 中文


@dataclass(frozen=True)
class Asked:
    """A field as one place asks for it, before all such places are brought together."""

    name: str
    place: Place
    follows: str
    node: Node


def asked_in(node: Node, follows: str) -> Iterator[Asked]:
    """Every field that an `ask:` table below this node names with its type."""
    if isinstance(node, Items):
        for one in node.items:
            yield from asked_in(one, follows)
    if not isinstance(node, Table):
        return
    for key, value in node.entries:
        if key.value == "ask" and isinstance(value, Table):
            yield from _asked(value, follows)
        else:
            yield from asked_in(value, follows)


def _asked(table: Table, follows: str) -> Iterator[Asked]:
    for name, value in table.entries:
        details = isinstance(value, Table) and value.get("several") is None
        asked = value.get("ask") if details and isinstance(value, Table) else value
        if asked is not None:
            yield Asked(name.value, name.place, follows, asked)


def specs(
    asked: Iterable[Asked], declared: Mapping[str, FieldSpec], words: Words, problems: list[Problem]
) -> dict[str, FieldSpec]:
    """One field per name: choices of several places are joined, another kind is a mistake."""
    found = {normalised(name): spec for name, spec in declared.items()}
    for one in asked:
        spec = _spec(one, words, problems)
        if spec is None:
            continue
        before = found.get(spec.field.name)
        found[spec.field.name] = spec if before is None else _joined(before, spec, words, problems)
    return found


def _spec(one: Asked, words: Words, problems: list[Problem]) -> FieldSpec | None:
    read = field_type(one.node, problems)
    if read is None:
        return None
    made = field(one.name, read.kind, words, problems, one.place, read.choices, read.unit)
    return FieldSpec(about(made, one.follows), one.place, one.follows, read.word) if made else None


def about(made: Field, follows: str) -> Field:
    """The field, with where its answers are kept."""
    return replace(made, about=follows) if follows == "company" else made


def _joined(before: FieldSpec, new: FieldSpec, words: Words, problems: list[Problem]) -> FieldSpec:
    if before.field.kind is not new.field.kind:
        facts = {"name": new.field.label, "kind": before.type or before.field.kind.value}
        hint = _("it is declared at %(place)s") % {"place": before.place}
        problems.append(Problem(new.place, _("“%(name)s” is already %(kind)s") % facts, hint))
        return before
    choices = tuple(dict.fromkeys((*before.field.choices, *new.field.choices)))
    if choices == before.field.choices:
        return before
    return replace(before, field=with_choices(before.field, choices, words))


def field(
    name: str,
    kind: Kind,
    words: Words,
    problems: list[Problem],
    place: Place,
    choices: tuple[str, ...] = (),
    unit: str = "",
    opposite: str = "",
) -> Field | None:
    """The catalogue's field with its Chinese; None and a problem when the phrase cannot be one."""
    try:
        made = Field(name, kind, _said(name, words), choices, unit=unit, opposite=opposite)
    except ValueError as error:
        problems.append(Problem(place, str(error)))
        return None
    if made.kind is Kind.YES_NO:
        made = replace(made, opposite_zh=_said(opposite or made.opposite, words))
    return with_choices(made, choices, words) if choices else made


def _said(phrase: str, words: Words) -> str:
    return words.get(phrase) or words.get(phrase.casefold(), "")


def with_choices(one: Field, choices: tuple[str, ...], words: Words) -> Field:
    chinese = tuple(_said(choice, words) for choice in choices)
    return replace(one, choices=choices, choices_zh=chinese if all(chinese) else ())


def catalogue(
    product: Iterable[Field],
    own: Mapping[str, FieldSpec],
    built_in: Iterable[Field],
    problems: list[Problem],
    *,
    frozen: bool = False,
) -> Catalogue:
    """All fields as one catalogue; a phrase that could be read in two ways is left out and told.

    frozen: the text was published and in order then. Where the product has learned the same phrase
    for something else since, the playbook's own field stands and the product's gives way.
    """
    taken = {normalised(zh) for spec in own.values() for zh in _chinese(spec.field)}
    known = {one.name: _yielding(one, taken) for one in (*product, *built_in)}
    for name, spec in own.items():
        theirs = known.get(name)
        other = theirs is not None and theirs.kind is not spec.field.kind
        if theirs is not None and other and not frozen:
            facts = {"name": spec.field.label, "kind": theirs.kind.value}
            problems.append(Problem(spec.place, _("“%(name)s” is already %(kind)s") % facts))
        elif (
            theirs is None
            or other
            or spec.field.about
            or spec.field.choices
            or spec.field.means is not None
        ):
            known[name] = spec.field
    try:
        return Catalogue(known.values())
    except ValueError:
        if frozen:
            return _own_first(known, own)
        return _without_clashes(known, own, problems)


def _own_first(known: Mapping[str, Field], own: Mapping[str, FieldSpec]) -> Catalogue:
    """The playbook's fields as they were published, and of the others those that still fit in."""
    whole = Catalogue(spec.field for spec in own.values())
    for name, one in known.items():
        if name not in own:
            with suppress(ValueError):  # it came later, and no text of this version means it
                whole = whole.with_([one])
    return whole


def _chinese(one: Field) -> tuple[str, ...]:
    return tuple(zh for zh in (one.zh, one.opposite_zh) if zh)


def _yielding(one: Field, taken: set[str]) -> Field:
    """A field of the product gives up its Chinese to one that the playbook calls the same."""
    if not {normalised(zh) for zh in _chinese(one)} & taken:
        return one
    return replace(one, zh="", opposite_zh="")


def _without_clashes(
    known: Mapping[str, Field], own: Mapping[str, FieldSpec], problems: list[Problem]
) -> Catalogue:
    """The slow way, walked only when something is wrong: the shortest phrases first."""
    whole = Catalogue(one for name, one in known.items() if name not in own)
    for name, spec in sorted(own.items(), key=lambda pair: len(pair[0])):
        if name not in known:
            continue
        try:
            whole = whole.with_([known[name]])
        except ValueError as error:
            problems.append(Problem(spec.place, str(error)))
    return whole
