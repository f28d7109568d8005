"""The forecast of a file is worked out in the background, whatever is in it."""

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.intake import forecasting
from leadline.intake.actions.forecasting import ask_for_forecast
from leadline.intake.forecasting import Forecaster, forecast_due
from leadline.intake.models import Forecast, Import, State
from leadline.intake.tests.conftest import NINE
from leadline.intake.tests.files import began, written_to
from leadline.leads.incoming import How
from leadline.parties.actions.watching import add_screening_entry
from leadline.parties.models import ListName, Subject
from leadline.playbooks.models import Published
from leadline.records.models import Record

pytestmark = pytest.mark.usefixtures("playbook")
LONG = "columns: {Name: name, E-Mail: message}\n"
MAPPING = "columns: {Name: name, E-Mail: e-mail}\n"


def asked(folder: Path, rows: int, more: str = "") -> Forecast:
    lines = [f"Person {n};p{n}@firm{n}.example;\n" for n in range(rows)]
    begun = began(
        written_to(folder, "Name;E-Mail;Extra\n" + "".join(lines) + more), How.NEWS, MAPPING
    )
    Import.objects.update(state=State.READY)
    return ask_for_forecast(AUTOMATION, begun)


def test_a_turn_of_the_worker_is_short_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecasting, "TURN", 0.0)
    monkeypatch.setattr(forecasting, "LINES", 10)
    forecast = asked(tmp_path, 30, ";;x\nPerson 3;p3@firm3.example;\n")
    turns = 0
    while forecast_due(NINE):
        turns += 1
        kept = Forecast.objects.get()
        assert kept.finished_at is not None or turns < 100
    assert turns > 3
    forecast.refresh_from_db()
    assert (forecast.rows, forecast.bad, forecast.reach, forecast.done) == (32, 1, 31, 31)
    assert forecast.told["fate"] == {"created": 30, "joined": 1}
    assert forecast.wrong == [[32, "Nothing here says who this is."]]
    assert not Record.objects.exists()


def test_of_a_long_file_the_first_rows_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecasting, "REACH", 5)
    forecast = asked(tmp_path, 12)
    Forecaster(forecast).work()
    forecast.refresh_from_db()
    assert (forecast.rows, forecast.reach) == (12, 5)
    assert forecast.told["fate"] == {"created": 5}


def test_long_messages_are_not_all_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecasting, "MOST_WRITTEN", 25)
    monkeypatch.setattr("leadline.intake.tests.test_forecasting.MAPPING", LONG)
    forecast = asked(tmp_path, 12)
    Forecaster(forecast).work()
    forecast.refresh_from_db()
    assert (forecast.rows, forecast.reach) == (12, 2)


def test_what_is_the_same_for_all_slices_is_asked_once_a_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The company and the screening lists, however many rows come after the first ones."""
    ban = {"list_name": ListName.BAN, "kind": Subject.EMAIL, "text": "p3@firm3.example"}
    add_screening_entry(AUTOMATION, None, **ban, reason="Spam")
    monkeypatch.setattr(forecasting, "FEWEST", 2)
    monkeypatch.setattr(forecasting, "MOST", 2)
    forecaster = Forecaster(asked(tmp_path, 8))
    with CaptureQueriesContext(connection) as seen:
        forecaster.work()
    assert forecaster.done == 8
    for table in ("access_firm", "parties_screeningentry", "parties_domainkind"):
        asked_of = [one["sql"] for one in seen if f'FROM "{table}"' in one["sql"]]
        assert len(asked_of) == 1, table


def test_a_clash_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = forecasting.rehearse, []

    def clashing(*given: Any) -> Any:
        calls.append(True)
        if len(calls) == 1:
            raise OperationalError("database is locked")
        return real(*given)

    monkeypatch.setattr(forecasting, "rehearse", clashing)
    forecast = asked(tmp_path, 2)
    Forecaster(forecast).work()
    forecast.refresh_from_db()
    assert forecast.told["fate"] == {"created": 2}


def test_of_a_row_that_breaks_it_is_said_that_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = forecasting.rehearse

    def breaks(*given: Any) -> Any:
        if any(row.incoming.candidate.name == "Person 2" for row in given[3]):
            raise ZeroDivisionError
        return real(*given)

    monkeypatch.setattr(forecasting, "rehearse", breaks)
    forecast = asked(tmp_path, 4)
    Forecaster(forecast).work()
    forecast.refresh_from_db()
    assert forecast.told["fate"] == {"created": 3}
    assert forecast.told["unknown"] == {"something went wrong": 1}
    assert forecast.done == 4


def test_what_cannot_be_read_in_is_said(tmp_path: Path) -> None:
    forecast = asked(tmp_path, 1)
    Published.objects.update(current=None)
    assert forecast_due(NINE) == 1
    forecast.refresh_from_db()
    assert forecast.reason == "The playbook of this way in is not published."
    assert forecast_due(NINE) == 0


def test_a_file_that_was_begun_needs_no_forecast(tmp_path: Path) -> None:
    asked(tmp_path, 1)
    Import.objects.update(state=State.RUNNING)
    assert forecast_due(NINE) == 0
