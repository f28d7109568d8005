"""People and companies as lists: who is seen, in which order, and what stands in the columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leadline.access.models import User
from leadline.access.policy import rights_of
from leadline.core.models import Event
from leadline.core.schedules import Schedule
from leadline.parties.fields import first_emails, first_phones
from leadline.parties.models import Person
from leadline.records.models import Record
from leadline.search.asked import Asked, read
from leadline.search.declared import declared_kinds
from leadline.search.queries import found_companies, found_people, found_records, meant
from leadline.workspace.kinds import Kind
from leadline.workspace.queries.lists.askable import Askable
from leadline.workspace.queries.lists.columns import Cell, Column, Row
from leadline.workspace.queries.lists.party_fields import MODELS, party_askable
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.queries.parties import companies_seen, people_seen
from leadline.workspace.reading import said

__all__ = ["party_askable"]

PARTY_SORTS: Mapping[str, str] = {"name": "name", "added": "pk"}
PEOPLE = ("company", "job title", "e-mail", "phone", "city", "country", "language",
          "account manager", "records", "last change")  # fmt: skip
COMPANIES = ("domain", "city", "country", "language", "account manager", "people", "records",
             "last change")  # fmt: skip
LABELS = {
    "company": _("Company"),
    "job title": _("Job title"),
    "e-mail": _("E-mail address"),
    "phone": _("Phone number"),
    "city": _("City"),
    "country": _("Country"),
    "language": _("Language"),
    "domain": _("Domain"),
    "account manager": _("Account manager"),
    "people": _("People"),
    "records": _("Leads and deals"),
    "last change": _("Last change"),
}
NUMBERS = frozenset({"people", "records", "last change"})


@dataclass(frozen=True)
class Seen:
    """One party with what its cells need, looked up for all of the page at once."""

    party: Any
    email: str | None
    phone: str | None
    people: int
    records: int


def parties_seen(user: User, kind: Kind) -> QuerySet[Any]:
    """Whom this person may see."""
    return people_seen(user) if kind.name == "person" else companies_seen(user)


def parties_by_owner(rows: QuerySet[Any], user: User, kind: Kind, wanted: Wanted) -> QuerySet[Any]:
    """Mine: a record about them is mine. Nobody's: no record about them has an owner."""
    records = Record.objects.filter(**{kind.name: OuterRef("pk")})
    if wanted.owner == "mine":
        return rows.filter(Exists(records.filter(owner=user)))
    if wanted.owner == "nobody":
        return rows.filter(~Exists(records.exclude(owner=None)))
    return rows


def parties_with(user: User, kind: str, text: str, limit: int) -> Sequence[int]:
    """Ids of those that the words find, by themselves or through their records."""
    asked = read(text)
    if not asked:
        return []
    return _found(user, kind, asked, limit) or _found(user, kind, meant(asked), limit)


def _found(user: User, kind: str, asked: Asked, limit: int) -> list[int]:
    sight = rights_of(user.pk).sight()
    if sight is None:
        return []
    if kind == "company":
        return found_companies(asked, limit)
    ids = dict.fromkeys(found_people(asked, limit))
    for one in declared_kinds():
        records = Record.objects.filter(pk__in=found_records(asked, one, sight, limit))
        ids |= dict.fromkeys(records.exclude(person=None).values_list("person", flat=True))
    return list(ids)[:limit]


def party_columns(kind: Kind, askable: Askable) -> list[Column]:
    """Every column that the list can have."""
    names = PEOPLE if kind.name == "person" else COMPANIES
    return [Column(name, str(LABELS[name]), name in NUMBERS) for name in names]


def with_related_of_party(rows: QuerySet[Any], kind: Kind) -> QuerySet[Any]:
    """With the company of people, who serves it, and when each was changed last."""
    last = Event.objects.filter(
        stream=MODELS[kind.name].stream, stream_id=OuterRef("pk"), seq=OuterRef("seq")
    ).values("recorded_at")
    company = ("company__account_manager",) if kind.name == "person" else ("account_manager",)
    rows = rows.select_related(*company)
    found: QuerySet[Any] = rows.annotate(changed_at=Subquery(last[:1]))
    return found


def lines_of_parties(
    parties: Sequence[Any],
    kind: Kind,
    columns: Sequence[Column],
    askable: Askable,
    time: Schedule,
    now: datetime,
) -> list[Row]:
    """A constant number of queries however many rows there are."""
    is_person = kind.name == "person"
    emails = first_emails(parties) if is_person else [None] * len(parties)
    phones = first_phones(parties) if is_person else [None] * len(parties)
    people = {} if is_person else _numbers(MODELS["person"].objects, "company", parties)
    records = _numbers(Record.objects.filter(kind__in=list(declared_kinds())), kind.name, parties)
    rows = []
    for party, email, phone in zip(parties, emails, phones, strict=True):
        seen = Seen(party, email, phone, people.get(party.pk, 0), records.get(party.pk, 0))
        cells = [_cell(seen, column) for column in columns]
        rows.append(Row(party.pk, str(party) or gettext("Person without a name"), cells))
    return rows


def _numbers(rows: Any, name: str, parties: Sequence[Any]) -> dict[int, int]:
    """How many rows point at each."""
    counted = rows.filter(**{f"{name}__in": [one.pk for one in parties]}).values(name)
    return dict(counted.annotate(number=Count("pk")).order_by().values_list(name, "number"))


def _cell(seen: Seen, column: Column) -> Cell:
    value = READ[column.name](seen)
    return Cell(column.label, said(value), column.number, value)


def _manager(seen: Seen) -> str:
    company = seen.party.company if isinstance(seen.party, Person) else seen.party
    return str(company.account_manager or "") if company else ""


READ: Mapping[str, Callable[[Seen], Any]] = {
    "company": lambda seen: str(seen.party.company or ""),
    "job title": lambda seen: seen.party.job_title,
    "e-mail": lambda seen: seen.email,
    "phone": lambda seen: seen.phone,
    "city": lambda seen: seen.party.city,
    "country": lambda seen: seen.party.country,
    "language": lambda seen: seen.party.language,
    "domain": lambda seen: seen.party.domain,
    "account manager": _manager,
    "people": lambda seen: seen.people or None,
    "records": lambda seen: seen.records or None,
    "last change": lambda seen: seen.party.changed_at,
}
