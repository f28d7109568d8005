"""Which rules hold, and where leads stand, in a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.leads.score.loading import (
    all_heard,
    all_in_force,
    ended_rules,
    in_force,
    latest_rules,
    scored,
)
from leadline.leads.tests.score.score_cast import happens, people, published, rescore, score
from leadline.playbooks.models import Version
from leadline.playbooks.versions import definition_of, is_readable
from leadline.work.events import INTEREST_SHOWN

pytestmark = pytest.mark.django_db


def test_the_rules_in_force_are_those_of_the_current_version() -> None:
    old = published()
    new = published(lead=LEAD_WITHOUT, score="fit:\n  - points: 1\n    when: users known\n")
    found = in_force(old.pk)
    assert found is not None
    assert (found.version, found.rules.score.fit[0].points) == (new.pk, 1)
    assert [one.version for one in all_in_force()] == [new.pk]
    assert latest_rules(found.playbook) is None
    people(new)
    rescore(new)
    latest = latest_rules(found.playbook)
    assert latest is not None
    assert latest.version_id == new.pk


def test_of_a_text_that_cannot_be_read_no_score_is_in_force_and_none_ends() -> None:
    version = published()
    people(version)
    rescore(version)
    latest = latest_rules(version.playbook_id)
    assert latest is not None
    Version.objects.update(files={"playbook.yaml": "title: [x\n"})
    definition_of.cache_clear()
    is_readable.cache_clear()
    assert (all_in_force(), ended_rules()) == ([], [])


def test_rows_sums_and_events_of_many_cost_three_queries() -> None:
    leads = people(published(), 20, users=80)
    for lead in leads[:3]:
        happens(lead, INTEREST_SHOWN, what="price")
    score(*leads)
    with CaptureQueriesContext(connection) as asked:
        found = scored(leads)
        heard = all_heard(leads, ["interest shown"])
    assert len(asked) == 3
    assert sum(len(one.sums) for one in found) == sum(map(len, heard.values())) == 3
    assert found[5].standing is not None


LEAD_WITHOUT = """
process: Small
follows: lead
begins:
  - on: lead opened
owner: role Seller
stages:
  Inquiry:
    goal: Know them
    ask:
      users: {ask: number, optional: yes}
    next:
      - go to: Done
        by: owner
ends:
  Done:
    outcome: qualified
"""
