"""Ways in which a list asks the database for a field that is no plain column."""

from collections.abc import Callable

from django.db.models import Exists, Q

from leadline.conditions.context import Context
from leadline.conditions.query import column_q
from leadline.conditions.tree import Among, Contains, Known, Test, YesNo
from leadline.parties.models import Person

Query = Callable[[Test, Context], Q]
FEW = 500  # people of one country


def holds(condition: Q | Callable[[], Q | Exists]) -> Query:
    """Of a field that is always known; a condition that depends on the day is worked out anew."""

    def query(test: Test, context: Context) -> Q:
        found = Q(condition() if callable(condition) else condition)
        if isinstance(test, YesNo):
            return found if test.held else ~found
        return ~Q(pk__in=[])

    return query


def as_written(column: str) -> Query:
    """Of a column whose text was never normalised."""

    def query(test: Test, context: Context) -> Q:
        known = column_q(Known(test.field, known=True), context, column)
        if isinstance(test, Among):
            found = Q(pk__in=[])
            for value in test.values:
                found |= Q(**{f"{column}__iexact": value})
        elif isinstance(test, Contains):
            found = Q(**{f"{column}__icontains": test.text})
        else:
            return column_q(test, context, column)
        return known & (~found if test.negated else found)

    return query


def country_of_person(test: Test, context: Context) -> Q:
    """Of a record's person; countries are kept as codes in capitals.

    Who is from a rare one is looked up first, since a list would else walk through all its records
    in vain; those of a frequent one are met soon on the way.
    """
    if not isinstance(test, Among):
        return as_written("person__country")(test, context)
    codes = _codes(test)
    if test.negated:
        return ~Q(person__country="") & Q(person__isnull=False) & ~Q(person__country__in=codes)
    people = Person.objects.filter(country__in=codes).values_list("pk", flat=True)
    few = list(people[: FEW + 1])
    return Q(person__in=few) if len(few) <= FEW else Q(person__country__in=codes)


def country(test: Test, context: Context) -> Q:
    """Of a person or company itself, by the index."""
    if not isinstance(test, Among):
        return as_written("country")(test, context)
    codes = _codes(test)
    return ~Q(country="") & ~Q(country__in=codes) if test.negated else Q(country__in=codes)


def _codes(test: Among) -> list[str]:
    return [str(value).upper() for value in test.values]
