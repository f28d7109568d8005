"""Today says how much there is and what comes first, and asks no more queries for more of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from leadline.core.clock import now
from leadline.service.actions import open_trial
from leadline.work.actions.making import task
from leadline.work.models import Notice, NoticeKind
from leadline.workspace.queries.today import in_words, panel_of_today, today_page
from leadline.workspace.tests.conftest import MONDAY, many, take_in


def test_the_day_in_a_sentence(cast):
    page = today_page(cast.mei, now())
    assert page.headline == "Monday, and 4 things are yours"
    assert page.sentence == "2 are on the clock. The first one is due in 24 hours."
    assert [section.heading for section in page.sections] == ["On the clock", "Today"]
    assert page.sections[0].items[0].here
    assert page.panel.record == cast.lead


def test_what_was_chosen_stands_beside(cast):
    errand = open_trial(cast.as_mei, cast.other).errands.get()
    page = today_page(cast.mei, now(), f"e{errand.pk}")
    assert page.panel.errand == errand
    assert page.panel.record == cast.other
    assert [one.here for section in page.sections for one in section.items].count(True) == 1
    assert today_page(cast.mei, now(), "e999").panel.key == f"r{cast.lead.pk}"


def test_the_panel_alone_is_that_of_the_page_and_costs_less(cast):
    open_trial(cast.as_mei, cast.other)
    keys = [item.key for section in today_page(cast.mei, now()).sections for item in section.items]
    assert {key[0] for key in keys} == {"e", "r", "t"}
    for key in [*keys, "e999", "t99999999999999999999", "", "x"]:
        with CaptureQueriesContext(connection) as whole:
            panel = today_page(cast.mei, now(), key).panel
        with CaptureQueriesContext(connection) as part:
            alone = panel_of_today(cast.mei, key, now())
        assert (alone.key, alone.title, alone.record) == (panel.key, panel.title, panel.record)
        assert key not in keys or len(part) < len(whole)


def test_no_panel_of_what_others_have_to_do(cast):
    theirs = panel_of_today(cast.mei, f"r{cast.lead.pk}", now())
    assert theirs.record == cast.lead
    own = panel_of_today(cast.kai, f"r{cast.lead.pk}", now())
    assert own is None or own.record != cast.lead


def test_what_is_late_says_so(cast, clock):
    clock.advance(days=2)
    page = today_page(cast.mei, now())
    assert page.sentence == "2 are on the clock. 2 are late."
    assert page.sections[0].items[0].tag == "24 hours late"


def test_an_empty_day(cast):
    page = today_page(cast.kai, now())
    assert page.headline == "Monday, and nothing waits for you"
    assert page.is_empty
    assert page.panel is None


def test_a_task_elsewhere_is_shown_to_whom_it_was_given(cast):
    task(cast.as_mei, cast.lead, what="Repair it", assignee=cast.kai)
    page = today_page(cast.kai, now())
    assert page.headline == "Monday, and one thing is yours"
    assert page.panel.task.row.heading == "Repair it"


def test_more_to_do_costs_no_more_queries(cast, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        today_page(cast.mei, now())
    take_in(cast.version, *many(15))
    with django_assert_num_queries(len(few)):
        assert today_page(cast.mei, now()).headline.startswith("Monday, and 34 things")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(12, "12 minutes"), (1, "1 minute"), (190, "3 hours"), (60 * 72, "3 days"),
     (-65, "1 hour late")],
)  # fmt: skip
def test_time_is_told_in_its_largest_unit(minutes, words):
    assert in_words(MONDAY + timedelta(minutes=minutes), MONDAY) == words


def test_news_is_told_in_the_readers_words(cast):
    Notice.objects.create(
        user=cast.mei, record=cast.lead, kind=NoticeKind.TOLD, given_at=now(),
        data={"title": "Li Na", "stage": "Asked"},
    )  # fmt: skip
    with translation.override("zh-hans"):
        assert "已询问" in today_page(cast.mei, now()).notices[0].sentence
    assert "Asked" in today_page(cast.mei, now()).notices[0].sentence
