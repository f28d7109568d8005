"""The custom fields of a page: what each says, and the form in which it is changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leadline.conditions.catalogue import Field, Kind
from leadline.playbooks.custom import Custom, custom_fields
from leadline.records.answers import ASKED_NOT_TOLD, value_of
from leadline.records.models import Record
from leadline.workspace.field_forms import AnswerForm, label_of
from leadline.workspace.reading import said, spoken


@dataclass(frozen=True)
class Own:
    """One field of one thing. text: what it says, "" while nothing is known."""

    pk: int
    label: str
    text: str
    form: AnswerForm


def own_fields(about: str, known: Mapping[str, Any], bound: AnswerForm | None = None) -> list[Own]:
    """known: answers, as they are kept. bound: a form with a mistake. One query."""
    return [_own(one, known, bound) for one in custom_fields(about)]


def fields_of_record(record: Record, bound: AnswerForm | None = None) -> list[Own]:
    return own_fields(record.kind, record.answers, bound)


def _own(custom: Custom, known: Mapping[str, Any], bound: AnswerForm | None) -> Own:
    field, kept = custom.field, known.get(custom.field.name)
    value = value_of(field, kept)
    text = said(spoken(field, value))
    if bound is not None and bound.custom.pk == custom.pk:
        return Own(custom.pk, label_of(field), text, bound)
    initial = {"value": as_written(field, value), "seen": None if kept == ASKED_NOT_TOLD else kept}
    form = AnswerForm(custom, initial=initial, auto_id=f"own-{custom.pk}-%s")
    return Own(custom.pk, label_of(field), text, form)


def as_written(field: Field, value: object) -> object:
    """A value as an input shows it, to be read back as the same."""
    if value is None:
        return None
    if field.kind is Kind.YES_NO:
        return "yes" if value else "no"
    return list(value) if field.kind is Kind.SET else str(value)  # type: ignore[call-overload]
