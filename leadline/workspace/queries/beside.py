"""What stands beside an entry of the navigation: counted to 500 along an index, once a minute."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from leadline.access.models import User
from leadline.access.policy import rights_of
from leadline.intake.models import Arrival, Outcome
from leadline.records.models import Record
from leadline.workspace.queries.parties import pairs_seen

COUNTED = 500
KEPT_SECONDS = 60
UNDECIDED = (Outcome.QUARANTINED, Outcome.FAILED)


def numbers_beside(user: User) -> dict[str, str]:
    """By page: what waits there for somebody, and how many open leads and deals are one's own.

    "12", "500+"; "" where there is nothing.
    """
    key = f"beside:{user.pk}"
    found = cache.get(key)
    if not isinstance(found, dict):
        found = {page: _number(rows(user)) for page, rows in ROWS.items()}
        cache.set(key, found, KEPT_SECONDS)
    return found


def _number(rows: QuerySet[Any]) -> str:
    number = rows.order_by()[: COUNTED + 1].count()
    return f"{COUNTED}+" if number > COUNTED else str(number or "")


def _undecided(user: User) -> QuerySet[Any]:
    """What came in and is nobody's yet: for those who see what belongs to nobody."""
    rows, sight = Arrival.objects.filter(outcome__in=UNDECIDED), rights_of(user.pk).sight()
    sees = sight is not None and (sight.everything or sight.teams is not None)
    return rows if sees else rows.none()


def _own(kind: str) -> Callable[[User], QuerySet[Any]]:
    return lambda user: Record.objects.filter(owner=user, kind=kind, outcome="")


ROWS: Mapping[str, Callable[[User], QuerySet[Any]]] = {
    "leads": _own("lead"),
    "deals": _own("deal"),
    "arrivals": _undecided,
    "duplicates": pairs_seen,
}
