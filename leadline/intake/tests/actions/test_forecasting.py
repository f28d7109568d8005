"""A forecast is asked for with each mapping, and what an older one has found is not kept."""

from pathlib import Path

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.intake.actions.forecasting import ask_for_forecast, note_forecast
from leadline.intake.models import Forecast, Import
from leadline.intake.tests.conftest import NINE
from leadline.intake.tests.files import PEOPLE, STAGED, began, written_to

pytestmark = pytest.mark.usefixtures("playbook")


def note(begun: Import, forecast: Forecast) -> None:
    wrong = [(line, "No.") for line in range(30)]
    note_forecast(
        AUTOMATION, begun, forecast=forecast, rows=40, bad=30, reach=10, done=4,
        told={"letter": {"hello": 4}}, wrong=wrong, reason="", is_finished=False,
    )  # fmt: skip


def test_what_is_known_is_noted_and_forgotten_with_the_mapping(tmp_path: Path) -> None:
    with Driven(NINE) as clock:
        begun = began(written_to(tmp_path, PEOPLE), mapping=STAGED)
        first = ask_for_forecast(AUTOMATION, begun)
        note(begun, first)
        kept = Forecast.objects.get()
        assert (kept.good, kept.done, len(kept.wrong), kept.finished_at) == (10, 4, 10, None)
        clock.advance(seconds=1)
        ask_for_forecast(AUTOMATION, begun)
        note(begun, first)  # by a worker that had begun before
    kept = Forecast.objects.get()
    assert (kept.rows, kept.told, kept.wrong) == (0, {}, [])
