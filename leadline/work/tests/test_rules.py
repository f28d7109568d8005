"""The rules of tasks, mentions and promises, as tables."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from leadline.core.durations import parse_duration
from leadline.core.schedules import round_the_clock
from leadline.playbooks.definition import Place, Question, Who, WhoKind
from leadline.work import rules
from leadline.work.models import TaskKind

PLACE = Place("lead.yaml", 1)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "visit"),
    [
        ("record:7/3/New: task/event 4", 3),
        ("record:7/3/work Decide/1", 3),
        ("record:7/everywhere: call/event 4", None),
        ("record:7/clock first response/1/clock warned", None),
        ("once/Trial lead/deal=3/line", None),
        ("record:7/3", None),
        (None, None),
    ],
)
def test_a_key_names_the_visit_that_its_task_ends_with(key: str, visit: int | None) -> None:
    assert rules.visit_of(key) == visit


def test_a_key_belongs_to_its_piece_of_work() -> None:
    whole = ("record:7/3/work A/1",)
    assert rules.is_of("record:7/3/work A/1", whole)
    assert rules.is_of("record:7/3/work A/1/call Them", whole)
    assert not rules.is_of("record:7/3/work A/12", whole)
    assert not rules.is_of(None, whole)


def test_only_what_is_always_needed_holds_a_task() -> None:
    questions = (
        Question("Web  Site", PLACE),
        Question("Users", PLACE, optional=True),
        Question("Reason", PLACE, needed_when=object()),  # type: ignore[arg-type]
    )
    asks = rules.asks_of(questions)
    assert rules.still_needed(asks, {}) == ("web site",)
    assert rules.still_needed(asks, {"web site": None}) == ("web site",)
    assert rules.still_needed(asks, {"web site": {"told": False}}) == ()
    assert rules.still_needed(asks, {"web site": False}) == ()


def test_ticks_are_added_and_never_taken_away() -> None:
    agenda = [{"point": "a", "done": True}, {"point": "b", "done": False}]
    assert [one["done"] for one in rules.ticked(agenda, ())] == [True, False]
    assert [one["done"] for one in rules.ticked(agenda, {1})] == [True, True]


@pytest.mark.parametrize(
    ("who", "kind", "pool"),
    [
        (None, TaskKind.TASK, ""),
        (Who(WhoKind.OWNER, text="owner"), TaskKind.TASK, "owner"),
        (Who(WhoKind.QUEUE, "Marketing", text="queue Marketing"), TaskKind.TASK, "Marketing"),
        (
            Who(WhoKind.SUPERVISOR, text="supervisor of owner"),
            TaskKind.DECIDE,
            "supervisor of owner",
        ),
    ],
)
def test_what_a_supervisor_is_asked_is_a_decision(who: Who, kind: TaskKind, pool: str) -> None:
    assert rules.kind_of_work(who, (Question("x", PLACE),)) is kind
    assert rules.kind_of_work(who, ()) is TaskKind.TASK
    assert rules.pool_of(who) == pool


NAMES = {
    1: ["Anna Koch", "anna@firm.example", "anna"],
    2: ["Anna Li", "anna.li@firm.example", "anna.li"],
    3: ["王小明", "xm@firm.example", "xm"],
    4: ["", "", ""],
}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("ask @Anna Koch", {1}),
        ("ask @anna koch.", {1}),
        ("ask @Anna Li, please", {2}),
        ("ask @anna", {1}),
        ("ask @annabel", set()),
        ("ask @anna.li and @xm", {2, 3}),
        ("请＠王小明看一下", {3}),
        ("write to anna@firm.example", set()),
        ("@anna@firm.example", {1}),
        ("nobody @ all", set()),
        ("", set()),
    ],
)
def test_who_is_mentioned(text: str, people: set[int]) -> None:
    assert rules.mentioned(text, NAMES) == people


def test_nobody_can_be_mentioned_where_nobody_is() -> None:
    assert rules.mentioned("@anna", {}) == set()


@pytest.mark.parametrize(("hours", "left"), [(0, 100), (1, 75), (3, 25), (4, 0), (9, 0), (-1, 100)])
def test_how_much_of_a_promise_is_left(hours: int, left: int) -> None:
    time = round_the_clock(ZoneInfo("UTC"))
    due_at = NINE + parse_duration("4 hours").length
    assert rules.share_left(time, NINE, due_at, NINE + timedelta(hours=hours)) == left
