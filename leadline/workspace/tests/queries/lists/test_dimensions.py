"""Each group has its name, and a test that finds its records and no others."""

import pytest
from django.utils.translation import override

from leadline.core.clock import now
from leadline.deals.actions import open_deal
from leadline.parties.models import Company
from leadline.records.actions import give_answers
from leadline.workspace.kinds import KINDS
from leadline.workspace.queries.leads import selection_of
from leadline.workspace.queries.lists.askable import askable_of
from leadline.workspace.queries.lists.dimensions import dimensions_of
from leadline.workspace.queries.lists.report import report_of
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.tests.conftest import gathered


def found(cast, kind, where):
    return selection_of(cast.mei, kind, Wanted(where=where), now()).rows.count()


@pytest.mark.parametrize("kind", ["person", "company"])
def test_people_and_companies_are_grouped_too(cast, kind):
    Company.objects.filter(pk=cast.lead.company_id).update(account_manager=cast.ben)
    managed = selection_of(cast.mei, kind, Wanted(group="account manager"), now())
    lines = report_of(managed, now()).table.lines
    assert [(one.label, one.total.text) for one in lines] == [("Ben Lee", "1"), ("nobody", "1")]
    wanted = Wanted(group="country", by="city")
    report = report_of(selection_of(cast.mei, kind, wanted, now()), now())
    assert report.table.total.number == 2
    assert [name for name, _words in report.measures] == ["count", "share"]
    for one in report.dimensions:
        rows = selection_of(cast.mei, kind, Wanted(), now()).rows
        for value in set(rows.values_list(one.path, flat=True)):
            same = rows.filter(**{one.path: value}).count()
            assert found(cast, kind, one.test(one.key(value))) == same


@pytest.mark.parametrize("kind", ["lead", "deal"])
def test_the_test_of_a_group_finds_its_records(cast, kind):
    open_deal(cast.as_mei, cast.lead)
    give_answers(cast.as_mei, cast.lead, answers={"mood": "Good", "our guess": "Buys “soon” " * 60})
    gathered("mood", "our guess", "reason", "website")
    dimensions = dimensions_of(KINDS[kind], askable_of(kind))
    assert set(dimensions) >= {"stage", "owner", "team", "country", "state", "month"}
    rows = selection_of(cast.mei, kind, Wanted(), now()).rows
    for one in dimensions.values():
        joined, path = one.over(rows, "by_it")
        values = joined.order_by().values_list(path, flat=True)
        keys = [one.key(value) for value in values]
        for key in set(keys):
            assert found(cast, kind, one.test(key)) == keys.count(key), (one.name, key)


def test_groups_are_called_by_what_people_know(cast):
    dimensions = dimensions_of(KINDS["lead"], askable_of("lead"))
    assert dimensions["owner"].say(cast.mei.pk) == "Mei Chen"
    assert dimensions["owner"].say(None) == "nobody"
    assert dimensions["stage"].say("Asked") == "Asked"
    assert dimensions["country"].say(None) == "unknown"
    assert dimensions["state"].say("won") == "Won"
    month = dimensions["month"]
    assert month.test(month.key(cast.lead.opened_at)) == "opened in March 2026"
    with override("zh-hans"):
        assert month.say(month.key(cast.lead.opened_at)) == "2026年3月"


def test_answers_are_called_as_they_were_given(cast):
    dimensions = dimensions_of(KINDS["lead"], askable_of("lead"))
    assert dimensions["mood"].say("good") == "Good"
    assert dimensions["mood"].test("good") == "mood is Good"
    assert dimensions["our guess"].say("ten users") == "Ten users"
    assert dimensions["mood"].say(None) == "unknown"
    assert "size" not in dimensions  # hardly two leads have the same number
    with override("zh-hans"):
        zh = dimensions_of(KINDS["lead"], askable_of("lead"))["mood"]
        assert (zh.label, zh.say("good")) == ("心情", "好")


def test_stages_stand_in_the_order_of_the_process(cast):
    order = dimensions_of(KINDS["lead"], askable_of("lead"))["stage"].order
    assert sorted(["Ended well", "Shown", "Asked"], key=order) == ["Asked", "Shown", "Ended well"]
