"""The figures of a statement, its month, and whose figures one sees."""

from datetime import UTC, date, datetime

import pytest

from leadline.access.models import Firm, User
from leadline.automation.statement import (
    bounds,
    figures,
    month_of,
    people_seen_by,
    refuse_running,
)
from leadline.core.errors import Refused


def row(result: str, took: int | None = None, attempts: int = 0) -> dict[str, object]:
    return {"result": result, "took_minutes": took, "attempts": attempts}


def test_what_was_decided_counts_and_what_came_to_nothing_does_not() -> None:
    found = figures([row("kept", 10, 1), row("kept", 30, 2), row("late", 500, 6), row("missed"),
                     row("ended", None, 9)])  # fmt: skip
    assert (found.kept, found.late, found.missed, found.ended) == (2, 1, 1, 1)
    assert (found.decided, found.percent, found.minutes, found.attempts) == (4, 50, 30, 1.5)


def test_nothing_decided_is_no_percentage() -> None:
    found = figures([row("ended")])
    assert (found.percent, found.minutes, found.attempts) == (None, None, None)


@pytest.mark.django_db
def test_a_month_is_one_of_the_companys_zone() -> None:
    Firm.objects.create(pk=1, name="Far", zone="Asia/Shanghai")
    assert month_of(datetime(2026, 3, 31, 17, tzinfo=UTC)) == date(2026, 4, 1)
    begin, end = bounds(date(2026, 3, 1))
    assert begin.astimezone(UTC) == datetime(2026, 2, 28, 16, tzinfo=UTC)
    assert end.astimezone(UTC) == datetime(2026, 3, 31, 16, tzinfo=UTC)
    refuse_running(date(2026, 3, 1), end)
    with pytest.raises(Refused):
        refuse_running(date(2026, 3, 1), begin)


@pytest.mark.django_db
def test_one_sees_oneself_and_all_below_also_in_a_circle(mei: User, ben: User) -> None:
    top = User.objects.create(email="top@firm.example", name="Top")
    ben.manager = top
    ben.save()
    assert people_seen_by(mei) == {mei.pk}
    assert people_seen_by(top) == {top.pk, ben.pk, mei.pk}
    top.manager = mei
    top.save()
    assert people_seen_by(ben) == {top.pk, ben.pk, mei.pk}
    Firm.objects.update(shows_people=False)
    assert people_seen_by(top) == frozenset()
