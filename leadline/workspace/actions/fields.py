"""A firm adds fields of its own, renames what can be chosen in them, and retires them."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.conditions.catalogue import Catalogue, Field, Kind, normalised
from leadline.conditions.declared import declared_fields
from leadline.conditions.grammar import parse
from leadline.conditions.problems import ConditionError
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.history import changes_in
from leadline.playbooks.custom import (
    OF_CHOICES,
    Choice,
    as_json,
    choices_of,
    custom_fields,
    custom_of,
)
from leadline.playbooks.models import CustomField, Published
from leadline.playbooks.versions import definition_of
from leadline.records.actions import prepare_fields
from leadline.workspace import events

MOST_FIELDS, MOST_CHOICES = 200, 100
LONGEST_NAME = 60
DAYS = Catalogue([Field("day", Kind.DAY)])
UNSPEAKABLE = frozenset('",，、()“”')  # what ends a choice where one is written


@action(
    _("add custom field"),
    _("Adds a field that every record of a kind can have."),
    events=(events.FIELD_ADDED,),
)
def add_custom_field(
    batch: Batch,
    subject: None,
    *,
    about: str,
    name: str,
    kind: str,
    name_zh: str = "",
    choices: Sequence[Choice] = (),
) -> CustomField:
    """It is at once in pages, lists, imports, letters and conditions.

    Raises Invalid, with the reason, where its phrase could be read in two ways.
    """
    if CustomField.objects.count() >= MOST_FIELDS:
        raise Refused(gettext("There are very many fields already. Retire one that nobody needs."))
    name, name_zh = " ".join(name.split()), " ".join(name_zh.split())
    row = CustomField(
        key=normalised(name), about=about, name=name, name_zh=name_zh, kind=kind,
        choices=as_json(choices) if kind in OF_CHOICES else [],
    )  # fmt: skip
    _check(row)
    batch.add(row)
    batch.happened(row, events.FIELD_ADDED, field=name, about=about, kind=kind)
    prepare_fields.function(batch, None, fields=[custom_of(row).field])
    return row


@action(
    _("change custom field"),
    _("Changes what a field and its choices are called."),
    events=(events.FIELD_CHANGED,),
)
def change_custom_field(
    batch: Batch, field: CustomField, *, name_zh: str, choices: Sequence[Choice] = ()
) -> None:
    """What was chosen before stays as it is; a choice is renamed or retired, never taken away.

    choices: all that there are, in their order, and new ones behind them.
    """
    given = {one.value for one in choices}
    if lost := [one.name for one in choices_of(field) if one.value not in given]:
        raise Refused(gettext("A choice is retired, not deleted: %(name)s") % {"name": lost[0]})
    kept = as_json(choices) if field.kind in OF_CHOICES else []
    values = {"name_zh": " ".join(name_zh.split()), "choices": kept}
    changes = changes_in(field, values)
    if not changes:
        return
    batch.change(field, **values)
    _check(field)
    told = {name: (_said(was), _said(now)) for name, (was, now) in changes.items()}
    batch.happened(
        field, events.FIELD_CHANGED, field=field.name, changed=sorted(changes), changes=told
    )


@action(
    _("retire custom field"),
    _("Takes a field out of pages, forms and lists; what it holds is kept."),
    events=(events.FIELD_RETIRED,),
)
def retire_custom_field(batch: Batch, field: CustomField) -> None:
    """Texts that name it go on meaning it."""
    if field.retired_at is None:
        batch.change(field, retired_at=batch.now)
        batch.happened(field, events.FIELD_RETIRED, field=field.name)


@action(
    _("restore custom field"),
    _("Brings a retired field back."),
    events=(events.FIELD_BROUGHT_BACK,),
)
def restore_custom_field(batch: Batch, field: CustomField) -> None:
    """With all that it held."""
    if field.retired_at is not None:
        batch.change(field, retired_at=None)
        batch.happened(field, events.FIELD_BROUGHT_BACK, field=field.name)


def _check(row: CustomField) -> None:
    """Raises Invalid by the name of the form's field."""
    if not row.name or len(row.name) > LONGEST_NAME or not row.name.isprintable():
        sentence = gettext("Give the field a name of up to %(most)s characters.")
        raise _wrong("name", sentence % {"most": LONGEST_NAME})
    if any(_is_read(f"day in {one}") for one in (row.name, f"{row.name} 2026")):
        sentence = gettext("“%(name)s” could also be read as a period of time.")
        raise _wrong("name", sentence % {"name": row.name})
    _check_choices(choices_of(row), needed=row.kind in OF_CHOICES)
    try:
        field = custom_of(row).field
        _fits(field, [one.field for one in declared_fields().values()])
        others = [one.field for one in custom_fields(retired=True) if one.pk != row.pk]
        _fits(field, others)
        for version in _in_force():
            playbooks = definition_of(version).catalogue.fields
            _fits(field, [one for one in playbooks if not row.pk or one.name != row.key])
    except ValueError as error:
        raise _wrong(
            "name", gettext("This name cannot be used: %(why)s") % {"why": error}
        ) from error


def _check_choices(choices: Sequence[Choice], *, needed: bool) -> None:
    if not needed:
        return
    names = [normalised(one.name) for one in choices]
    values = [normalised(one.value) for one in choices]
    if len(choices) < 2 or len(choices) > MOST_CHOICES:
        sentence = gettext("Give between 2 and %(most)s choices.")
        raise _wrong("choices", sentence % {"most": MOST_CHOICES})
    for one in choices:
        if not one.name or len(one.name) > LONGEST_NAME or UNSPEAKABLE & set(one.name):
            sentence = gettext(
                "“%(name)s” cannot be a choice: it is empty, too long, or holds a comma, quotation "
                "marks or brackets."
            )
            raise _wrong("choices", sentence % {"name": one.name[:LONGEST_NAME]})
    taken = [*names, *(v for v, n in zip(values, names, strict=True) if v != n)]
    if doubles := [one for one in taken if taken.count(one) > 1]:
        raise _wrong("choices", gettext("“%(name)s” stands there twice.") % {"name": doubles[0]})


def _is_read(text: str) -> bool:
    try:
        parse(text, DAYS)
    except ConditionError:
        return False
    return True


def _fits(field: Field, others: Sequence[Field]) -> None:
    Catalogue([*_readable(others), field])


def _readable(fields: Sequence[Field]) -> list[Field]:
    return [replace(one, means=None) if one.means is not None else one for one in fields]


def _in_force() -> list[int]:
    rows = Published.objects.exclude(current=None).values_list("current_id", flat=True)
    return [pk for pk in rows if pk is not None]


def _wrong(name: str, sentence: str) -> Invalid:
    return Invalid(sentence, {name: sentence})


def _said(value: object) -> object:
    """Choices as their names, for the history."""
    if not isinstance(value, list):
        return value
    return ", ".join(one["name"] for one in value if not one["is_retired"])


reserve("add custom field", MANAGER, MARKETING)
reserve("change custom field", MANAGER, MARKETING)
reserve("retire custom field", MANAGER, MARKETING)
reserve("restore custom field", MANAGER, MARKETING)
