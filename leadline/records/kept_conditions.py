"""Conditions that are kept as answers, such as when to wake up: checked when said, asked later."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.conditions.grammar import parse
from leadline.conditions.problems import ConditionError
from leadline.conditions.tree import Condition, Holds, leaves
from leadline.core.errors import Invalid
from leadline.records.answers import read_answer


def read_asked(field: Field, written: str, catalogue: Catalogue) -> object:
    """As `read_answer`; a condition is refused where this catalogue cannot read it.

    Raises Invalid with a sentence that says how to write it.
    """
    value = read_answer(field, written)
    if field.kind is not Kind.CONDITION or not isinstance(value, str):
        return value
    try:
        condition = parse(value, catalogue)
    except ConditionError as error:
        told = [" ".join(part for part in one.said(gettext) if part) for one in error.problems]
        raise Invalid(". ".join(one[:1].upper() + one[1:] for one in told)) from error
    if any(isinstance(one, Holds) for one in leaves(condition.tree)):
        raise Invalid(gettext("A condition that is kept cannot ask about another one."))
    return value


def parsed(
    names: Iterable[str], views: Sequence[dict[str, object]], catalogue: Catalogue
) -> set[str]:
    """Puts conditions where views have their texts; returns the fields that these ask about.

    One that the catalogue cannot read any more is unknown.
    """
    known: dict[str, Condition | None] = {}
    for name in names:
        for view in views:
            text = view.get(name)
            if isinstance(text, str):
                if text not in known:
                    known[text] = _read(text, catalogue)
                view[name] = known[text]
    return {field for one in known.values() if one is not None for field in one.fields}


def is_kept(name: str, fields: Catalogue | Mapping[str, Field]) -> bool:
    """Whether this is a field that keeps a condition."""
    field = fields.get(name)
    return field is not None and field.kind is Kind.CONDITION


def _read(text: str, catalogue: Catalogue) -> Condition | None:
    try:
        return parse(text, catalogue)
    except ConditionError:  # the playbook has dropped a field since; the page shows it as unknown
        return None
