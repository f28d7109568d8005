"""The index can be made anew, and is made where it is missing."""

from collections.abc import Callable

import pytest

from leadline.core.actor import AUTOMATION
from leadline.parties.actions.entering import enter_people
from leadline.parties.candidates import read
from leadline.records.models import Record
from leadline.search import actions
from leadline.search.jobs import index_all, make_missing
from leadline.search.models import CompanyWords, PersonWords, RecordWords
from leadline.search.queries import records_with
from leadline.search.tests.conftest import JURGEN, LI_NA, OBRIEN, Cast

Take = Callable[..., list[Record]]


def test_it_is_made_anew_in_slices(
    cast: Cast, take_in: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "SLICE", 2)
    take_in(LI_NA, JURGEN, LI_NA)
    enter_people(AUTOMATION, None, profiles=[read(OBRIEN)])
    counts = [table.objects.count() for table in (RecordWords, PersonWords, CompanyWords)]
    for table in (RecordWords, PersonWords, CompanyWords):
        table.objects.all().delete()
    assert records_with(cast.ben, "lead", "lina", 9) == []
    heard: list[tuple[str, int]] = []
    make_missing(lambda table, last: heard.append((table, last)))
    assert [table.objects.count() for table in (RecordWords, PersonWords, CompanyWords)] == counts
    assert len(records_with(cast.ben, "lead", "lina", 9)) == 2
    assert {table for table, _last in heard} == {"record", "person", "company"}
    heard.clear()
    make_missing(lambda table, last: heard.append((table, last)))
    assert heard == []
    index_all(lambda table, last: heard.append((table, last)))
    assert len(heard) >= 4
