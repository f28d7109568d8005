from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from leadline.access.models import User
from leadline.automation.holding import breathe, the_worker
from leadline.automation.models import Worker
from leadline.core import clock
from leadline.core.errors import Refused
from leadline.demo import making, memory
from leadline.demo.tests.conftest import TEN


def silent(said: str) -> None:
    """Nobody listens."""


def test_where_people_work_no_demo_is_made(db: None) -> None:
    User.objects.create(email="real@firm.example", name="Real")
    with pytest.raises(Refused, match="data folder of its own"):
        making.make(silent)
    assert not memory.exists()


def test_where_people_work_nothing_is_thrown_away(db: None) -> None:
    User.objects.create(email="real@firm.example", name="Real")
    with pytest.raises(Refused, match="not a demo"):
        making.begin_anew(silent)
    assert User.objects.count() == 1


def test_nothing_to_throw_away_is_fine(db: None) -> None:
    making.begin_anew(silent)
    assert not memory.exists()


@pytest.mark.django_db(transaction=True)
def test_one_that_was_cut_off_is_made_anew_and_one_that_is_there_stays(settings: Settings) -> None:
    memory.keep()
    User.objects.create(email="half@made.example", name="Half")
    half = Path(settings.DATA) / "mail"
    half.mkdir()
    heard: list[str] = []
    making.make(heard.append, days=1)
    assert "cut off" in heard[0]
    assert not User.objects.filter(email="half@made.example").exists()
    assert memory.recall().is_made
    assert memory.present().astimezone(TEN.tzinfo).strftime("%H:%M") == "10:10"
    heard.clear()
    making.make(heard.append)
    assert heard == []
    making.begin_anew(heard.append)
    assert not memory.exists()
    assert not User.objects.exists()


def test_after_a_night_the_firm_goes_on_where_it_stood_and_nobody_is_held(firm: object) -> None:
    breathe(clock.now(), "another port")
    memory.stand_at(TEN + timedelta(days=1))
    making.wake()
    assert timedelta() <= clock.now() - TEN < timedelta(minutes=1)
    worker = the_worker()
    assert worker.place != "another port"
    assert not Worker.objects.exclude(held_at=None).exists()
