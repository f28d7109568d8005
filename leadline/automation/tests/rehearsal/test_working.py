"""The worker leads a rehearsal to its end; cut off, it goes on where it stood."""

import io

import pytest
from django.db import OperationalError

from leadline.automation.actions.rehearsing import rehearse_playbook
from leadline.automation.models import Rehearsal, Rehearsed
from leadline.automation.rehearsal import rehearsing, working
from leadline.automation.rehearsal.working import rehearse_due
from leadline.automation.tests.rehearsal.conftest import FILES, LEAD
from leadline.core.actor import AUTOMATION
from leadline.files.store import put
from leadline.playbooks.reader.archive import archive_of
from leadline.records.models import Record
from leadline.workspace.queries.rehearsing import records_behind


def ask(text: str = LEAD.replace("3 days", "30 days")) -> Rehearsal:
    packed = archive_of({**FILES, "lead.yaml": text}, "small")
    hash_ = put(io.BytesIO(packed)).hash
    return rehearse_playbook(AUTOMATION, None, name="small", hash=hash_, all=2)


def test_it_is_led_to_its_end(firm) -> None:
    row = ask()
    assert rehearse_due(firm.now) == 2
    row.refresh_from_db()
    assert row.finished_at is not None
    assert (row.report["records"], row.report["same"]) == (2, 1)
    found = Rehearsed.objects.filter(about="stage").values_list("record", "name", "would")
    assert sorted(found) == [(firm.small.pk, "Over", 0), (firm.small.pk, "Small", 1)]
    assert rehearse_due(firm.now) == 0


def test_names_that_begin_alike_share_their_rows(firm, monkeypatch) -> None:
    monkeypatch.setattr(working, "NAMED", 1)
    row = ask()
    rehearse_due(firm.now)
    row.refresh_from_db()
    assert row.finished_at is not None
    names = set(Rehearsed.objects.filter(about="stage").values_list("name", flat=True))
    assert names == {"O", "S"}
    seen = Record.objects.all()
    assert [one.record for one in records_behind(row, "stage", "Over", seen)] == [firm.small]


def test_cut_off_it_goes_on_where_it_stood_and_counts_nobody_twice(firm, monkeypatch) -> None:
    monkeypatch.setattr(rehearsing, "SLICE", 1)
    monkeypatch.setattr(working, "TURN", 0)
    row = ask()
    assert rehearse_due(firm.now) == 1
    working._working.clear()  # another process goes on
    row.refresh_from_db()
    assert (row.last, row.finished_at) == (firm.big.pk, None)
    for _turn in range(2):
        rehearse_due(firm.now)
    row.refresh_from_db()
    assert row.report["records"] == 2
    assert row.finished_at is not None


def test_a_text_that_is_gone_is_said(firm) -> None:
    row = rehearse_playbook(AUTOMATION, None, name="small", hash="0" * 64, all=2)
    rehearse_due(firm.now)
    row.refresh_from_db()
    assert row.reason == "The text that was tried is not there any more."
    assert row.finished_at is not None


def test_one_that_breaks_says_so_and_is_not_tried_for_ever(firm, monkeypatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    row = ask()
    with monkeypatch.context() as broken:
        broken.setattr(rehearsing, "views_of", breaks)
        assert rehearse_due(firm.now) == 0
    row.refresh_from_db()
    assert row.reason.startswith("Something went wrong")
    assert rehearse_due(firm.now) == 0


def test_a_database_that_is_away_is_waited_for(firm, monkeypatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError

    row = ask()
    with monkeypatch.context() as broken, pytest.raises(OperationalError):
        broken.setattr(rehearsing, "views_of", away)
        rehearse_due(firm.now)
    assert rehearse_due(firm.now) == 2
    row.refresh_from_db()
    assert row.reason == ""


def test_of_each_number_only_the_first_records_are_listed(firm, monkeypatch) -> None:
    monkeypatch.setattr(working, "LISTED", 0)
    ask()
    rehearse_due(firm.now)
    assert not Rehearsed.objects.exists()
