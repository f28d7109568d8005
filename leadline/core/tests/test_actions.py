import pytest

from leadline.core import actions
from leadline.core.actions import action, declared_actions
from leadline.core.actor import Actor
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.events import event
from leadline.core.models import Event, Eventful

RENAMED = event("test renamed", "Renamed to {name}")


@action("test rename", "Gives a thing another name.", events=(RENAMED,))
def rename(batch: Batch, thing: Eventful, *, name: str) -> str:
    batch.change(thing, name=name)
    batch.happened(thing, RENAMED, name=name)
    return name


@action("test describe", "Says what a thing is about.")
def describe(batch: Batch, thing: Eventful, *, subject: str) -> str:
    return f"{thing.name}: {subject}"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("open_door")
def test_an_action_changes_and_records_in_one_act(things: type, mei: Actor) -> None:
    thing = things.objects.create(name="old")
    assert rename(mei, thing, name="new") == "new"
    assert things.objects.get().name == "new"
    assert str(Event.objects.get(stream="thing")) == "Renamed to new"


@pytest.mark.usefixtures("open_door")
def test_a_check_that_refuses_leaves_no_trace(
    things: type, mei: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(*_: object) -> None:
        raise Refused("Not now.", missing=("signature",))

    thing = things.objects.create(name="old")
    actions.check_with("guard", no)
    with pytest.raises(Refused, match=r"Not now\.") as refusal:
        rename(mei, thing, name="new")
    assert refusal.value.missing == ("signature",)
    assert things.objects.get().name == "old"


def test_without_a_permission_check_nothing_is_allowed(
    things: type, mei: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "_checks", {})
    with pytest.raises(Refused):
        rename(mei, things.objects.create(name="old"), name="new")


@pytest.mark.usefixtures("open_door")
def test_an_option_may_be_called_as_the_door_calls_its_own(things: type, mei: Actor) -> None:
    assert describe(mei, things.objects.create(name="a"), subject="A letter") == "a: A letter"


def test_a_name_is_declared_once() -> None:
    assert declared_actions()["test rename"] is rename
    with pytest.raises(ValueError, match="declared twice"):
        action("test rename", "Again.")(lambda batch, thing: None)


def test_what_an_action_can_be_told(things: type) -> None:
    assert declared_actions()["test rename"].parameters == {"name"}
