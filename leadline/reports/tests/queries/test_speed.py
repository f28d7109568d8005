"""How long leads waited for the first call."""

from leadline.access.actor import person
from leadline.reports.queries.asked import Asked
from leadline.reports.queries.speed import speed_page
from leadline.reports.tests.conftest import fold
from leadline.work.actions.calls import log_call
from leadline.work.results import CallResult


def test_the_first_call_counts_and_who_was_not_called_is_listed(cast, page):
    for minutes in (3, 20, 20, 600):
        lead = cast.lead()
        for _ in range(2):
            cast.clock.advance(minutes=minutes)
            log_call(person(cast.mei), lead, result=CallResult.BUSY)
    cast.lead()
    fold()
    found = speed_page(cast.ben, Asked())
    bars = {one.label: (one.number, one.running) for one in found.bars if one.number}
    assert bars == {
        "under 5 minutes": (1, "25.0 %"),
        "15 minutes to 30 minutes": (2, "75.0 %"),
        "8 hours to 24 hours": (1, "100.0 %"),
    }
    assert (found.number, found.untouched, found.median) == (4, 1, "20 minutes")
    assert found.quantiles.is_exact
    assert page(cast.ben, "/insight/leads/?measure=speed&what=none").count("<tr data-row>") == 1
    assert page(cast.ben, "/insight/leads/?measure=speed&what=900-1800").count("<tr data-row>") == 2
