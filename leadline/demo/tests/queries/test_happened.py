import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.demo.moving import Step, begin
from leadline.demo.queries import happened as module
from leadline.demo.queries.happened import happened
from leadline.demo.tests.conftest import Work, asked


def test_before_the_first_move_nothing_has_happened(firm: object) -> None:
    asked("Tom Hale")
    page = happened()
    assert (page.began_at, page.number, list(page.lines)) == (None, 0, [])


def test_every_line_names_its_record_and_says_why(firm: object, work: Work) -> None:
    lead = asked("Tom Hale")
    begin(Step.EVENT)
    work()
    page = happened()
    assert page.until is None
    assert page.number == len(page.lines) > 3
    assert {one.record.pk for one in page.lines} == {lead.pk}
    sent = next(one.entry for one in page.lines if one.entry.sentence.startswith("Sent"))
    assert sent.why is not None
    assert "company-information" in sent.why.rule
    assert sent.why.href.startswith("/playbooks/trial-subscription/")


def test_what_a_trial_and_its_lead_both_tell_is_told_once(firm: object, work: Work) -> None:
    asked("Jonas Berg")
    begin(Step.EVENT)
    work()
    told = [one.entry.sentence for one in happened().lines]
    assert told.count("Trial of Price Watch is being opened") == 1


def test_older_ones_stand_on_the_next_page(
    firm: object, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked("Tom Hale")
    begin(Step.EVENT)
    work()
    whole = [one.entry.sentence for one in happened().lines]
    monkeypatch.setattr(module, "SHOWN", 3)
    first = happened()
    assert first.older is not None
    second = happened(first.older)
    assert [one.entry.sentence for one in (*first.lines, *second.lines)] == whole[:6]


def test_queries_do_not_grow_with_what_happened(firm: object, work: Work) -> None:
    counts = []
    for names in (("Tom Hale",), ("Keiko Mori", "Jonas Berg", "Maria Rossi")):
        begin(Step.EVENT)
        for name in names:
            asked(name)
        work()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            happened()
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4
