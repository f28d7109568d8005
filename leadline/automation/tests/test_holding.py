from datetime import timedelta

import pytest

from leadline.automation.holding import begin, breathe, hold, is_silent, the_worker
from leadline.automation.tests.conftest import NINE
from leadline.core.models import Event

pytestmark = pytest.mark.django_db


def reasons() -> list[str]:
    return [event.data["reason"] for event in Event.objects.filter(name="worker held")]


def test_the_first_start_goes_on_at_once() -> None:
    begin(NINE, "here")
    assert (the_worker().is_held, the_worker().seen_at, the_worker().place) == (False, NINE, "here")


@pytest.mark.parametrize(
    ("later", "place", "because"),
    [
        (timedelta(minutes=30), "here", ""),
        (timedelta(hours=2), "here", "outage"),
        (timedelta(hours=-1), "here", "clock"),
        (timedelta(minutes=1), "elsewhere", "copy"),
    ],
)
def test_after_an_outage_a_clock_set_back_or_a_copy_a_person_looks_first(
    later: timedelta, place: str, because: str
) -> None:
    begin(NINE, "here")
    begin(NINE + later, place)
    assert the_worker().held_because == because
    assert len(reasons()) == bool(because)


def test_held_stays_held_at_the_next_start_and_keeps_its_reason() -> None:
    begin(NINE, "here")
    begin(NINE, "copy of it")
    begin(NINE + timedelta(days=1), "copy of it")
    assert (the_worker().held_because, the_worker().place) == ("copy", "here")
    assert len(reasons()) == 1


def test_a_breath_says_whether_to_wait() -> None:
    assert breathe(NINE, "here") is False
    hold(NINE, "restore")
    assert breathe(NINE, "here") is True
    assert reasons() == ["a backup was restored"]


def test_two_minutes_without_a_breath_are_silence() -> None:
    assert is_silent(NINE)
    breathe(NINE, "here")
    assert not is_silent(NINE + timedelta(minutes=2))
    assert is_silent(NINE + timedelta(minutes=2, seconds=1))
