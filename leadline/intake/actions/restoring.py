"""What an import changed of people and companies who were there before is as it was; in actions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Field

from leadline.core.batch import Batch
from leadline.core.models import Event, Eventful
from leadline.parties import events
from leadline.parties.models import (
    Basis,
    Company,
    DoNotContact,
    EmailAddress,
    ExternalNumber,
    Person,
    PhoneNumber,
)
from leadline.parties.rows import keys_of_company_row, keys_of_row

Party = TypeVar("Party", Person, Company)
Moments = frozenset[datetime]
Changes = Mapping[str, Sequence[Any]]


@dataclass
class Left:
    """What cannot be taken back: values that somebody changed since, wishes not to be contacted."""

    values: int = 0
    wishes: int = 0


def restore(batch: Batch, moments: Moments) -> Left:
    """moments: those at which the import wrote. What is still as it left it is as before."""
    left = Left()
    for company, told in _changed(batch, Company, moments):
        left.values += sum(_put_back(batch, company, one, keys_of_company_row) for one in told)
    batch.write()  # a person's keys are made of what the company is called
    for person, told in _changed(batch, Person, moments):
        left.values += sum(_put_back(batch, person, one, keys_of_row) for one in told)
        for one in told:
            _take_ways(person, one)
    _withdraw(batch, moments)
    wishes = DoNotContact.objects.filter(asked_at__in=moments, taken_back_at=None, hash=None)
    left.wishes = wishes.exclude(person=None).count()
    return left


def _changed(
    batch: Batch, model: type[Party], moments: Moments
) -> list[tuple[Party, list[Changes]]]:
    """Who was changed then, locked, each with the changes, the last one first."""
    told: dict[int, list[Changes]] = {}
    found = Event.objects.filter(
        stream=model.stream, name=f"{model.stream} changed", recorded_at__in=moments
    ).order_by("stream_id", "-seq")
    for event in found:
        told.setdefault(event.stream_id, []).append(event.data.get("changes", {}))
    rows = batch.lock(list(model.with_bin.filter(pk__in=told, merged_into=None)))
    return [(row, told[row.pk]) for row in rows]


def _put_back(
    batch: Batch, row: Party, changes: Changes, keys: Callable[[Party], Mapping[str, Any]]
) -> int:
    """How many values are not as the import left them, and stay."""
    own = {name: change for name, change in changes.items() if name not in WAYS}
    back = {n: before for n, (before, after) in own.items() if _is(getattr(row, n), after)}
    if back:
        batch.change(row, **{name: _value(row, name, before) for name, before in back.items()})
        batch.change(row, **keys(row))
    return sum(name not in back and name not in FOLLOWING for name in own)


WAYS = ("e-mail", "phone", "number")
FOLLOWING = ("core", "latin", "name_key", "job_title_key", "given", "family")


def _is(value: object, told: object) -> bool:
    """Whether a value is the one that an event tells."""
    if isinstance(value, Eventful):
        return isinstance(told, Mapping) and told.get("name") == str(value)
    return (value.isoformat() if isinstance(value, date) else value) == told


def _value(row: Person | Company, name: str, told: object) -> object:
    if isinstance(told, Mapping):
        return Company.with_bin.filter(pk=told["id"] or 0).first()
    field = row._meta.get_field(name)
    assert isinstance(field, Field)
    return field.to_python(told)


def _take_ways(person: Person, changes: Changes) -> None:
    """The addresses, phone numbers and numbers of other systems that came with the import go."""
    for name, model in (("e-mail", EmailAddress), ("phone", PhoneNumber)):
        added = changes.get(name, (None, None))[1]
        if isinstance(added, list):
            model._default_manager.filter(person=person, text__in=added).delete()
    for source, number in changes.get("number", (None, ()))[1]:
        ExternalNumber.objects.filter(person=person, source=source, number=number).delete()


def _withdraw(batch: Batch, moments: Moments) -> None:
    """What the import said one may write on ends, for those who were there before it."""
    born = Event.objects.filter(stream="person", name="person added", recorded_at__in=moments)
    given = Basis.objects.filter(given_at__in=moments, withdrawn_at=None).exclude(
        person__in=born.values("stream_id")
    )
    for basis in given.select_related("person"):
        [person] = batch.lock([basis.person])
        batch.change(basis, withdrawn_at=batch.now)
        batch.happened(person, events.BASIS_WITHDRAWN, channel=basis.channel, kind=basis.kind)
