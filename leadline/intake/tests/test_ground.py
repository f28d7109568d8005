"""A door leads into the version in force, and a bought list nowhere but into Raw."""

import pytest

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.intake.ground import check_how, entry_of, ground_of
from leadline.intake.models import Door
from leadline.intake.tests.conftest import FILES
from leadline.leads.incoming import How
from leadline.playbooks.actions import publish


def test_leads_enter_the_version_in_force(form: Door) -> None:
    before = entry_of(form)
    publish(AUTOMATION, None, name="small", source={**FILES, "guards.yaml": "[]\n"})
    form.refresh_from_db()
    after = entry_of(form)
    assert (before.version.number, after.version.number) == (1, 2)
    assert after.as_door(form).process == "Small"


def test_a_bought_list_needs_a_stage_raw(form: Door) -> None:
    process = entry_of(form).process
    check_how(process, How.LIST)
    with pytest.raises(Refused, match="can only be Raw"):
        check_how(process, How.LIST, "Registered")
    with pytest.raises(Refused, match="no stage “Nowhere”"):
        check_how(process, How.NEWS, "Nowhere")


def test_colleagues_are_looked_up_where_a_column_names_them(shop: Door, mei: User) -> None:
    entry = entry_of(shop)
    assert ground_of(shop, entry, ["E-Mail"]).people == {}
    assert ground_of(shop, entry, ["Lead Owner"]).people == {mei.email: mei, "mei chen": mei}
