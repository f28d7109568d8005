"""Reads of the screening lists: who of many is on one, and the entries as a page shows them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Value, prefetch_related_objects
from django.db.models.functions import Coalesce

from leadline.access.models import Firm
from leadline.core import clock
from leadline.core.remembered import remembered
from leadline.parties.candidates import Candidate, Profile, read
from leadline.parties.models import Company, EmailAddress, Person, ScreeningEntry
from leadline.parties.normalise.text import folded
from leadline.parties.screening import Entry, Hit, screen_with

PER_PAGE = 50


def screen(profiles: Sequence[Profile], on: date | None = None) -> list[tuple[Hit, ...]]:
    """The hits of each profile, aligned; one query for any number. on: the day, else today."""
    return screen_with(remembered(entries_in_force, on or today()), profiles)


def screen_people(people: Sequence[Person]) -> list[tuple[Hit, ...]]:
    """`screen` for people who are known, by all their addresses; two queries besides.

    People are read only where there is an entry that they could meet.
    """
    entries = remembered(entries_in_force, today())
    if not entries:
        return [()] * len(people)
    return screen_with(entries, profiles_of(people))


def profiles_of(people: Sequence[Person]) -> list[Profile]:
    """Known people as if they arrived now, as far as lists compare; two queries."""
    prefetch_related_objects(people, "company")
    addresses: dict[int, list[str]] = defaultdict(list)
    rows = EmailAddress.objects.filter(person__in=people).order_by("pk")
    for person, text in rows.values_list("person_id", "text"):
        addresses[person].append(text)
    return [_profile_of(one, addresses[one.pk]) for one in people]


def screen_companies(companies: Sequence[Company]) -> list[tuple[Hit, ...]]:
    """`screen` for companies that are known, by name and domain."""
    return screen([read(Candidate(company=one.name, website=one.domain)) for one in companies])


def entries_in_force(on: date) -> list[Entry]:
    """Every entry that is neither removed nor past its day."""
    return [Entry(*row) for row in in_force(on).values_list(*_AS_ENTRY)]


def in_force(on: date) -> QuerySet[ScreeningEntry]:
    """The rows of the entries that hold on a day, newest last."""
    lasting = Q(expires_on=None) | Q(expires_on__gte=on)
    return ScreeningEntry.objects.filter(lasting, removed_at=None).order_by("list", "id")


def today() -> date:
    """The day that it is where the firm is."""
    return clock.now().astimezone(ZoneInfo(Firm.current().zone)).date()


@dataclass(frozen=True)
class ListsPage:
    """What the page of the screening lists shows. in_force, ended: how many there are in all."""

    page: Page
    in_force: int
    ended: int


def lists_page(
    search: str = "", *, of: str = "", ended: bool = False, page: str | int | None = 1
) -> ListsPage:
    """The entries of a list (or all) whose text holds the words, newest first; five queries."""
    rows = ScreeningEntry.objects.filter(list=of) if of else ScreeningEntry.objects.all()
    if search:
        compared = Q(normalised__icontains=folded(search))
        rows = rows.filter(Q(text__icontains=search) | Q(reason__icontains=search) | compared)
    holding = in_force(today()).values("pk")
    lasting, past = rows.filter(pk__in=holding), rows.exclude(pk__in=holding)
    shown = (past if ended else lasting).select_related("belongs_to").order_by("-id")
    return ListsPage(
        Paginator(shown, PER_PAGE).get_page(page), in_force=lasting.count(), ended=past.count()
    )


def _profile_of(person: Person, addresses: Sequence[str]) -> Profile:
    """A known person as if they arrived now, as far as lists compare: no list holds numbers."""
    company = person.company
    return read(
        Candidate(
            name=person.name,
            company=company.name if company else "",
            website=company.domain if company else "",
            emails=tuple(addresses),
        )
    )


_AS_ENTRY = (
    "id",
    "list",
    "kind",
    "text",
    "normalised",
    "reason",
    "author",
    "company",
    Coalesce("belongs_to__text", Value("")),
    "expires_on",
)


def entry_of(row: ScreeningEntry) -> Entry:
    """A row as it is compared."""
    return Entry(
        row.pk,
        row.list,
        row.kind,
        row.text,
        row.normalised,
        row.reason,
        row.author,
        row.company,
        row.belongs_to.text if row.belongs_to else "",
        row.expires_on,
    )
