"""Ways in which a list asks the database for a field that is no plain column."""

from collections.abc import Callable

from django.db.models import Exists, Q

from leadline.conditions.context import Context
from leadline.conditions.query import column_q
from leadline.conditions.tree import Among, Contains, Known, Test, YesNo

Query = Callable[[Test, Context], Q]


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
