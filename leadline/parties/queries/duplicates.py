"""Who is probably in twice: people as they were met, companies as they stand now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce

from leadline.core.bin import binned
from leadline.parties.company_match import compare_companies
from leadline.parties.known import company_traits
from leadline.parties.match import Evidence, Verdict
from leadline.parties.models import Company, CompanyDuplicate, Person, PossibleDuplicate
from leadline.parties.queries.comparing import told, told_reason

ROWS = 20
MOST = 100  # pairs of companies on a page; merging them brings the next
CROWD = 20  # companies of one name or domain that are paired


@dataclass(frozen=True)
class PersonPair:
    """Two living people; `longer` is known longer. why: what is alike, what is not."""

    duplicate: PossibleDuplicate
    longer: Person
    newer: Person
    why: str


@dataclass(frozen=True)
class CompanyPair:
    longer: Company
    newer: Company
    why: str


@dataclass(frozen=True)
class Duplicates:
    """One page of people to decide about, and the companies."""

    people: Sequence[PersonPair]
    page: Page[Any]
    companies: Sequence[CompanyPair]

    @property
    def number(self) -> int:
        return self.page.paginator.count + len(self.companies)


def duplicates(page: str | None = None) -> Duplicates:
    """Likeliest people first; a constant number of queries."""
    shown = Paginator(people_to_compare(), ROWS).get_page(page)
    return Duplicates(_people(list(shown)), shown, company_pairs())


def people_to_compare() -> QuerySet[Any]:
    """Whom nobody has decided about yet, the likeliest first; `newer` and `longer` are ids."""
    return (
        PossibleDuplicate.objects.filter(settled_at=None)
        .annotate(
            newer=Coalesce("person__merged_into_id", "person_id"),
            longer=Coalesce("other__merged_into_id", "other_id"),
        )
        .exclude(newer=F("longer"))
        .exclude(newer__in=binned(Person))
        .exclude(longer__in=binned(Person))
        .order_by("-score", "pk")
    )


def _people(asked: Sequence[Any]) -> list[PersonPair]:
    ids = {pk for one in asked for pk in (one.newer, one.longer)}
    people = Person.objects.select_related("company").prefetch_related("emails", "phones")
    by_id = people.in_bulk(ids)
    return [
        PersonPair(
            one,
            by_id[one.longer],
            by_id[one.newer],
            told([Evidence(*line) for line in one.why]),
        )
        for one in asked
    ]


def company_pairs() -> list[CompanyPair]:
    """Living companies that share a name or a domain, each with the one known longest."""
    living = Company.objects.filter(merged_into=None)
    pairs: dict[tuple[int, int], None] = {}
    for key in ("key_domain", "key_name", "key_loose"):
        shared = living.exclude(**{key: None}).values(key).annotate(n=Count("pk")).filter(n__gt=1)
        values = list(shared.order_by(key).values_list(key, flat=True)[:MOST])
        groups: dict[int, list[int]] = defaultdict(list)
        rows = living.filter(**{f"{key}__in": values}).order_by("pk").values_list(key, "pk")
        for value, pk in rows:
            groups[value].append(pk)
        pairs |= {(first, pk): None for first, *more in groups.values() for pk in more[:CROWD]}
    known = company_traits({pk for pair in pairs for pk in pair})
    companies = Company.objects.in_bulk({pk for pair in pairs for pk in pair})
    apart = set(
        CompanyDuplicate.objects.filter(company__in=companies).values_list("other_id", "company_id")
    )
    found = []
    for first, second in [pair for pair in pairs if pair not in apart]:
        scored = compare_companies(known[first].traits, known[second].traits)
        if scored.verdict is not Verdict.DIFFERENT:
            found.append(CompanyPair(companies[first], companies[second], told_reason(scored.why)))
    return found[:MOST]
