from datetime import timedelta

from leadline.conditions.declared import declared_fields
from leadline.leads.tests.conftest import NINE, li_na, somebody, take_in
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record
from leadline.records.view import views_of

NAMES = ("source", "campaign", "landing page", "received", "came back")


def test_a_lead_tells_where_it_came_from_and_whether_it_came_back(version: Version) -> None:
    [first] = take_in(version, li_na(campaign="Spring", landing_page="/trial"))
    Record.objects.filter(pk=first.record.pk).update(outcome="lost")
    take_in(version, li_na(), somebody(1, source=""), at=NINE + timedelta(days=1))
    records = list(Record.objects.order_by("pk"))
    views = views_of(records, NAMES, definition_of(version.pk).catalogue)
    assert [view["source"] for view in views] == ["Web", "Web", None]
    assert [view["came back"] for view in views] == [False, True, False]
    assert (views[0]["campaign"], views[0]["landing page"]) == ("Spring", "/trial")
    assert (views[1]["campaign"], views[0]["received"]) == (None, NINE)


def test_a_record_of_another_kind_has_none_of_it(version: Version) -> None:
    [first] = take_in(version, li_na())
    deal = Record(pk=first.record.pk + 1, kind="deal")
    source = declared_fields()["source"]
    assert source.load is not None
    assert source.values(source.load([deal])) == [None]
