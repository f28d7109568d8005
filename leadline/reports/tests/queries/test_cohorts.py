"""Cohorts by month, source, campaign, owner and calls."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.reports.queries import cohorts
from leadline.reports.queries.asked import Asked
from leadline.reports.queries.cohorts import cohorts_page
from leadline.reports.tests.conftest import fold
from leadline.work.actions.calls import log_call
from leadline.work.results import CallResult


@pytest.fixture
def leads(cast):
    cast.go(cast.lead(source="Fair", campaign="Spring"), "MAQL", "MQL")
    cast.lead(source="Web", owner=cast.ben)
    cast.clock.advance(days=35)
    log_call(person(cast.mei), cast.lead(source="Fair"), result=CallResult.BUSY)
    fold()


def told(cast, by, **about):
    lines = cohorts_page(cast.ben, Asked(**about), by).lines
    return [(one.label, [figure.number for figure in one.figures]) for one in lines]


@pytest.mark.parametrize(
    ("by", "lines"),
    [
        ("month", [("April 2026", [1, 0, 0]), ("March 2026", [2, 1, 1])]),
        ("source", [("Fair", [2, 1, 1]), ("Web", [1, 0, 0])]),
        ("campaign", [("unknown", [2, 0, 0]), ("spring", [1, 1, 1])]),
        ("owner", [("Mei Chen", [2, 1, 1]), ("Ben Lee", [1, 0, 0])]),
        ("attempts", [("0", [2, 1, 1]), ("1", [1, 0, 0])]),
        ("nonsense", [("April 2026", [1, 0, 0]), ("March 2026", [2, 1, 1])]),
    ],
)
def test_s3_31_cohorts(cast, leads, by, lines):
    assert told(cast, by) == lines


def test_lines_without_room_are_in_the_total(cast, leads, monkeypatch):
    monkeypatch.setattr(cohorts, "MOST", 1)
    page = cohorts_page(cast.ben, Asked(), "source")
    assert (len(page.lines), page.hidden, page.total.number) == (1, 1, 3)


def test_each_cell_opens_its_leads_and_each_line_its_funnel(cast, leads, page):
    text = page(cast.ben, "/insight/cohorts/?by=attempts")
    assert "attempts=1" in text
    assert page(cast.ben, "/insight/leads/?measure=reached&what=Inquiry&attempts=1").count(
        "<tr data-row>"
    ) == 1  # fmt: skip
    assert re.search(r'href="/insight/\?source=\d+"', page(cast.ben, "/insight/cohorts/?by=source"))


def test_two_queries_whatever_there_is(cast, leads):
    cohorts_page(cast.ben, Asked(), "source")
    with CaptureQueriesContext(connection) as seen:
        cohorts_page(cast.ben, Asked(), "source")
    assert len([one for one in seen if "reports_" in one["sql"] or "source" in one["sql"]]) == 2
