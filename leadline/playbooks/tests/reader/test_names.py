"""Names are gathered before anything is read closely, whatever stands around them."""

from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.names import built_in_fields, gathered, is_built_in, process_tables
from leadline.playbooks.reader.yaml import documents
from leadline.playbooks.tests.folders import SMALL

TEXTS = {
    **SMALL,
    "cadences.yaml": "sequence: chase\nsteps: nonsense\n",
    "approvals.yaml": "Discount:\n  of: lead\n",
}


def files():
    problems: list[Problem] = []
    return {p: documents(p, t, problems) for p, t in TEXTS.items() if p.endswith(".yaml")}


def test_what_is_gathered() -> None:
    names = gathered(files(), ["hello"], [])
    assert names.stages == {"Lead": ["New", "Trying", "Good", "Bad"]}
    assert names.of("role") == {"Sales"}
    assert names.of("sequence") == {"chase"}
    assert {"chase ended without reply", "interest answered", "Discount granted"} <= set(
        names.of("event")
    )
    assert [table.get("process") is not None for table in process_tables(files())] == [True]


def test_fields_that_the_engine_keeps() -> None:
    found = {one.name: one for one in built_in_fields(gathered(files(), [], []), {"Lead": "线索"})}
    assert {"times in trying", "new is complete", "lead is open", "discount is granted"} <= set(
        found
    )
    assert found["lead is open"].opposite == "no Lead is open"
    assert found["lead is open"].zh == "线索进行中"
    assert is_built_in("times in Trying")
    assert not is_built_in("budget")
