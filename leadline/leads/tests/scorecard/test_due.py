"""Learning is asked for in a language and of some leads only."""

from datetime import date

import pytest

from leadline.access.models import Firm, User
from leadline.core.actor import Actor, ActorKind
from leadline.leads.actions.learning import learn_score
from leadline.leads.score.models import ScoreFit
from leadline.leads.scorecard.due import learn_due, table_for
from leadline.leads.tests.score.score_cast import DAY, NINE, people, published
from leadline.records.models import Record

pytestmark = pytest.mark.django_db


def test_only_the_leads_that_were_chosen_are_learned_from() -> None:
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "UTC"})
    version = published()
    for number, lead in enumerate(people(version, 12)):
        lead.answers = {"users": number % 3, "town": "Leeds" if number % 2 else "York"}
        lead.outcome, lead.ended_at = "lost", NINE + DAY * number
        lead.save()
    fit = ScoreFit(playbook=version.playbook, asked_at=NINE, since_on=date(2026, 3, 6))
    assert len(table_for(fit).won) == 8
    assert {"users", "town"} <= table_for(fit).columns.keys()
    fit.without = ["town", "gone"]
    assert "town" not in table_for(fit).columns


def test_why_nothing_was_learned_is_told_in_the_language_of_who_asked() -> None:
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "UTC"})
    wei = User.objects.create(email="wei@firm.example", name="Wei", language="zh-hans")
    version = published()
    Record.objects.all().delete()
    actor = Actor(ActorKind.AUTOMATION, wei.pk, "Wei")
    learn_score(actor, None, playbook=version.playbook)
    assert learn_due(NINE) == 1
    assert ScoreFit.objects.get().reason.startswith("两种结局的线索都太少")
