"""Whose signature a condition waits for is said only where it waits for one."""

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.playbooks.actions import publish
from leadline.records.models import Record
from leadline.workspace.queries.signing import unsigned
from leadline.workspace.reading import reading_of
from leadline.workspace.tests.conftest import MONDAY, PEOPLE, Cast, take_in
from leadline.workspace.tests.queries.test_agreed import AGREED

GATED = {
    **AGREED,
    "lead.yaml": AGREED["lead.yaml"].replace("- our guess unknown", "- ready"),
}


def test_the_roles_that_lack_are_named(cast: Cast, clock: Driven) -> None:
    version = publish(AUTOMATION, None, name="small", source=GATED)
    Record.objects.all().delete()
    [lead] = take_in(version, PEOPLE[0])
    reading = reading_of(lead, MONDAY)
    assert reading is not None
    [gate] = reading.process.stages["Shown"].before_entering
    assert unsigned(reading, gate.condition) == (
        "What is sales-ready is not signed by: Seller, Manager."
    )
    [move] = [line for line in reading.process.everywhere if line.by]
    assert unsigned(reading, move.when) == ""
