"""Only those that may change are named, and the parts of a look cover all of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.leads.score.loading import in_force, latest_rules
from leadline.leads.score.looking import Seen, look, parts
from leadline.leads.score.models import EngagementSum, LeadScore, ScoreRules
from leadline.leads.tests.score.score_cast import (
    DAY,
    NINE,
    SCORE,
    happens,
    people,
    published,
    rescore,
    score,
)
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of, is_readable
from leadline.records.actions import give_answers
from leadline.work.events import INTEREST_SHOWN

pytestmark = pytest.mark.django_db


def seen(version: Version, most: int = 100) -> Seen:
    now = in_force(version.pk)
    assert now is not None
    rules = latest_rules(now.playbook)
    assert rules is not None
    ScoreRules.objects.update(upto=0)
    rules.upto = 0
    return look(now, rules, NINE + DAY, most)


def test_whose_fit_is_as_before_is_only_read() -> None:
    version = published()
    leads = people(version, 3, users=80)
    rescore(version)
    assert seen(version).changing == []
    give_answers(AUTOMATION, leads[1], answers={"users": 5})
    assert seen(version).changing == [leads[1].pk]
    assert (seen(version, most=1).number, seen(version, most=1).last) == (1, leads[0].pk)


def test_other_points_for_what_leads_do_name_those_that_did_something() -> None:
    version = published()
    _idle, busy = people(version, 2, users=80)
    happens(busy, INTEREST_SHOWN, what="price")
    rescore(version)
    newer = published(SCORE.replace("points: 25", "points: 30"))
    rescore(newer, most=0)
    assert seen(newer).changing == [busy.pk]


def test_who_was_scored_by_a_text_that_cannot_be_read_is_counted_anew() -> None:
    version = published()
    [busy] = people(version, users=30)
    happens(busy, INTEREST_SHOWN, what="price")
    rescore(version)
    newer = published(SCORE.replace("A: 40", "A: 41"))
    rescore(newer, most=0)
    Version.objects.filter(pk=version.pk).update(files={"playbook.yaml": "title: [x\n"})
    definition_of.cache_clear()
    is_readable.cache_clear()
    assert busy.pk in seen(newer).changing


def test_sums_that_count_alike_stay_as_they_are() -> None:
    version = published()
    [lead] = people(version, users=80)
    happens(lead, INTEREST_SHOWN, what="price")
    score(lead)
    rescore(version)
    before = EngagementSum.objects.get().amount
    rescore(published(SCORE.replace("points: 40", "points: 60")), at=NINE + DAY)
    assert LeadScore.objects.get().fit == 60
    assert EngagementSum.objects.get().amount == before


def test_the_parts_of_a_look_follow_each_other_and_count_each_lead_once() -> None:
    whole = Seen(1, after=10, last=99, number=50, changing=[20, 30, 40, 60, 70])
    found = list(parts(whole, 2))
    assert [(one.after, one.last) for one in found] == [(10, 30), (30, 60), (60, 99)]
    assert [pk for one in found for pk in one.changing] == whole.changing
    assert sum(one.number for one in found) == 50
    assert list(parts(Seen(1, 10, 99, 50), 2)) == [Seen(1, 10, 99, 50)]


def test_a_hundred_cost_as_many_queries_as_two() -> None:
    version = published()

    def cost(number: int) -> int:
        people(version, number, users=number)
        with CaptureQueriesContext(connection) as asked:
            seen(version)
        return len(asked)

    rescore(version)
    cost(1)
    assert cost(2) == cost(100)
