"""The playbook's own condition says when a piece of work is done."""

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record
from leadline.work.models import Task
from leadline.work.pieces import open_condition, piece_named
from leadline.work.tests.conftest import MONDAY, Cast


def asked(record: Record, piece: str) -> str:
    with Batch(AUTOMATION, MONDAY) as batch:
        return open_condition(batch, record, Task(piece=piece))


def test_a_piece_is_open_while_its_condition_does_not_hold(cast: Cast) -> None:
    assert asked(cast.lead, "Look them up") == "website known and decision is Open"
    cast.lead.answers = {"website": "w.example", "decision": "Open"}
    assert asked(cast.lead, "Look them up") == ""


def test_what_is_no_piece_has_no_condition(cast: Cast) -> None:
    assert asked(cast.lead, "") == asked(cast.lead, "Something else") == ""
    assert asked(Record(), "Look them up") == ""


def test_a_piece_is_found_in_any_stage(cast: Cast) -> None:
    playbook = definition_of(cast.version.pk)
    found = piece_named(playbook, "Small", "Decide about the trial")
    assert found is not None
    assert piece_named(playbook, "No process", "Decide about the trial") is None
