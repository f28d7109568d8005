"""The pages of learning speak the reader's language and keep the rest of score.yaml."""

import pytest
from django.utils import translation

from leadline.leads.score.models import ScoreFit
from leadline.leads.scorecard.proposing import Line
from leadline.leads.tests.score.score_cast import NINE, SCORE, published
from leadline.workspace.queries.learning import learn_page, learned_page, score_file

pytestmark = pytest.mark.django_db


def test_columns_are_named_and_what_is_worked_out_has_nothing_yet() -> None:
    playbook = published().playbook
    with translation.override("zh-hans"):
        columns = dict(learn_page(playbook).columns)
    assert columns["source"] == "来源"
    assert "users" in columns
    page = learned_page(playbook, ScoreFit(playbook=playbook, asked_at=NINE))
    assert (page.told, page.lines, page.auc, page.leaking) == (None, (), "", [])


def test_everything_but_fit_stays_in_the_file() -> None:
    text = score_file(published().playbook, [Line("users", 7, low=50.0)])
    assert "  - points: 7\n    when: 'users at least 50'\n" in text
    assert "town" not in text
    assert text.replace("\n", "").startswith("review every: 3 months")
    assert text.endswith(SCORE[SCORE.index("engagement:") :])
