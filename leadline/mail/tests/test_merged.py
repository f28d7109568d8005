"""Fields for texts are read for many records at once, whatever they stand for."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.conditions.context import Context
from leadline.mail.merged import merged_fields
from leadline.mail.tests.conftest import NOON, lead
from leadline.parties.models import Person
from leadline.playbooks.engine.state import State
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record

NAMES = frozenset({"seats_needed", "large", "cycle", "first_name", "nonsense"})


def told(records: list[Record]) -> tuple[list[dict[str, object]], int]:
    playbook = definition_of(records[0].version_id or 0)
    with CaptureQueriesContext(connection) as asked:
        found = merged_fields(records, playbook, NAMES, Context(NOON))
    return [{name: value for name, (_f, value) in one.items()} for one in found], len(asked)


def test_derived_and_counted_fields_at_the_price_of_one(version: Version, tom: Person) -> None:
    first, second = lead(version, tom, None), lead(version, tom, None)
    first.answers = {"seats needed": "200"}
    first.state = State("Trial", "New", NOON, NOON, NOON, cycle=3).to_json()
    [of_first], alone = told([first])
    assert of_first == {"seats_needed": 200, "large": True, "cycle": 3}
    both, together = told([first, second])
    assert both[1] == {"seats_needed": None, "large": False, "cycle": None}
    assert together == alone
