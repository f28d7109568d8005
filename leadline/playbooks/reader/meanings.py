"""Fields that stand for a condition get it in an order in which each stands on read ones."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Catalogue
from leadline.playbooks.definition import FieldSpec
from leadline.playbooks.reader.context import UNREADABLE, Context
from leadline.playbooks.reader.derived import complete
from leadline.playbooks.reader.yaml import Node


def with_meanings(
    fields: Mapping[str, FieldSpec], described: Mapping[str, Node], context: Context
) -> tuple[dict[str, FieldSpec], Catalogue]:
    """The fields with what they mean, and the catalogue that knows it."""
    done = {name: spec for name, spec in fields.items() if name not in described}
    first = {
        name: complete(spec, described[name], context)
        for name, spec in fields.items()
        if name in described
    }
    waiting = {name: _stands_on(spec, set(first)) for name, spec in first.items()}
    known = context.catalogue
    while waiting:
        ready = [name for name, others in waiting.items() if not others & set(waiting)]
        if not ready:
            _tell_circle(waiting, first, context)
            return {**done, **first}, known
        quiet = Context(context.vocabulary, context.names, known, [])
        for name in ready:
            done[name] = complete(fields[name], described[name], quiet)
            del waiting[name]
        known = _renewed(known, {name: done[name] for name in ready})
    return {name: done[name] for name in fields}, known


def _stands_on(spec: FieldSpec, derived: set[str]) -> set[str]:
    conditions = [spec.field.means] if spec.field.means else []
    if spec.derived:
        conditions.extend(condition for _name, condition in spec.derived.ranks)
    return {name for one in conditions for name in one.fields} & derived


def _renewed(known: Catalogue, changed: Mapping[str, FieldSpec]) -> Catalogue:
    """The catalogue with the fields that now mean something."""
    meaning = {n: s.field for n, s in changed.items() if s.field.means not in (None, UNREADABLE)}
    if not meaning:
        return known
    return Catalogue(meaning.get(one.name, one) for one in known.fields)


def _tell_circle(
    waiting: Mapping[str, set[str]], fields: Mapping[str, FieldSpec], context: Context
) -> None:
    for name in waiting:
        spec = fields[name]
        message = _("“%(name)s” is explained by itself, by way of other fields")
        context.problem(spec.place, message % {"name": spec.field.label})
