"""The form of a way in gives what the actions take, and keeps what it does not show."""

from typing import Any

from leadline.core.actor import AUTOMATION
from leadline.intake.actions.doors import change_door
from leadline.intake.door_forms import DoorForm
from leadline.intake.door_queries import landings
from leadline.intake.models import Door, DoorKind
from leadline.playbooks.models import Published


def filled(form: DoorForm, **more: str) -> dict[str, Any]:
    """What a browser sends when nothing is changed but this."""
    sent = {name: form[name].value() or "" for name in form.fields}
    return sent | more


def test_what_is_sent_back_unchanged_changes_nothing(form: Door) -> None:
    shown = DoorForm(DoorKind.FORM, landings(), form)
    again = DoorForm(DoorKind.FORM, landings(), form, filled(shown))
    assert again.is_valid(), again.errors
    values = again.values()
    process = values.pop("process")
    assert process == "Small"
    assert {name: getattr(form, name) for name in values} == values


def test_a_form_can_ask_what_its_playbook_asks_in_the_order_it_had(form: Door) -> None:
    asks = [{"field": "total visits", "required": True}, {"field": "e-mail", "required": True}]
    change_door(AUTOMATION, form, changes={"asks": asks})
    form.refresh_from_db()
    shown = DoorForm(DoorKind.FORM, landings(), form)
    place = {target: name for name, target in shown.asked.items()}
    assert shown[place["answer total visits"]].value() == "required"
    sent = filled(shown, **{place["city"]: "asked", place["answer total visits"]: "asked"})
    again = DoorForm(DoorKind.FORM, landings(), form, sent)
    assert again.is_valid()
    assert again.values()["asks"] == [
        {"field": "answer total visits", "required": False},
        {"field": "e-mail", "required": True},
        {"field": "city", "required": False},
    ]


def test_a_machine_has_a_mapping_and_asks_nothing(playbook: Published) -> None:
    shown = DoorForm(DoorKind.JSON, landings(), None)
    assert "columns" in shown.fields
    assert not shown.asked
    sent = filled(shown, name="Shop", slug="shop")
    made = DoorForm(DoorKind.JSON, landings(), None, sent)
    assert made.is_valid()
    assert made.values()["source"] == "Shop"
    assert not DoorForm(DoorKind.JSON, landings(), None, sent | {"enters": "9|x|"}).is_valid()


def test_what_can_change_has_a_name(form: Door) -> None:
    labels = DoorForm(DoorKind.FORM, landings(), form).labels()
    assert {"name", "playbook", "stage", "asks", "consent", "origins", "is_active"} <= set(labels)
