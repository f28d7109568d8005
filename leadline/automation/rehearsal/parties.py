"""How what is known of a record's person and company changed: told by their histories, not by its.

Their addresses are taken back one by one, since no event says which kind the best of them was.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from leadline.automation.party_news import ABOUT, news_in
from leadline.core.models import Event
from leadline.parties.models import Company, EmailAddress, Person
from leadline.parties.normalise.emails import EmailKind
from leadline.records.models import Record

ADDRESS = "e-mail"
ORDER = {kind.value: place for place, kind in enumerate(EmailKind)}


@dataclass(frozen=True)
class Change:
    """What had been known until a moment, by the fields that are others since, as JSON."""

    at: datetime
    was: Mapping[str, object]


def changes_of(records: Sequence[Record]) -> list[list[Change]]:
    """Per record, oldest first; three queries."""
    people, companies = (
        {pk for one in records if (pk := getattr(one, name)) is not None}
        for name in ("person_id", "company_id")
    )
    found = {**_of(Person.stream, people), **_of(Company.stream, companies)}
    return [
        sorted(
            [
                *found.get((Person.stream, one.person_id), ()),
                *found.get((Company.stream, one.company_id), ()),
            ],
            key=lambda change: change.at,
        )
        for one in records
    ]


def _of(stream: str, ids: Collection[int]) -> dict[tuple[str, int | None], list[Change]]:
    names = [name for name, about in ABOUT.items() if about == stream]
    told: dict[int, list[Event]] = defaultdict(list)
    rows = Event.objects.filter(stream=stream, stream_id__in=ids, name__in=names)
    for event in rows.order_by("stream_id", "seq"):
        told[event.stream_id].append(event)
    moved = [pk for pk, events in told.items() if any(map(_addresses, events))]
    addresses = _addresses_of(moved) if stream == Person.stream else {}
    return {(stream, pk): _taken_back(events, addresses.get(pk, [])) for pk, events in told.items()}


def _taken_back(events: Sequence[Event], addresses: list[EmailAddress]) -> list[Change]:
    found = []
    for event in reversed(events):
        was = dict(news_in(event).was)
        if added := _addresses(event):
            addresses = [one for one in addresses if not added & {one.text, one.address}]
            was |= _seen(addresses)
        found.append(Change(event.recorded_at, was))
    return found[::-1]


def _addresses(event: Event) -> set[str]:
    """Those that came with it."""
    _before, added = (event.data.get("changes") or {}).get(ADDRESS) or (None, None)
    return set(added) if isinstance(added, list) else {added} if isinstance(added, str) else set()


def _addresses_of(people: Collection[int]) -> dict[int, list[EmailAddress]]:
    found: dict[int, list[EmailAddress]] = defaultdict(list)
    for one in EmailAddress.objects.filter(person__in=people).order_by("pk") if people else ():
        found[one.person_id].append(one)
    return found


def _seen(addresses: Sequence[EmailAddress]) -> dict[str, object]:
    """What conditions see of them, see `parties.fields`."""
    kind = min((one.kind for one in addresses if one.kind), key=ORDER.__getitem__, default=None)
    first = next((one.address for one in addresses if one.address), None)
    is_corporate = None if kind is None else kind == EmailKind.CORPORATE
    return {ADDRESS: first, "e-mail kind": kind, "e-mail is corporate": is_corporate}
