"""What the engine and the pages may know of records: the values of fields, loaded in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from leadline.conditions.catalogue import Catalogue, Field
from leadline.conditions.declared import Declared, declared_fields
from leadline.parties.models import Company, Person
from leadline.records.answers import value_of
from leadline.records.models import Record

View = dict[str, object]


def views_of(records: Sequence[Record], names: Iterable[str], catalogue: Catalogue) -> list[View]:
    """Per record the values of the named fields, None where unknown.

    One call of each field's loader for all the records: a constant number of queries. A field that
    no room declares is looked up in the record's answers; one that `means` a condition is left out,
    since conditions work it out themselves.
    """
    views: list[View] = [{} for _ in records]
    declared = declared_fields()
    for name in sorted(names):
        field = catalogue.get(name)
        if field is None or field.means is not None:
            continue
        source = declared.get(name)
        values = _answers(records, field) if source is None else _loaded(records, source)
        for view, value in zip(views, values, strict=True):
            view[name] = value
    return views


def _answers(records: Sequence[Record], field: Field) -> list[object]:
    return [value_of(field, record.answers.get(field.name)) for record in records]


def _loaded(records: Sequence[Record], source: Declared) -> Sequence[object]:
    if source.load is None:
        return _answers(records, source.field)
    if source.about == "person":
        return _of_party(records, source, "person_id", Person)
    if source.about == "company":
        return _of_party(records, source, "company_id", Company)
    asked = [r for r in records if source.about in ("record", r.kind)]
    values = dict(zip((id(r) for r in asked), source.load(asked), strict=True)) if asked else {}
    return [values.get(id(record)) for record in records]


def _of_party(
    records: Sequence[Record], source: Declared, column: str, model: type[Person] | type[Company]
) -> list[object]:
    """A person's or company's field, seen from the records that point at them."""
    pointing: dict[int, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        pk = getattr(record, column)
        if pk is not None:
            pointing[pk].append(index)
    values: list[object] = [None] * len(records)
    parties = list(model._default_manager.filter(pk__in=pointing))
    assert source.load is not None
    for party, value in zip(parties, source.load(parties) if parties else (), strict=True):
        for index in pointing[party.pk]:
            values[index] = value
    return values
