"""Whom of those we know an entry of a screening list meets now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from leadline.parties.candidates import Candidate, read
from leadline.parties.lists import entry_of, profiles_of
from leadline.parties.models import Company, EmailAddress, Person, ScreeningEntry, Subject
from leadline.parties.normalise.emails import read_email
from leadline.parties.screening import Screen, starts_of_company

MOST = 2000  # likely ones that are compared
SHOWN = 20


@dataclass(frozen=True)
class Met:
    """Who is met, by name. is_cut: there are more likely ones than were compared."""

    people: Sequence[Person]
    companies: Sequence[Company]
    is_cut: bool = False

    @property
    def shown_people(self) -> Sequence[Person]:
        return self.people[:SHOWN]

    @property
    def shown_companies(self) -> Sequence[Company]:
        return self.companies[:SHOWN]


def met_by(row: ScreeningEntry) -> Met:
    """Likely ones are found by SQL, then compared; in at most seven queries.

    Whoever was merged into another counts as that other.
    """
    screen = Screen([entry_of(row)])
    likely = list(_companies(row)[: MOST + 1]) if row.kind in COMPANIES else []
    companies = [
        one for one in likely if screen.hits(read(Candidate(company=one.name, website=one.domain)))
    ]
    asked = _people(row, companies)
    people = list(Person.objects.filter(asked, merged_into=None).order_by("name", "pk")[: MOST + 1])
    compared = people[:MOST]
    profiles = profiles_of(compared)
    hit = [who for who, seen in zip(compared, profiles, strict=True) if screen.hits(seen)]
    return Met(hit, companies[:MOST], len(likely) > MOST or len(people) > MOST)


COMPANIES = (Subject.DOMAIN, Subject.COMPANY)


def _companies(row: ScreeningEntry) -> QuerySet[Company]:
    if row.kind == Subject.DOMAIN:
        asked = Q(domain=row.normalised) | Q(domain__endswith=f".{row.normalised}")
    else:
        asked = Q(pk=None)
        for start in starts_of_company(row.text):
            asked |= Q(core__contains=start)
    return Company.objects.filter(asked, merged_into=None).order_by("name", "pk")


def _people(row: ScreeningEntry, companies: Sequence[Company]) -> Q:
    theirs = Q(company__in=[one.pk for one in companies])
    addresses = EmailAddress.objects.values("person")
    if row.kind == Subject.EMAIL:
        return Q(pk__in=addresses.filter(hash=read_email(row.text).hash))
    if row.kind == Subject.DOMAIN:
        ends = Q(address__endswith=f"@{row.normalised}") | Q(address__endswith=f".{row.normalised}")
        return theirs | Q(pk__in=addresses.filter(ends))
    if row.kind == Subject.COMPANY:
        return theirs
    return Q(latin__in=_spellings(row.normalised.partition("|")[0]))


def _spellings(latin: str) -> set[str]:
    """Every "family|given" that these words may be, in whichever order they were written."""
    words = latin.split()
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words) + 1)]
    return {f"{a}|{b}" for pair in cuts for a, b in (pair, pair[::-1])}
