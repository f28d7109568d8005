from collections.abc import Callable

import pytest

from leadline.access.models import User
from leadline.automation.effects import NobodyDoes, action_for, arguments_for, carry_out
from leadline.automation.tests.conftest import NINE, published, take_in
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.durations import Duration, Unit
from leadline.core.models import Event
from leadline.playbooks.definition import Who, WhoKind
from leadline.playbooks.engine.decision import Effect
from leadline.records.models import Record

Told = Callable[[Record], list[str]]
DAYS = Duration(7, Unit.DAY)


@pytest.fixture
def lead(mei: User) -> Record:
    [lead] = take_in(published(), "Web")
    return lead


def do(lead: Record, verb: str, what: str = "", why: str = "", **params: object) -> object:
    effect = Effect(verb, what, "k1", NINE, depth=2, params=params, line="l1", why=why)
    with Batch(AUTOMATION, NINE) as batch:
        [record] = batch.lock([lead])
        done = carry_out(batch, record, effect, {"text": f"- {verb}: {what}"})
    lead.refresh_from_db()
    return done


@pytest.mark.parametrize(
    ("verb", "what", "name", "by_phrase"),
    [
        ("open", "trial", "open trial", True),
        ("stop", "trials", "stop trials", True),
        ("task", "Call them", "task", False),
        ("send", "welcome", "send", False),
    ],
)
def test_a_verb_and_its_object_name_an_action(
    verb: str, what: str, name: str, by_phrase: bool
) -> None:
    action, found = action_for(verb, what)
    assert (action.name, found) == (name, by_phrase)


def test_what_no_room_does_is_said_plainly(lead: Record) -> None:
    with pytest.raises(NobodyDoes, match="“fly moon”"):
        do(lead, "fly", "moon")


def test_options_become_the_arguments_that_the_action_knows() -> None:
    action, _ = action_for("open", "trial")
    assert arguments_for(action, {"within": DAYS, "no such": 1}) == {"within": DAYS}
    task, _ = action_for("task", "Call")
    assert "at_stage" not in arguments_for(task, {"at stage": "New"})


def test_somebody_is_given_the_record_and_a_queue_gives_it_to_nobody(
    lead: Record, mei: User, told: Told
) -> None:
    role = Who(WhoKind.ROLE, "Inside Sales", text="role Inside Sales")
    do(lead, "assign", who=role)
    assert lead.owner == mei
    do(lead, "assign", who=Who(WhoKind.ROLE, "Nobody", text="role Nobody"))
    assert lead.owner == mei
    do(lead, "assign", who=Who(WhoKind.QUEUE, "Marketing", text="queue Marketing"))
    assert lead.owner is None
    assert lead.queue == "Marketing"
    assert told(lead)[1:] == ["owner changed", "queued"]
    first = Event.objects.filter(stream_id=lead.pk, name="owner changed").first()
    assert first is not None
    assert (first.data["reason"], first.depth) == ("role Inside Sales", 2)
    assert first.why["text"] == "- assign: "


def test_a_value_is_set_as_its_field_has_it(lead: Record) -> None:
    do(lead, "set", "users", to="1,250")
    assert lead.answers == {"users": "1250"}


@pytest.mark.parametrize(
    ("verb", "what", "params", "name"),
    [
        ("record", "first interaction", {}, "first interaction"),
        ("refuse", "Done", {"allowed": ("New",)}, "move refused"),
        ("clock met", "First look", {"late": False}, "clock met"),
        ("pass gate", "Done", {"by": None, "gates": ("users known",)}, "gate passed"),
    ],
)
def test_the_engines_own_are_noted(
    lead: Record, told: Told, verb: str, what: str, params: dict[str, object], name: str
) -> None:
    assert do(lead, verb, what, why="Ben said so", **params) is None
    assert told(lead)[-1] == name


def test_stuck_stops_the_record(lead: Record, told: Told) -> None:
    do(lead, "stuck", why="it went round 20 times")
    assert (lead.stuck, told(lead)[-1]) == ("it went round 20 times", "record stuck")


@pytest.mark.parametrize("verb", ["clock started", "clock stopped", "start", "stop sequences"])
def test_what_the_engine_keeps_itself_is_no_event(lead: Record, told: Told, verb: str) -> None:
    do(lead, verb, "x")
    assert told(lead) == ["lead opened"]
