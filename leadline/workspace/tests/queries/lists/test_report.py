"""Every list is a report of exactly the records that it lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from leadline.core.clock import now
from leadline.core.money import Money
from leadline.deals.actions import open_deal, set_amount
from leadline.workspace.queries.leads import selection_of
from leadline.workspace.queries.lists import report
from leadline.workspace.queries.lists.report import MEASURES, report_of
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.tests.conftest import many, take_in


def reported(cast, user=None, kind="lead", **wanted):
    return report_of(selection_of(user or cast.mei, kind, Wanted(**wanted), now()), now())


def lines(found):
    return [(line.label, line.total.text) for line in found.table.lines]


def test_a_list_is_grouped(cast):
    assert lines(reported(cast)) == [("Asked", "2")]
    assert lines(reported(cast, group="country")) == [("CN", "1"), ("unknown", "1")]
    found = reported(cast, group="country", by="owner", measure="share")
    assert found.table.columns == ["Mei Chen"]
    assert found.table.lines[0].figures[0].text == "50.0 %"
    assert found.heading == "Share"


def test_only_what_one_may_see_is_counted(cast):
    assert lines(reported(cast, cast.kai)) == []
    assert lines(reported(cast, where='country is "CN"')) == [("Asked", "1")]


def test_each_number_opens_its_records(cast):
    found = reported(cast, where="is open or is closed", group="country", by="stage")
    for line in found.table.lines:
        for figure in line.figures:
            wanted = Wanted.parse(figure.href.removeprefix("?"))
            assert wanted.where.startswith("(is open or is closed) and country ")
            assert selection_of(cast.mei, "lead", wanted, now()).rows.count() == figure.number == 1


def test_amounts_are_summed_by_currency(cast):
    for lead, amount in ((cast.lead, Money(10_000, "EUR")), (cast.other, Money(700, "USD"))):
        set_amount(cast.as_mei, open_deal(cast.as_mei, lead), amount=amount)
    found = reported(cast, kind="deal", group="owner", measure="sum")
    assert lines(found) == [("Mei Chen", "100.00 EUR + 7.00 USD")]
    assert found.heading == "Sum: Amount"
    assert [name for name, _label in reported(cast).measured] == ["days open", "days in stage"]


def test_time_is_measured_in_days(cast, clock):
    clock.advance(days=3)
    assert lines(reported(cast, measure="median", of="days open")) == [("Asked", "3.0")]
    assert lines(reported(cast, measure="sum", of="days in stage")) == [("Asked", "6.0")]


def test_the_newest_are_counted_until_all_are_asked_for(cast, monkeypatch):
    monkeypatch.setattr(report, "COUNTED", 1)
    found = reported(cast, group="country")
    assert (found.is_partial, lines(found)) == (True, [("unknown", "1")])
    found = reported(cast, group="country", exact=True)
    assert (found.is_partial, len(found.table.lines)) == (False, 2)


@pytest.mark.parametrize("wanted", [{"group": "nonsense", "by": "stage"}, {"measure": "x"}])
def test_what_does_not_exist_is_left_out(cast, wanted):
    found = reported(cast, **wanted)
    assert (found.group.name, found.by, found.measure) == ("stage", None, "count")


def test_more_records_cost_no_more_queries(cast, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        reported(cast, group="owner", by="source")
    take_in(cast.version, *many(12))
    with django_assert_num_queries(len(few)):
        assert reported(cast, group="owner", by="source").table.total.text == "14"


def test_a_chinese_report_counts_and_does_not_number():
    with translation.override("zh-hans"):
        assert str(MEASURES["count"]) == "数量"
