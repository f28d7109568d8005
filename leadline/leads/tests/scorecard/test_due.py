"""Learning is asked for in a language and of some leads only."""

from datetime import date

import pytest

from leadline.access.models import Firm, User
from leadline.core.actor import AUTOMATION, Actor, ActorKind
from leadline.core.pausing import in_one_go
from leadline.leads.actions.learning import learn_score
from leadline.leads.score.models import ScoreFit
from leadline.leads.scorecard import closed, due
from leadline.leads.scorecard.due import learn_due, reading_table_for
from leadline.leads.scorecard.table import Table
from leadline.leads.scorecard.told import learned
from leadline.leads.tests.score.score_cast import DAY, NINE, people, published
from leadline.playbooks.models import Version
from leadline.records.models import Record

pytestmark = pytest.mark.django_db


def table_for(fit: ScoreFit) -> Table:
    return in_one_go(reading_table_for(fit))


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


def ended(number: int) -> Version:
    version = published()
    for n, lead in enumerate(people(version, number)):
        lead.answers = {"users": n % 3, "town": "Leeds" if n % 2 else "York"}
        lead.outcome, lead.ended_at = ("qualified" if n % 2 else "lost"), NINE + DAY * n
        lead.save()
    return version


def test_s3_26_learning_lets_the_others_of_the_round_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it takes, a turn ends at the next pause; another begins where it stopped."""
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "UTC"})
    version = ended(120)
    learn_score(AUTOMATION, None, playbook=version.playbook)
    whole = learned(in_one_go(reading_table_for(ScoreFit.objects.get()))).json()
    monkeypatch.setattr(due, "TURN", 0.0)
    monkeypatch.setattr(closed, "SLICE", 50)
    turns = 0
    while learn_due(NINE):
        turns += 1
    assert turns > 3 + 6 * 2  # slices that are read, then each column of each fold
    fit = ScoreFit.objects.get()
    assert fit.finished_at is not None
    assert fit.told["auc"] == whole["auc"]
    assert len(fit.told["lines"]) == len(whole["lines"]) > 0
    assert due._working == {}


def test_what_another_worker_has_learned_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "UTC"})
    version = ended(120)
    learn_score(AUTOMATION, None, playbook=version.playbook)
    monkeypatch.setattr(due, "TURN", 0.0)
    learn_due(NINE)
    ScoreFit.objects.update(finished_at=NINE, reason="done by another")
    assert learn_due(NINE) == 0
    assert due._working == {}
    assert ScoreFit.objects.get().reason == "done by another"
