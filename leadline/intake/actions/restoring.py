"""What an import changed of people and companies who were there before is as it was; in slices."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Field, Max, Min

from leadline.core.batch import Batch
from leadline.core.models import Event, Eventful
from leadline.intake.models import Import, Step
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
SLICE = 80  # changes put back in one transaction
WINDOW = 10_000  # rows that are looked through for them


def moments_of(begun: Import) -> Moments:
    """Those at which the import wrote: one for each of its slices."""
    return frozenset(begun.arrivals.values_list("received_at", flat=True).distinct())


def restore_next(
    batch: Batch, begun: Import, step: Step, after: int | None, moments: Moments
) -> tuple[int | None, int]:
    """What the next events or bases tell is as before, if it still is as the import left it.

    after: the last that is done, as returned; None at the start and when nothing is left. Also
    returns how many values somebody has changed since, and stay.
    """
    match step:
        case Step.COMPANIES:
            told, last = _told(begun, Company, after, moments)
            return last, _put_all_back(batch, Company, told, keys_of_company_row)
        case Step.PEOPLE:  # their keys are made of what the company is called, so companies first
            told, last = _told(begun, Person, after, moments)
            stays = _put_all_back(batch, Person, told, keys_of_row)
            for event in told:
                _take_ways(event.stream_id, event.data.get("changes", {}))
            return last, stays
        case _:
            return _withdraw_next(batch, after or 0, moments), 0


def wishes_of(moments: Moments) -> int:
    """How many wishes not to be contacted came with the import, and stay."""
    if not moments:
        return 0
    wishes = DoNotContact.objects.filter(
        asked_at__range=(min(moments), max(moments)), taken_back_at=None, hash=None
    ).exclude(person=None)
    return sum(at in moments for at in wishes.values_list("asked_at", flat=True))


def _told(
    begun: Import, model: type[Party], before: int | None, moments: Moments
) -> tuple[list[Event], int | None]:
    """What changed then, the last first, from a window of the log; and where that began.

    The log has no index by time. What the import wrote has ids between those of its own events.
    """
    own = Event.objects.filter(stream=Import.stream, stream_id=begun.pk)
    first, end = own.aggregate(first=Min("pk"), end=Max("pk")).values()
    end = before or end
    begin = max(first, end - WINDOW)
    window = Event.objects.filter(pk__gte=begin, pk__lt=end, stream=model.stream)
    found = list(window.filter(name=f"{model.stream} changed").order_by("-pk")[:SLICE])
    last = found[-1].pk if len(found) == SLICE else begin
    told = [event for event in found if event.recorded_at in moments]
    return told, None if last <= first else last


def _put_all_back(
    batch: Batch,
    model: type[Party],
    told: Sequence[Event],
    keys: Callable[[Party], Mapping[str, Any]],
) -> int:
    """How many values are not as the import left them, and stay."""
    ids = {event.stream_id for event in told}
    rows = batch.lock(list(model.with_bin.filter(pk__in=ids, merged_into=None)))
    living = {row.pk: row for row in rows}
    return sum(
        _put_back(batch, living[event.stream_id], event.data.get("changes", {}), keys)
        for event in told
        if event.stream_id in living
    )


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


def _take_ways(person: int, changes: Changes) -> None:
    """The addresses, phone numbers and numbers of other systems that came with the import go."""
    for name, model in (("e-mail", EmailAddress), ("phone", PhoneNumber)):
        added = changes.get(name, (None, None))[1]
        if isinstance(added, list):
            model._default_manager.filter(person=person, text__in=added).delete()
    for source, number in changes.get("number", (None, ()))[1]:
        ExternalNumber.objects.filter(person=person, source=source, number=number).delete()


def _withdraw_next(batch: Batch, after: int, moments: Moments) -> int | None:
    """What the import said one may write on ends, for those who were there before it."""
    window = Basis.objects.filter(pk__gt=after, pk__lte=after + WINDOW, withdrawn_at=None)
    bases = list(window.select_related("person").order_by("pk")[:SLICE])
    last = bases[-1].pk if len(bases) == SLICE else after + WINDOW
    given = [basis for basis in bases if basis.given_at in moments]
    born = born_with([basis.person_id for basis in given], moments)
    theirs = [basis for basis in given if basis.person_id not in born]
    people = batch.lock([basis.person for basis in theirs])
    for basis, person in zip(theirs, people, strict=True):
        batch.change(basis, withdrawn_at=batch.now)
        batch.happened(person, events.BASIS_WITHDRAWN, channel=basis.channel, kind=basis.kind)
    return last if Basis.objects.filter(pk__gt=last).exists() else None


def born_with(people: Collection[int], moments: Moments) -> set[int]:
    """Those of the people who came with the import."""
    added = Event.objects.filter(stream="person", stream_id__in=people, name="person added")
    told = added.values_list("stream_id", "recorded_at")
    return {person for person, at in told if at in moments}
