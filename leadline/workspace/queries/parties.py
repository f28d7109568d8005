"""The people and companies that somebody may see: those of the records that they see."""

from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from leadline.access.models import User
from leadline.access.policy import rights_of
from leadline.parties.models import Company, Person
from leadline.parties.queries.duplicates import people_to_compare
from leadline.records.models import Record

Party = TypeVar("Party", Person, Company)


def people_seen(user: User) -> QuerySet[Person]:
    """Of whom one of the records is seen, or of whom there is none; merged ones stand elsewhere."""
    return _seen(user, Person.objects.filter(merged_into=None), "person")


def companies_seen(user: User) -> QuerySet[Company]:
    """As `people_seen`."""
    return _seen(user, Company.objects.filter(merged_into=None), "company")


def pairs_seen(user: User) -> QuerySet[Any]:
    """Of the people who are probably in twice, the pairs of which both are seen."""
    pairs, sight = people_to_compare(), rights_of(user.pk).sight()
    if sight is not None and sight.everything:
        return pairs
    seen = people_seen(user).values("pk")
    return pairs.filter(newer__in=seen, longer__in=seen)


def people_in_bin(user: User) -> QuerySet[Person]:
    """Of those who lie in the bin, whom this person would see outside it."""
    return _seen(user, Person.with_bin.filter(binned_at__isnull=False), "person")


def companies_in_bin(user: User) -> QuerySet[Company]:
    """As `people_in_bin`."""
    return _seen(user, Company.with_bin.filter(binned_at__isnull=False), "company")


def _seen(user: User, rows: QuerySet[Party], name: str) -> QuerySet[Party]:
    """What belongs to nobody is seen by those who see what their team has.

    A record that lies in the bin says whose they are, too.
    """
    sight = rights_of(user.pk).sight()
    if sight is None:
        return rows.none()
    if sight.everything:
        return rows
    records = Record.with_bin.filter(**{name: OuterRef("pk")})
    seen = Exists(records.filter(sight.condition))
    return rows.filter(seen if sight.teams is None else seen | ~Exists(records))
