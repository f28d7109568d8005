"""News is known by its names, and the doors' defaults say what they take for granted."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from leadline.conditions.context import Context
from leadline.core.actor import AUTOMATION, Actor, ActorKind
from leadline.core.schedules import round_the_clock
from leadline.playbooks.definition import Who, WhoKind
from leadline.playbooks.engine.decision import Decision, News, Surroundings, anybody, no_holidays
from leadline.playbooks.engine.state import Lack, Missing, State, Wish

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_an_answer_is_also_known_by_its_fields() -> None:
    news = News(1, "Answered", NOW, data={"answers": {"Running OK": True}})
    assert news.names == {"answered", "running ok answered"}
    assert News(1, "quote sent", NOW, data={"answers": "none"}).answers == {}


def test_only_people_who_log_in_count_as_persons() -> None:
    assert News(1, "x", NOW, Actor(ActorKind.PERSON, 3)).by_person
    assert not News(1, "x", NOW, AUTOMATION).by_person
    assert not News(1, "x", NOW, Actor(ActorKind.CUSTOMER)).by_person


def test_what_is_missing_is_what_holds_the_wish() -> None:
    state = State("Deal", "A", NOW, NOW, NOW)
    assert Decision(state).missing == ()
    lack = Missing(Lack.WORK, "Quote")
    assert Decision(state.but(wish=Wish("B", "l", NOW, missing=(lack,)))).missing == (lack,)


def test_by_default_everybody_may_and_no_holiday_is_known() -> None:
    assert anybody(Who(WhoKind.OWNER), None)
    assert no_holidays("Spring Festival") == ()


def test_a_moment_is_worked_out_once_and_not_kept_any_longer_than_its_surroundings() -> None:
    asked: list[int] = []

    def twice(number: int) -> int:
        asked.append(number)
        return number * 2

    def around() -> Surroundings:
        zone = ZoneInfo("UTC")
        team = round_the_clock(zone)
        return Surroundings(NOW, zone, "record:1", lambda key: team, Context(NOW, zone))

    one = around()
    assert [one.once(twice, 2), one.once(twice, 2), one.once(twice, 3)] == [4, 4, 6]
    assert asked == [2, 3]
    assert around().once(twice, 2) == 4
    assert asked == [2, 3, 2]
