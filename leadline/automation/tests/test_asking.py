"""What a process or the score looks at, be it behind a field that means something else."""

import pytest

from leadline.automation import asking
from leadline.automation.asking import asks_about
from leadline.core.actor import AUTOMATION
from leadline.leads.tests.score.score_cast import LEAD, SCORE
from leadline.playbooks.actions import publish
from leadline.playbooks.tests.folders import SMALLEST

pytestmark = pytest.mark.django_db
FIELDS = """
lead:
  large:
    means: users at least 50
company:
  users: number
  town: text
  mascot: text
"""


def test_conditions_of_the_score_and_derived_fields_count() -> None:
    lead = LEAD.replace("      users: {ask: number, optional: yes}\n", "")
    files = {
        **SMALLEST,
        "fields.yaml": FIELDS,
        "lead.yaml": lead.replace("      town: {ask: text, optional: yes}", "      town: {}"),
        "score.yaml": SCORE.replace("when: users at least 50", "when: large"),
    }
    version = publish(AUTOMATION, None, name="small", source=files)
    assert asks_about(version.pk, "Small", {"users": 1})
    assert asks_about(version.pk, "Small", {"Town": 1})
    assert not asks_about(version.pk, "Small", {"mascot": 1})
    assert not asks_about(version.pk, "Gone", {"mascot": 1})


def test_a_version_that_cannot_be_read_any_more_asks_about_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreadable(_version: int) -> None:
        raise ValueError

    monkeypatch.setattr(asking, "definition_of", unreadable)
    assert not asks_about(1, "Small", {"users": 1})
