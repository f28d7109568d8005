"""The number beside Today is the one that Today says."""

from leadline.core.clock import now
from leadline.work.actions.finishing import finish_task
from leadline.work.actions.making import task
from leadline.workspace.queries import waiting as module
from leadline.workspace.queries.today import today_page
from leadline.workspace.queries.waiting import waiting


def test_it_counts_what_today_counts(cast):
    assert waiting(cast.mei, now()) == "4"
    assert today_page(cast.mei, now()).headline == "Monday, and 4 things are yours"
    assert waiting(cast.kai, now()) == ""


def test_today_corrects_what_was_remembered(cast):
    assert waiting(cast.mei, now()) == "4"
    made = task(cast.as_mei, cast.lead, what="Ring", assignee=cast.mei)
    assert waiting(cast.mei, now()) == "4"
    today_page(cast.mei, now())
    assert waiting(cast.mei, now()) == "5"
    finish_task(cast.as_mei, cast.lead, task=made)
    today_page(cast.mei, now())
    assert waiting(cast.mei, now()) == "4"


def test_many_are_not_counted_to_the_end(cast, monkeypatch):
    monkeypatch.setattr(module, "COUNTED", 3)
    assert waiting(cast.mei, now()) == "3+"
