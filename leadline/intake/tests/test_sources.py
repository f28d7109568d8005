"""Each source of files has one way in."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.intake.models import Door
from leadline.intake.sources import door_for
from leadline.intake.tests.conftest import FILES
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Published


def test_a_source_keeps_its_way_in(playbook: Published) -> None:
    door = door_for("Old CRM")
    assert door_for(" old  crm ") == door
    assert door_for("whatever", slug=door.slug) == door
    assert door_for("王芳的名单") != door_for("李娜的名单")
    assert Door.objects.count() == 3


def test_what_is_not_there_or_not_clear_is_refused(form: Door) -> None:
    with pytest.raises(Refused, match="no way in for files"):
        door_for("x", slug=form.slug)
    publish(AUTOMATION, None, name="second", source=FILES)
    with pytest.raises(Refused, match="which playbook"):
        door_for("x")
    assert door_for("x", playbook="second").playbook.name == "second"


def test_a_source_stays_with_its_playbook(form: Door) -> None:
    publish(AUTOMATION, None, name="second", source=FILES)
    door = door_for("Fair", playbook="second")
    assert door_for("Fair", playbook="second") == door
    with pytest.raises(Refused, match="Name these by another source"):
        door_for("Fair", playbook=form.playbook.name)
