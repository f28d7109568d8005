"""Files are read in to their end, whatever a row holds and wherever the process was killed."""

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from leadline.intake import runs
from leadline.intake.models import Arrival, Import, State
from leadline.intake.queries import counts_of
from leadline.intake.runs import run_import
from leadline.intake.tests.files import PEOPLE, STAGED, began, imported, written_to
from leadline.leads.incoming import How
from leadline.parties.models import Person
from leadline.playbooks.models import Published
from leadline.records.models import Record

pytestmark = pytest.mark.usefixtures("playbook")


def many(folder: Path, number: int) -> Path:
    rows = [f"Person {n};p{n}@firm{n}.example;;Registered\n" for n in range(number)]
    return written_to(folder, PEOPLE.split("\n")[0] + "\n" + "".join(rows))


def test_history_is_placed_and_nothing_follows(tmp_path: Path) -> None:
    begun = imported(written_to(tmp_path, PEOPLE), mapping=STAGED)
    record = Record.objects.get()
    assert (record.stage, record.wake_at, str(record.person)) == ("Registered", None, "Li Na")
    assert (begun.state, begun.done_line) == (State.DONE, 2)
    again = imported(written_to(tmp_path, PEOPLE), mapping=STAGED)
    assert counts_of(again) | {"in": 0} == counts_of(begun) | {"in": 0, "created": 0, "joined": 1}
    assert Record.objects.count() == 1


def test_news_wakes_the_playbook(tmp_path: Path) -> None:
    imported(written_to(tmp_path, PEOPLE), How.NEWS, STAGED)
    record = Record.objects.get()
    assert (record.stage, record.wake_at is not None) == ("Registered", True)


def test_s3_08_a_bought_list_lands_raw(tmp_path: Path) -> None:
    imported(written_to(tmp_path, PEOPLE), How.LIST, "columns: {Name: name, E-Mail: e-mail}\n")
    assert Record.objects.get().stage == "Raw"


HOSTILE = [
    "x" * 10_000,
    "<script>alert(1)</script>",
    "=cmd()|'/c calc'!A0",
    "Li\x00Na",
    "'; DROP TABLE records_record; --",
    "\u202eLi Na",
    "🙂" * 300,
]


def test_hostile_names_are_names(tmp_path: Path) -> None:
    rows = "".join(f'"{name}";h{n}@firm{n}.example\n' for n, name in enumerate(HOSTILE))
    begun = imported(
        written_to(tmp_path, "Name;E-Mail\n" + rows),
        How.NEWS,
        "columns: {Name: name, E-Mail: e-mail}",
    )
    assert counts_of(begun)["created"] == len(HOSTILE)
    assert Person.objects.count() == len(HOSTILE)


def test_a_row_that_cannot_be_read_keeps_nobody(tmp_path: Path) -> None:
    text = PEOPLE + ";;;Registered\nTom;tom@x.example;;Nowhere\nEva;eva@x.example;;Raw;;too much\n"
    begun = imported(written_to(tmp_path, text), mapping=STAGED)
    assert counts_of(begun)["created"] == 1
    reasons = (
        Arrival.objects.filter(outcome="rejected").order_by("line").values_list("line", "reason")
    )
    assert [line for line, _reason in reasons] == [3, 4, 5]
    assert "“Nowhere” is no stage here" in reasons[1][1]


def test_a_row_without_its_key_is_rejected(tmp_path: Path) -> None:
    text = PEOPLE + "Tom;;+49 40 555 0100;Registered\n"
    begun = imported(written_to(tmp_path, text), mapping=STAGED, key="e-mail")
    assert (counts_of(begun)["created"], counts_of(begun)["rejected"]) == (1, 1)


def test_an_import_that_was_killed_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "at_once", lambda plenty, few: 10)
    begun, real, calls = began(many(tmp_path, 45), mapping=STAGED), runs.import_rows, []

    def killed(*given: Any, **how: Any) -> None:
        calls.append(True)
        if len(calls) == 3:
            raise SystemExit
        real(*given, **how)

    monkeypatch.setattr(runs, "import_rows", killed)
    with pytest.raises(SystemExit):
        run_import(begun)
    begun.refresh_from_db()
    assert (begun.done_line, begun.state, Record.objects.count()) == (21, State.RUNNING, 20)
    run_import(begun)
    run_import(begun)
    assert Record.objects.count() == counts_of(begun)["in"] == 45


def test_a_clash_is_matched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = runs.import_rows, []

    def clashing(*given: Any, **how: Any) -> None:
        calls.append(True)
        if len(calls) < 3:
            raise OperationalError("deadlock detected")
        real(*given, **how)

    monkeypatch.setattr(runs, "import_rows", clashing)
    assert counts_of(imported(many(tmp_path, 5), mapping=STAGED))["created"] == 5
    assert len(calls) == 3


def test_one_bad_row_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = runs.import_rows

    def breaks(actor: Any, begun: Import, *, lines: Any, last: int) -> None:
        if any(line.row and line.number == 4 for line in lines):
            raise ZeroDivisionError("one over none")
        real(actor, begun, lines=lines, last=last)

    monkeypatch.setattr(runs, "import_rows", breaks)
    begun = imported(many(tmp_path, 5), mapping=STAGED)
    assert (counts_of(begun)["created"], counts_of(begun)["failed"]) == (4, 1)
    assert Arrival.objects.get(outcome="failed").reason == "ZeroDivisionError: one over none"


def test_a_playbook_that_changed_stops_it_with_a_reason(
    tmp_path: Path, playbook: Published
) -> None:
    begun = began(many(tmp_path, 3), mapping=STAGED)
    Published.objects.update(current=None)
    run_import(begun)
    begun.refresh_from_db()
    assert (begun.state, begun.reason) == (
        State.FAILED,
        "The playbook of this way in is not published.",
    )


def test_a_slice_costs_the_same_for_many_rows(
    tmp_path: Path, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "at_once", lambda plenty, few: plenty)
    imported(many(tmp_path, 2), mapping=STAGED)
    few = began(
        written_to(tmp_path, many(tmp_path, 5).read_text().replace("firm", "few")), mapping=STAGED
    )
    with django_assert_max_num_queries(80) as asked:
        run_import(few)
    lots = began(
        written_to(tmp_path, many(tmp_path, 400).read_text().replace("firm", "lot")), mapping=STAGED
    )
    with django_assert_max_num_queries(len(asked) + 2):
        run_import(lots)
