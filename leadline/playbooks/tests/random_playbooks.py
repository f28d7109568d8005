"""Small random processes and histories on which the engine's promises are tried."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.conditions.grammar import parse
from leadline.core.durations import Duration, Unit
from leadline.playbooks.definition import (
    Clock,
    Doing,
    Gate,
    Line,
    Moment,
    MomentKind,
    Place,
    Playbook,
    Process,
    Question,
    Sequence,
    Stage,
    Step,
    Who,
    WhoKind,
    Work,
)
from leadline.playbooks.engine.decision import MOVE_ASKED
from leadline.playbooks.engine.state import State
from leadline.playbooks.rulebook import Rulebook
from leadline.playbooks.scenarios.story import SOMEBODY, Story
from leadline.playbooks.tests.desk import HOURS, LONDON, MONDAY

CATALOGUE = Catalogue([
    Field("hot", Kind.YES_NO), Field("size", Kind.NUMBER), Field("due", Kind.MOMENT),
    Field("times here", Kind.NUMBER), Field("arrival", Kind.MOMENT),
])  # fmt: skip
CONDITIONS = [
    None,
    *(parse(text, CATALOGUE) for text in (
        "hot is yes", "size above 2", "due known", "times here at most 2",
        "due more than 3 hours ago", "arrival more than 2 days ago",
        "hot is yes or due in the next 20 hours",
    )),
]  # fmt: skip
NAMES = ("A", "B", "C")
OWNER = Who(WhoKind.OWNER, text="owner")
EVENTS = ("one", "two", "three")
History = list[tuple[int, str, Mapping[str, object], bool]]


def _place(number: int) -> Place:
    return Place("deal.yaml", number)


conditions = st.sampled_from(CONDITIONS)
hours = st.integers(0, 60).map(lambda n: Duration(n, Unit.HOUR))
stages = st.sampled_from((*NAMES, "End"))
moments = st.one_of(
    st.builds(Moment, st.just(MomentKind.OFFSET), st.sampled_from(("arrival", "due")), hours,
              st.booleans()),
    st.builds(Moment, st.just(MomentKind.EVERY), st.just("due"),
              st.integers(7, 30).map(lambda n: Duration(n, Unit.HOUR))),
)  # fmt: skip
acts = st.one_of(
    st.builds(Doing, st.sampled_from(("send", "task", "tell")), st.sampled_from("xyz"),
              st.just(_place(1)), once_per=st.sampled_from(("", "", "deal"))),
    st.just(Doing("start", "chase", _place(1))),
    stages.map(lambda to: Doing("send", "w", _place(1), then=(Line("then", _place(1), go_to=to),))),
)  # fmt: skip


@st.composite
def lines(draw: Any, where: str, number: int, *, looks: bool = True) -> Line:
    """A line with one way of being looked at, and an act, a stage, or both."""
    look = draw(st.sampled_from(("on", "at", "once"))) if looks else ""
    does = (draw(acts),) if draw(st.booleans()) else ()
    go_to = "" if does and draw(st.booleans()) else draw(stages)
    return Line(
        f"{where}/{number}", _place(number + 1),
        on=draw(st.sampled_from(EVENTS)) if look == "on" else "",
        at=draw(moments) if look == "at" else None,
        once=draw(conditions.filter(bool)) if look == "once" else None,
        when=draw(conditions), does=_with_ids(does, f"{where}/{number}"), go_to=go_to,
        by=(OWNER,) if go_to and not does and draw(st.integers(0, 3)) == 0 else (),
    )  # fmt: skip


def _with_ids(does: tuple[Doing, ...], id: str) -> tuple[Doing, ...]:
    named = []
    for doing in does:
        then = tuple(Line(f"{id}/then", one.place, go_to=one.go_to) for one in doing.then)
        named.append(
            Doing(doing.verb, doing.object, doing.place, once_per=doing.once_per, then=then)
        )
    return tuple(named)


def _list(where: str, most: int, *, looks: bool = True) -> st.SearchStrategy[tuple[Line, ...]]:
    return st.integers(0, most).flatmap(
        lambda count: st.tuples(*(lines(where, n, looks=looks) for n in range(count)))
    )


@st.composite
def stage(draw: Any, name: str) -> Stage:
    question = Question("size", _place(2), needed_when=draw(conditions))
    gate = draw(conditions)
    work = Work("W", _place(3), done_when=draw(conditions), undone_by=("three",))
    missed = Line(f"{name}/K", _place(5), does=(Doing("tell", "o", _place(5)),))
    clock = Clock("K", _place(4), ("one",), Duration(draw(st.integers(1, 9)), Unit.HOUR, True),
                  warn="at 50 %", paused_while=draw(conditions), missed=(missed,))  # fmt: skip
    return Stage(
        name, _place(1),
        ask=(question,) if draw(st.booleans()) else (),
        before_entering=(Gate(gate, _place(6)),) if gate and draw(st.booleans()) else (),
        work=(work,) if draw(st.booleans()) else (),
        on_arrival=draw(_list(f"{name}/on arrival", 1, looks=False)),
        while_here=draw(_list(f"{name}/while here", 3)),
        clocks=(clock,) if draw(st.booleans()) else (),
        next=(*draw(_list(f"{name}/next", 2)), *draw(_list(f"{name}/otherwise", 1, looks=False))),
    )  # fmt: skip


@st.composite
def playbooks(draw: Any) -> Playbook:
    found = {name: draw(stage(name)) for name in NAMES}
    found["End"] = Stage("End", _place(9), outcome="done")
    process = Process("Deal", _place(1), "deal", found, everywhere=draw(_list("everywhere", 1)))
    steps = tuple(
        Step(_place(n), Duration(n, Unit.DAY), False,
             Line(f"chase/{n}", _place(n), does=(Doing("send", f"s{n}", _place(n)),)))
        for n in (1, 2)
    )  # fmt: skip
    chase = Sequence("chase", _place(1), steps, around=draw(st.sampled_from(("", "due"))),
                     only_while=draw(conditions), stops_on=("three",), pause_while=draw(conditions),
                     already_past_now=draw(st.booleans()))  # fmt: skip
    return Playbook("p", "P", ("en",), (), {"Deal": process}, {}, CATALOGUE,
                    sequences={"chase": chase}, rules={"book": Rulebook({}, {}, ())})  # fmt: skip


values = st.fixed_dictionaries(
    {},
    optional={
        "hot": st.booleans(),
        "size": st.integers(0, 4),
        "due": st.integers(-50, 150).map(lambda n: MONDAY + timedelta(hours=n)),
    },
)
histories: st.SearchStrategy[History] = st.lists(
    st.tuples(st.integers(1, 3_000), st.sampled_from((*EVENTS, *NAMES)), values, st.booleans()),
    max_size=5,
)


def opened(playbook: Playbook, view: Mapping[str, object]) -> Story:
    blank = State("Deal", "A", MONDAY, MONDAY, MONDAY)
    story = Story(playbook, blank, HOURS, LONDON, MONDAY, {"owner": "Ann", **view}, "deal:1")
    story.open("Deal")
    return story


JUST_BEFORE = timedelta(microseconds=1)


def live(story: Story, history: History, *, awake: bool) -> None:
    """Let a history happen to a record whose worker is awake, or sleeps to its end."""
    for minutes, name, sets, by_person in history:
        moment = story.now + timedelta(minutes=minutes)
        if awake:
            story.until(moment - JUST_BEFORE)  # of one instant the event is answered first
        story.now = moment
        if name in NAMES:  # somebody asks for a stage
            story.happen(MOVE_ASKED, sets=sets, actor=SOMEBODY, data={"to": name})
        else:
            story.happen(name, sets=sets, actor=SOMEBODY if by_person else None)
        if awake:
            story.work()
    story.until(story.now + timedelta(days=4)) if awake else _sleep(story)


def _sleep(story: Story) -> None:
    story.now += timedelta(days=4)
    story.work()
