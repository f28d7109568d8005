"""The numbers of a rehearsal, largest difference first, and the ways of one record."""

import io

import pytest

from leadline.automation.actions.rehearsing import rehearse_playbook
from leadline.automation.models import Rehearsal
from leadline.automation.rehearsal import working
from leadline.automation.rehearsal.working import Unreadable, rehearse_due
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.files.store import put
from leadline.playbooks.reader.archive import archive_of
from leadline.records.models import Record
from leadline.workspace.queries.rehearsing import (
    both_ways,
    figure_named,
    records_behind,
    rehearsal_page,
)
from leadline.workspace.tests.conftest import FILES

ASKS = "      mood: [Good, Bad]\n"


def tried(lead: str) -> Rehearsal:
    working._working.clear()
    hash_ = put(io.BytesIO(archive_of({**FILES, "lead.yaml": lead}, "small"))).hash
    row = rehearse_playbook(AUTOMATION, None, name="small", hash=hash_, all=2)
    rehearse_due(clock.now())
    row.refresh_from_db()
    return row


def test_a_text_that_says_the_same_has_no_numbers_that_differ(cast) -> None:
    page = rehearsal_page(tried(FILES["lead.yaml"]))
    assert (page.report.records, page.other, page.groups) == (2, 0, [])
    assert (page.is_done, page.percent, page.title, page.problem) == (True, 100, "Small", "")
    assert "Stage at the end" in [one.title for one in page.unchanged]


def test_what_would_wait_is_told_first_and_opens_its_records(cast) -> None:
    row = tried(FILES["lead.yaml"].replace(ASKS, f"{ASKS}      town: text\n"))
    page = rehearsal_page(row)
    group = page.groups[0]
    assert (group.title, group.is_waiting, group.only_would) == ("Would wait here", True, True)
    [figure] = group.figures
    assert (figure.name, figure.would, figure.records) == ("Asked: town", 2, 2)
    seen = Record.objects.all()
    assert records_behind(row, "wait", "Asked: town", seen).count() == 2
    assert not records_behind(row, "wait", "Asked: town", Record.objects.none()).exists()
    assert figure_named(row, "wait", "Asked: town") == ("Would wait here", "Asked: town")
    with pytest.raises(ValueError, match="nonsense"):
        figure_named(row, "nonsense", "x")


def test_both_ways_of_a_record(cast) -> None:
    row = tried(FILES["lead.yaml"].replace(ASKS, f"{ASKS}      town: text\n"))
    ways = both_ways(row, Record.objects.filter(kind="lead").earliest("pk"))
    assert ways.is_told
    assert ("Would wait here", "Asked: town") in ways.differs
    assert ways.would[-1].step.what.startswith("Would wait here, at “Asked”")


def test_a_text_that_is_gone_is_said(cast) -> None:
    working._working.clear()
    row = rehearse_playbook(AUTOMATION, None, name="small", hash="0" * 64, all=2)
    assert rehearsal_page(row).problem == "The text that was tried is not there any more."
    with pytest.raises(Unreadable):
        both_ways(row, Record.objects.filter(kind="lead").earliest("pk"))
