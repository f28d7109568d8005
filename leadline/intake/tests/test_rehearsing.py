"""What is rehearsed is told, and nothing of it is there afterwards."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from leadline.core.actor import AUTOMATION
from leadline.intake.forecasts import About, new_follower
from leadline.intake.ground import entry_of
from leadline.intake.rehearsing import rehearse
from leadline.intake.runs import lines_of
from leadline.intake.tests.conftest import NINE
from leadline.intake.tests.files import began, written_to
from leadline.leads.incoming import How

pytestmark = pytest.mark.usefixtures("playbook")
TEXT = (
    "Name,E-Mail,Stage,Result\nLi Na,li.na@x.example,Registered,busy\nTom,,Raw,\n"
    "Li Na,li.na@x.example,Registered,busy\n"
)
MAPPING = """
columns: {Name: name, E-Mail: e-mail, Stage: stage, Result: call result}
call results: {busy: no answer}
"""


def everything() -> dict[str, Any]:
    return {
        model._meta.label: sorted(map(str, model._default_manager.values_list()))
        for model in apps.get_models()
        if ".tests." not in model.__module__
    }


@pytest.mark.parametrize("how", list(How))
def test_every_trace_is_taken_back(tmp_path: Path, how: How) -> None:
    begun = began(written_to(tmp_path, TEXT), how, MAPPING)
    rows = [line.row for line in lines_of(begun) if line.row]
    before = everything()
    door = entry_of(begun.door).as_door(begun.door, how)
    tally = rehearse(AUTOMATION, begun, door, rows, new_follower(), NINE)
    assert everything() == before
    assert (tally[About.FATE, "created"], tally[About.FATE, "joined"]) == (2, 1)
    assert tally[About.CALL, ""] == 1
    stages = {
        How.HISTORY: {"Registered": 1, "Raw": 1},
        How.NEWS: {"Registered": 2},
        How.LIST: {"Raw": 2},
    }
    found = {name: number for (about, name), number in tally.items() if about is About.STAGE}
    assert found == stages[how]
    assert tally[About.NO_MAIL, "no address"] == 1


def test_who_agreed_to_nothing_cannot_be_written_to(tmp_path: Path) -> None:
    begun = began(written_to(tmp_path, TEXT), How.HISTORY, MAPPING)
    rows = [line.row for line in lines_of(begun) if line.row]
    door = entry_of(begun.door).as_door(begun.door, How.HISTORY)
    tally = rehearse(AUTOMATION, begun, door, rows[:1], new_follower(), NINE)
    assert tally[About.NO_MAIL, "no basis"] == 1
