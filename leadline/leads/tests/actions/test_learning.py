"""Asking keeps the newest twenty, and what was noted once is not noted again."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.leads.actions.learning import KEPT, learn_score, note_learned_score
from leadline.leads.score.models import ScoreFit
from leadline.leads.tests.score.score_cast import published

pytestmark = pytest.mark.django_db


def test_the_newest_stay_and_one_is_noted_once() -> None:
    playbook = published().playbook
    for number in range(KEPT + 3):
        fit = learn_score(AUTOMATION, None, playbook=playbook, without=[str(number)])
        note_learned_score(AUTOMATION, None, fit=fit, told={}, reason="too few")
        note_learned_score(AUTOMATION, None, fit=fit, told={}, reason="again")
    assert ScoreFit.objects.count() == KEPT
    assert ScoreFit.objects.earliest("pk").without == ["3"]
    assert set(ScoreFit.objects.values_list("reason", flat=True)) == {"too few"}
