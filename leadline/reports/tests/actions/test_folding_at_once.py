"""Changes that commit out of order, and two followers at once: each change is counted once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from leadline.reports.actions.folding import fold_next
from leadline.reports.actions.stirring import stir
from leadline.reports.models import Fold, Journey, Stirred, Tally
from leadline.reports.tests.conftest import MONDAY, fold

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.django_db(transaction=True),
]


def test_a_smaller_number_that_commits_later_is_not_lost(cast):
    """The earlier queue entry becomes visible after the later one was folded and deleted."""
    first, second = cast.lead(), cast.lead()
    Stirred.objects.all().delete()
    written, may_commit = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            stir([first.pk])
            written.set()
            assert may_commit.wait(20)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(slow)
        assert written.wait(20)
        with transaction.atomic():
            stir([second.pk])
        fold()
        assert list(Journey.objects.values_list("pk", flat=True)) == [second.pk]
        may_commit.set()
        waiting.result(20)
    fold()
    assert Journey.objects.count() == 2


def test_a_second_follower_goes_away(cast):
    leads = [cast.lead() for _ in range(4)]
    fold()
    stir([one.pk for one in leads])
    with transaction.atomic():
        assert Fold.objects.select_for_update().get()

        def other() -> int:
            try:
                return fold_next(MONDAY)
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(other).result(20) == 0
    assert Stirred.objects.count() == 4
    fold()
    assert Tally.objects.get(
        dimension="", measure="reached", what="Inquiry", is_of_all=True
    ).number == 4  # fmt: skip
