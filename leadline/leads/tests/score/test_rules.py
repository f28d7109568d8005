"""What score.yaml gives, and when two texts give the same."""

from datetime import UTC, datetime

import pytest

from leadline.conditions.context import Context
from leadline.core.events import declared_events
from leadline.leads.score.decay import Engagement
from leadline.leads.score.rules import RESPONSES, Rules, half_life_of, rules_in
from leadline.leads.tests.score.score_cast import LEAD, SCORE
from leadline.playbooks.checks.every import check
from leadline.playbooks.tests.folders import SMALLEST
from leadline.playbooks.vocabulary_files import standard

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def rules(score: str = SCORE, fields: str = "") -> Rules | None:
    files = {
        **SMALLEST,
        "lead.yaml": LEAD,
        "fields.yaml": f"lead:\n  big:\n    means: users at least {fields or 5}\n",
    }
    if score:
        files["score.yaml"] = score
    playbook = check(files, standard()).playbook
    assert playbook is not None
    return rules_in(playbook)


@pytest.mark.parametrize(
    ("users", "town", "fit", "band"),
    [(50, None, 40, "A"), (49, "Leeds", 10, "C"), (None, None, 0, "D"), (80, "leeds", 50, "A")],
)
def test_fit_and_band(users: int | None, town: str | None, fit: int, band: str) -> None:
    found = rules()
    assert found is not None
    assert found.fit({"users": users, "town": town}, Context(NOW))[0] == fit
    assert found.band(fit) == band
    assert found.band(-1) == ""


def test_events_give_points_and_others_none() -> None:
    found = rules()
    assert found is not None
    heard = found.heard(Engagement(), "interest shown", NOW)
    assert heard.value(NOW) == pytest.approx(25)
    assert found.heard(heard, "registered again", NOW).lasting == 5
    assert found.heard(heard, "call logged", NOW) == heard
    assert [half_life_of(one) for one in found.score.engagement] == [43_200, 0]


def test_the_meaning_changes_with_the_points_alone() -> None:
    def meaning(score: str, fields: str = "") -> str:
        found = rules(score, fields)
        assert found is not None
        return found.meaning

    assert meaning(SCORE) == meaning(SCORE.replace("3 months", "1 month") + "\n# a remark\n")
    assert meaning(SCORE) != meaning(SCORE.replace("30 days", "20 days"))
    assert meaning(SCORE) != meaning(SCORE.replace("C: 10", "C: 5"))
    big = SCORE.replace("users at least 50", "big")
    assert meaning(big, "5") != meaning(big, "6")
    assert rules("") is None


def test_what_shows_that_they_are_there_can_happen() -> None:
    assert declared_events().keys() >= RESPONSES
