"""Counted page views are told with a constant number of queries, and a bot is cut off."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import CUSTOMER
from leadline.core.clock import Driven
from leadline.core.models import Event
from leadline.intake import jobs
from leadline.intake.actions.viewing import MOST_A_DAY, count_page_views
from leadline.intake.jobs import tell_viewed
from leadline.intake.models import Door, PageView
from leadline.intake.tests.conftest import NINE
from leadline.intake.tests.test_site import WORDS, leads
from leadline.intake.tests.test_site import door as door  # the fixture
from leadline.records.models import Record

NAMES = ["Li Na", "Wang Fang", "Ada King", "Jonas Weber", "Mia Novak", "Omar Haddad",
         "Kofi Mensah", "Ines Duarte", "Noa Levi", "Per Holm", "Yuki Sato", "Tom Reed"]  # fmt: skip


def view(record: Record, door: Door, **views: int) -> int:
    paths = {f"/{name}": number for name, number in views.items()}
    return count_page_views(CUSTOMER, record, door=door, views=paths, wording=WORDS)


def test_ten_visits_are_told_with_as_many_queries_as_two(door: Door) -> None:
    records = leads(door, *NAMES)

    def cost(some: list[Record], at: Driven) -> int:
        for record in some:
            view(record, door, pricing=2, docs=1)
        at.at += timedelta(hours=1)
        with CaptureQueriesContext(connection) as asked:
            assert tell_viewed(at.at) == len(some)
        return len(asked)

    with Driven(NINE) as at:
        assert cost(records[:2], at) == cost(records[2:], at)


def test_a_bot_is_cut_off_and_a_long_list_is_cut(door: Door) -> None:
    [lead] = leads(door, "Li Na")
    with Driven(NINE) as at:
        assert view(lead, door, a=499, b=1, c=3) == MOST_A_DAY
        assert view(lead, door, a=1) == 0
        at.at += timedelta(days=1)
        assert view(lead, door, **dict.fromkeys("abcdefg", 1)) == 7
        at.at += timedelta(hours=1)
        tell_viewed(at.at)
    told = Event.objects.get(name="pages viewed")
    assert told.data["pages"] == "/a × 500, /b × 2, /c, /d, /e, …"
    assert sum(PageView.objects.values_list("told", flat=True)) == 507


def test_visits_that_go_on_keep_nobody_else_waiting(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "at_once", lambda plenty, few: 1)
    going_on, over = leads(door, "Li Na", "Wang Fang")
    with Driven(NINE) as at:
        view(going_on, door, docs=1)
        at.at += timedelta(minutes=1)
        view(over, door, docs=1)
        at.at += timedelta(minutes=39)
        view(going_on, door, pricing=1)
        assert tell_viewed(at.at) == 1
        assert tell_viewed(at.at) == 0
        at.at += timedelta(hours=1)
        assert tell_viewed(at.at) == 1
    told = Event.objects.filter(name="pages viewed").order_by("pk")
    assert [one.stream_id for one in told] == [over.pk, going_on.pk]


@pytest.mark.django_db
def test_a_record_of_nobody_is_not_counted(door: Door) -> None:
    alone = Record.objects.create(kind="lead", title="?", opened_at=NINE, entered_at=NINE)
    assert view(alone, door, a=1) == 0
