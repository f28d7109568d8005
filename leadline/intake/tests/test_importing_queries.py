"""Numbers before and after an import."""

from pathlib import Path

import pytest

from leadline.core.actor import AUTOMATION
from leadline.intake.actions.forecasting import ask_for_forecast
from leadline.intake.forecasting import Forecaster
from leadline.intake.importing_queries import preview_of, result_of
from leadline.intake.models import Forecast
from leadline.intake.tests.files import PEOPLE, STAGED, began, imported, written_to
from leadline.records.models import Record

pytestmark = pytest.mark.usefixtures("playbook")


def test_a_preview_shows_what_is_known_by_now(tmp_path: Path) -> None:
    begun = began(written_to(tmp_path, f"{PEOPLE}Tom;t@x.example;;Nowhere\n"), mapping=STAGED)
    assert preview_of(begun) is None
    forecast = ask_for_forecast(AUTOMATION, begun)
    shown = preview_of(begun)
    assert shown is not None
    assert (shown.is_done, shown.percent, shown.created) == (False, 0, 0)
    Forecaster(forecast).work()
    shown = preview_of(begun)
    assert shown is not None
    assert (shown.is_done, shown.percent, shown.is_part, shown.problem) == (True, 100, False, "")
    assert (shown.created, shown.joined, shown.forecast.bad) == (1, 0, 1)
    assert shown.stages.lines == (("Registered", 1),)
    assert shown.no_mail.lines == (("Nothing says that this person may be written to.", 1),)
    assert shown.letters.total == shown.tasks.total == 0
    assert shown.forecast.wrong[0][0] == 3
    assert not Record.objects.exists()


def test_names_of_people_and_products_stand_as_they_are(tmp_path: Path) -> None:
    begun = began(written_to(tmp_path, PEOPLE), mapping=STAGED)
    forecast = ask_for_forecast(AUTOMATION, begun)
    told = {"task": {"de Vries": 2, "": 1}, "trial": {"eMeter": 1}, "clock": {"first answer": 1}}
    Forecast.objects.filter(pk=forecast.pk).update(told=told)
    shown = preview_of(begun)
    assert shown is not None
    assert shown.tasks.lines == (("de Vries", 2), ("Nobody in particular", 1))
    assert (shown.trials.lines, shown.clocks.lines) == ((("eMeter", 1),), (("First answer", 1),))


def test_a_result_shows_the_first_wrong_rows(tmp_path: Path) -> None:
    result = result_of(imported(written_to(tmp_path, PEOPLE + ";;;Raw\n" * 20), mapping=STAGED))
    assert (result.counts["created"], result.counts["rejected"]) == (1, 20)
    assert (len(result.wrong), result.has_wrong, result.stays) == (10, True, ())
