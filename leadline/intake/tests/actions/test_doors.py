"""Ways in are made whole or not at all."""

from typing import Any

import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.intake.actions.doors import change_door, make_door, renew_token
from leadline.intake.models import Door, DoorKind
from leadline.intake.tests.conftest import TOKEN
from leadline.intake.tokens import is_token_of
from leadline.leads.incoming import How
from leadline.playbooks.models import Published


def make(playbook: Published, **more: Any) -> Door:
    about = {"name": "Fair", "slug": "fair", "kind": DoorKind.FORM, "playbook": playbook}
    return make_door(AUTOMATION, None, **{**about, **more})


def test_a_form_asks_the_usual_unless_told(playbook: Published) -> None:
    door = make(playbook)
    assert [one["field"] for one in door.asks][:2] == ["name", "e-mail"]
    assert (door.source, door.token_hash) == ("Fair", "")
    assert Event.objects.filter(stream="door", stream_id=door.pk).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"asks": [{"field": "shoe size"}]},
        {"columns": "columns: {a: nunber}"},
        {"process": "Nowhere"},
        {"stage": "Nowhere"},
        {"how": How.LIST, "stage": "Registered"},
    ],
)
def test_s3_08_a_way_in_whose_leads_cannot_land_is_refused(
    playbook: Published, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        make(playbook, **wrong)
    assert not Door.objects.exists()


def test_an_address_is_taken_once(playbook: Published) -> None:
    make(playbook)
    with pytest.raises(Invalid):
        make(playbook)


def test_a_change_is_checked_and_told(form: Door) -> None:
    change_door(AUTOMATION, form, changes={"source": "Web", "name": "Free trial"})
    with pytest.raises(Refused):
        change_door(AUTOMATION, form, changes={"stage": "Nowhere"})
    change_door(AUTOMATION, form, changes={"source": "Web"})
    form.refresh_from_db()
    assert (form.source, form.stage) == ("Web", "")
    [told] = Event.objects.filter(name="way in changed")
    assert told.data == {
        "fields": ["source"],
        "changes": {"source": ["website registration", "Web"]},
    }
    with pytest.raises(TypeError):
        change_door(AUTOMATION, form, changes={"slug": "x"})


@pytest.mark.parametrize("origin", ["https://a.example; script-src *", "a.example", "*", ""])
def test_only_a_site_may_show_a_form(form: Door, origin: str) -> None:
    with pytest.raises(Invalid):
        change_door(AUTOMATION, form, changes={"origins": [origin]})
    change_door(AUTOMATION, form, changes={"origins": ["https://*.a.example:8443"]})


def test_a_new_token_takes_the_place_of_the_old(shop: Door, form: Door) -> None:
    token = renew_token(AUTOMATION, shop)
    shop.refresh_from_db()
    assert is_token_of(shop, token)
    assert not is_token_of(shop, TOKEN)
    with pytest.raises(Refused):
        renew_token(AUTOMATION, form)
    assert token not in str([event.data for event in Event.objects.all()])


def test_not_everybody_makes_ways_in(form: Door, mei: User) -> None:
    with pytest.raises(Refused):
        change_door(person(mei), form, changes={"source": "Web"})
