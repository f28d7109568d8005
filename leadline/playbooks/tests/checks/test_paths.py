"""Stages that no way leads to, that nothing leads out of, or that nobody looks after."""

from leadline.playbooks.checks.paths import reachable
from leadline.playbooks.tests.folders import LEAD, small, spoiled, told


def test_a_stage_that_no_way_leads_to() -> None:
    found = spoiled("- go to: Trying", "- go to: Good")
    assert any(one.startswith("lead.yaml:29: error: no way leads to “Trying”") for one in found)


def test_a_dead_end() -> None:
    way = LEAD[LEAD.index("    next:\n      - go to: Good") : LEAD.index("ends:")]
    found = told({"lead.yaml": LEAD.replace(way, "")})
    assert any("nothing leads out of “Trying”" in one for one in found)


def test_a_stage_without_owner() -> None:
    found = spoiled("owner: Sales\n", "")
    assert any("nobody looks after “New”" in one for one in found)


def test_every_stage_of_the_small_playbook_is_reached() -> None:
    playbook = small()
    assert reachable(playbook.processes["Lead"], playbook) == {"New", "Trying", "Good", "Bad"}
