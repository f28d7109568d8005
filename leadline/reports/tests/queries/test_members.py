"""The leads behind a number, and only those that one may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.records.actions import assign
from leadline.reports.cells import REACHED
from leadline.reports.queries.asked import Asked
from leadline.reports.queries.members import Wanted, heading_of, members, members_page
from leadline.reports.tests.conftest import fold


def test_pages_follow_each_other(cast):
    leads = [cast.lead() for _ in range(5)]
    fold()
    first = members_page(cast.ben, Asked(), Wanted(), rows=3)
    second = members_page(cast.ben, Asked(), Wanted(before=first.older), rows=3)
    shown = [one.record.pk for page in (first, second) for one in page.members]
    assert shown == sorted((one.pk for one in leads), reverse=True)
    assert second.older is None


def test_who_has_just_changed_hands_is_not_shown(cast):
    lead = cast.lead(owner=cast.kai)
    fold()
    assert len(members_page(cast.kai, Asked(), Wanted()).members) == 1
    assign(AUTOMATION, lead, owner=cast.ben)
    assert members_page(cast.kai, Asked(), Wanted()).members == []


@pytest.mark.parametrize(("measure", "what"), [("nonsense", "x"), (REACHED, "x"), ("", "")])
def test_what_nobody_counts_has_no_leads(cast, measure, what):
    cast.lead()
    fold()
    assert not members(cast.ben, Asked(), Wanted(measure, what)).exists()


def test_headings_say_what_they_have_in_common():
    assert heading_of(Wanted(REACHED, "SQL")) == "Reached SQL"
    assert heading_of(Wanted("move", "MQL>SAL")) == "Went MQL → SAL"
    assert heading_of(Wanted("unusual", "back")) == "Went back"
    assert heading_of(Wanted("rejected", "100 %")) == "Sent back: 100 %"
    assert heading_of(Wanted("x", "y")) == "Nothing counts this"


@pytest.mark.parametrize("number", [1, 7])
def test_any_number_takes_as_many_queries(cast, number):
    for _ in range(number):
        cast.lead()
    fold()
    members_page(cast.ben, Asked(), Wanted())
    with CaptureQueriesContext(connection) as seen:
        members_page(cast.ben, Asked(), Wanted())
    assert len(seen) == 7  # four of them for what one may see
