"""Counting anew ends in the same numbers."""

from leadline.reports.actions.recounting import recount
from leadline.reports.models import Journey, Tally
from leadline.reports.tests.actions.test_folding import tallies
from leadline.reports.tests.conftest import MONDAY, fold


def test_all_is_counted_anew(cast):
    for _ in range(3):
        cast.go(cast.lead(), "MAQL")
    fold()
    before = tallies()
    Tally.objects.update(number=7)
    heard: list[int] = []
    assert recount(MONDAY, heard.append) == 3
    assert tallies() == before
    assert heard[-1] == 0
    assert Journey.objects.count() == 3
