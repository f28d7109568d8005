"""The person a record is about: how to reach them, and whether they work at this moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import phonenumbers
from babel.core import get_global
from phonenumbers import timezone as phone_zones

from leadline.access.queries import OFFICE_HOURS, Calendar, working_days
from leadline.core.schedules import Schedule
from leadline.core.worktime import is_working
from leadline.parties.actions.changing import zones
from leadline.parties.contact import Standing, basis_for
from leadline.parties.models import Channel, EmailAddress, Merge, Person, PhoneNumber
from leadline.parties.queries.merged import merges_of
from leadline.records.models import Record


@dataclass(frozen=True)
class PersonCard:
    """there: their wall time now, naive, None where nobody can tell; works_now: on an office day.

    may_call, may_write: on what basis, or why not, each a sentence that is false when not.
    merges: what was merged into the person or their company and may be split again.
    """

    pk: int
    company_pk: int | None
    name: str
    job: str
    company: str
    city: str
    emails: tuple[EmailAddress, ...]
    phones: tuple[PhoneNumber, ...]
    there: datetime | None
    works_now: bool
    may_call: Standing | None
    may_write: Standing | None
    merges: tuple[Merge, ...]

    @property
    def number(self) -> str:
        """What to dial: the first number that leads somewhere."""
        good = [one for one in self.phones if one.number and not one.flaw]
        return good[0].number if good else ""

    @property
    def address(self) -> str:
        return self.emails[0].text if self.emails else ""


def card_of(record: Record, now: datetime) -> PersonCard | None:
    """None where the record is about nobody."""
    person = record.person
    if person is None:
        return None
    phones = tuple(person.phones.order_by("pk"))
    zone = _zone_of(person, phones, now)
    company = record.company or person.company
    return PersonCard(
        pk=person.pk,
        company_pk=company.pk if company else None,
        name=person.name,
        job=person.job_title,
        company=str(company or ""),
        city=person.city or (company.city if company else ""),
        emails=tuple(person.emails.order_by("pk")),
        phones=phones,
        there=now.astimezone(zone).replace(tzinfo=None) if zone else None,
        works_now=works_at(now, str(zone), person.country) if zone else False,
        may_call=basis_for([person], Channel.PHONE)[0],
        may_write=basis_for([person], Channel.EMAIL)[0],
        merges=tuple(merges_of(person.pk, company.pk if company else None)),
    )


def _zone_of(person: Person, phones: Sequence[PhoneNumber], now: datetime) -> ZoneInfo | None:
    """As somebody has said, else as their numbers and their country tell."""
    if person.zone in zones():
        return ZoneInfo(person.zone)
    return zone_of([one.number for one in phones if one.number], person.country, now)


def zone_of(numbers: Sequence[str], country: str, now: datetime) -> ZoneInfo | None:
    """From the first E.164 number that tells, else from a country that has one time everywhere."""
    for number in numbers:
        names = phone_zones.time_zones_for_number(phonenumbers.parse(number))
        if found := _one_time(names, now):
            return found
    return _one_time(get_global("territory_zones").get(country, ()), now)


def works_at(now: datetime, zone: str, country: str) -> bool:
    """Office hours on a working day there, the country's holidays counted."""
    days = working_days(Calendar(zone, country, OFFICE_HOURS), now.year)
    return is_working(Schedule(days), now)


def _one_time(names: Iterable[str], now: datetime) -> ZoneInfo | None:
    known = [ZoneInfo(name) for name in names if name in zones()]
    times = {now.astimezone(zone).utcoffset() for zone in known}
    return known[0] if len(times) == 1 else None
