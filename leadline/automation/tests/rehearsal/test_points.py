"""A lead scores on its way by the rules that are tried."""

from zoneinfo import ZoneInfo

import pytest

from leadline.automation.rehearsal.outcome import About
from leadline.automation.rehearsal.points import Points
from leadline.automation.tests.rehearsal.conftest import LEAD, NINE, playbook
from leadline.core.actor import AUTOMATION
from leadline.playbooks.engine.decision import News

SCORE = """
fit:
  - when: users at least 100
    points: 40
engagement:
  - on: real conversation
    points: 25
    half-life: 30 days
bands: {A: 30, B: 0}
review every: 3 months
"""


def test_bands_are_compared_with_those_of_the_rules_in_force(firm) -> None:
    one = firm.compare(firm.big, score=SCORE)
    assert one.would.band == "A"
    assert one.differs == {(About.BAND, "A"): (0, 1)}
    assert firm.compare(firm.small, score=SCORE).would.band == "B"


def test_a_score_moves_a_record_at_the_moment_when_it_is_reached(firm) -> None:
    text = LEAD.replace("      - on: real conversation\n", "      - once: score at least 60\n")
    one = firm.compare(firm.big, text, score=SCORE)
    assert one.would.way == one.past.way
    text = LEAD.replace("      - on: real conversation\n", "      - once: score at least 70\n")
    assert firm.compare(firm.big, text, score=SCORE).would.stage == "Big"


@pytest.mark.django_db
def test_a_contact_scores_by_its_own_name_and_a_deal_not_at_all() -> None:
    talked = News(1, "real conversation", NINE, AUTOMATION, {})
    found = {}
    for kind in ("lead", "contact", "deal"):
        view: dict[str, object] = {"score": 90, "contact score": 90}
        points = Points(playbook(score=SCORE), view, ZoneInfo("UTC"), kind)
        points.hear(talked, {"users": None}, NINE)
        found[kind] = points.values(NINE)
    assert found == {"lead": {"score": 25}, "contact": {"contact score": 25}, "deal": {}}
