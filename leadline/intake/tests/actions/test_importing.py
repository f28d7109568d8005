"""An import that cannot end well does not begin."""

from pathlib import Path

import pytest

from leadline.core.actor import AUTOMATION, CUSTOMER
from leadline.core.errors import Refused
from leadline.intake.actions.doors import change_door
from leadline.intake.actions.importing import Line, finish_import, import_rows, stop_import
from leadline.intake.models import Arrival, Import, State
from leadline.intake.sources import door_for
from leadline.intake.tests.files import PEOPLE, STAGED, began, written_to
from leadline.leads.incoming import How
from leadline.playbooks.models import Published

pytestmark = pytest.mark.usefixtures("playbook")


def test_s3_08_a_bought_list_as_inquiries_is_refused(tmp_path: Path) -> None:
    door = door_for("Bought in May")
    change_door(AUTOMATION, door, changes={"how": How.LIST.value})
    door.refresh_from_db()
    for how in (How.NEWS, How.HISTORY):
        with pytest.raises(Refused, match="nobody on them has asked for anything"):
            began(written_to(tmp_path, PEOPLE), how, STAGED, door=door)
    other = door_for("Fair")
    change_door(AUTOMATION, other, changes={"stage": "Registered"})
    other.refresh_from_db()
    with pytest.raises(Refused, match="can only be Raw"):
        began(written_to(tmp_path, PEOPLE), How.LIST, STAGED, door=other)
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"mapping": "columns: {Name: name}\n"},  # history, and nothing says where it stands
        {"mapping": "columns: {Name: name}\nplacement: {otherwise: Nowhere}\n"},
        {"mapping": STAGED, "key": "number"},
        {"mapping": STAGED, "key": "city"},
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(Refused):
        began(written_to(tmp_path, PEOPLE), **wrong)  # type: ignore[arg-type]


def test_lines_that_are_done_are_left_alone(tmp_path: Path, playbook: Published) -> None:
    begun = began(written_to(tmp_path, PEOPLE), mapping=STAGED)
    lines = [Line(2, wrong="blank"), Line(3, wrong="odd", failed=True)]
    for _time in range(2):
        import_rows(AUTOMATION, begun, lines=lines, last=3)
    told = Arrival.objects.order_by("line").values_list("line", "outcome", "reason")
    assert list(told) == [(2, "rejected", "blank"), (3, "failed", "odd")]


def test_it_stops_with_a_reason_and_ends_once(tmp_path: Path) -> None:
    begun = began(written_to(tmp_path, PEOPLE), mapping=STAGED)
    stop_import(AUTOMATION, begun, reason="No file")
    begun.refresh_from_db()
    assert (begun.state, begun.reason) == (State.FAILED, "No file")
    for _time in range(2):
        finish_import(AUTOMATION, begun)
    begun.refresh_from_db()
    assert (begun.state, begun.reason) == (State.DONE, "")
    with pytest.raises(Refused):
        stop_import(CUSTOMER, begun, reason="I say so")
