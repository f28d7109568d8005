"""What leads have answered is filtered, sorted, grouped, shown and exported, through the pages."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from leadline.core.actor import AUTOMATION
from leadline.core.clock import now
from leadline.records.actions import give_answers
from leadline.records.models import AskedField, Record
from leadline.workspace.actions.views import make_view, pin_view
from leadline.workspace.queries import leads
from leadline.workspace.queries.leads import pinned_of, records_for
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.tests.conftest import gathered, many, take_in

GOOD = "/leads/?where=mood+is+Good"


@pytest.fixture
def answered(cast):
    """Li Na is in a good mood and needs 9, Jonas in a bad one and 1,000; nobody has asked lists."""
    given = ((cast.lead, "Good", 9), (cast.other, "Bad", 1000))
    for record, mood, size in given:
        give_answers(AUTOMATION, record, answers={"mood": mood, "size": Decimal(size)})
    return cast


def titles(cast, **wanted):
    return [row.title for row in records_for(cast.mei, "lead", Wanted(**wanted), now()).rows]


def test_a_list_that_asks_first_is_prepared_and_never_wrong(answered, page, client):
    text = page(answered.mei, GOOD)
    assert "This list is being prepared" in text
    assert "Mood: 0 % gathered" in text
    assert "Li Na" not in text
    assert AskedField.objects.get().name == "mood"
    assert titles(answered, where="mood unknown") == []  # not all of them, as an empty index says
    for path in ("board/", "report/", "calls/"):
        assert client.get(f"/leads/{path}?where=mood+is+Good").url == GOOD
    for path in ("bulk/", "export/"):
        assert client.post(f"/leads/{path}", {"query": "where=mood+is+Good"}).url == GOOD
    gathered("mood")
    text = page(answered.mei, GOOD)
    assert "Li Na" in text
    assert "Jonas" not in text
    assert "Mood is Good" in text or "mood is Good" in text


def test_a_pinned_view_shows_no_wrong_number(answered):
    view = make_view(answered.as_mei, answered.mei, kind="lead", name="Good", query=GOOD[8:])
    pin_view(answered.as_mei, answered.mei, view=view)
    assert [one.number for one in pinned_of(answered.mei, now())] == ["…"]
    gathered("mood")
    assert [one.number for one in pinned_of(answered.mei, now())] == ["1"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("mood is not Good", ["Jonas Weber"]),
        ("size above 9", ["Jonas Weber"]),
        ("size at least 9 and mood one of Good, Bad", ["Jonas Weber", "Li Na"]),
        ("size unknown or mood is Good", ["Li Na"]),
        ('our guess is "x"', []),
    ],
)
def test_answers_are_asked_about(answered, where, found):
    gathered("mood", "size", "our guess")
    assert titles(answered, where=where) == found


def test_what_changes_is_found_at_once(answered):
    gathered("mood")
    give_answers(AUTOMATION, answered.other, answers={"mood": "Good"})
    assert titles(answered, where="mood is Good") == ["Jonas Weber", "Li Na"]


def test_a_filter_by_clicks_offers_the_choices(answered, page, client):
    text = page(answered.mei, "/leads/?add=mood")
    assert '<option value="Good">Good</option>' in text
    answer = client.get("/leads/?add=mood&how=is&value=Good")
    assert answer.url == "/leads/?where=mood+is+Good"


def test_a_list_is_sorted_by_an_answer_a_page_at_a_time(answered, monkeypatch):
    take_in(answered.version, *many(3))
    gathered("size")
    monkeypatch.setattr(leads, "ROWS", 2)
    for sort, first in (("size", ["Li Na", "Jonas Weber"]), ("-size", ["Jonas Weber", "Li Na"])):
        found, mark = [], ""
        for _page in range(3):
            shown = records_for(answered.mei, "lead", Wanted(sort=sort, before=mark), now())
            found, mark = found + [row.title for row in shown.rows], shown.older
        assert mark == ""
        assert found[:2] == first
        assert len(set(found)) == 5
    assert titles(answered, sort="size", where="size above 9") == ["Jonas Weber"]


def test_a_heading_sorts(answered, page):
    view = make_view(
        answered.as_mei, answered.mei, kind="lead", name="X", query="", columns=["size"]
    )
    text = page(answered.mei, f"/leads/?view={view.pk}")
    assert "sort=-size" in text


def test_a_report_is_grouped_by_two_answers(answered, page, client):
    gathered("mood", "our guess")
    text = page(answered.mei, "/leads/report/?group=mood&by=our+guess")
    assert "Number, by Mood and Our guess" in text
    assert "where=mood+is+Good+and+our+guess+unknown" in text
    table = client.get("/leads/report/?group=mood&format=csv").content.decode("utf-8-sig")
    assert table.splitlines() == ["Mood,Number", "Bad,1", "Good,1", "All,2"]


def test_a_file_has_the_answers(answered, client):
    gathered("mood")
    view = make_view(
        answered.as_mei, answered.mei, kind="lead", name="X", query="", columns=["mood", "size"]
    )
    client.force_login(answered.ben)
    view.shared = "all"
    view.save()
    given = {"query": f"view={view.pk}&where=mood+is+Good", "format": "xlsx"}
    content = b"".join(client.post("/leads/export/", given).streaming_content)
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows == [["Name", "Mood", "Size"], ["Li Na", "Good", 9.0]]


def test_more_rows_cost_no_more_queries(answered, django_assert_num_queries):
    gathered("mood", "size")
    asked = {"where": "mood known or mood unknown", "sort": "size"}
    with CaptureQueriesContext(connection) as few:
        titles(answered, **asked)
    take_in(answered.version, *many(20))
    for record in Record.objects.filter(title__startswith="Person"):
        give_answers(AUTOMATION, record, answers={"mood": "Good", "size": Decimal(4)})
    with django_assert_num_queries(len(few)):
        assert len(titles(answered, **asked)) == 22


def test_the_index_is_not_asked_where_nobody_asks_about_answers(answered):
    gathered("mood")
    with CaptureQueriesContext(connection) as queries:
        titles(answered, where="is open", sort="name")
    text = " ".join(one["sql"] for one in queries)
    assert "asked" not in text
    assert "answerindex" not in text
