"""Which stage counts as which status."""

from leadline.playbooks.checks.statuses import STATUSES
from leadline.playbooks.versions import definition_of
from leadline.reports.statuses import ALL, EXPANSION, LONG, statuses_of


def test_stages_that_are_statuses_count_as_themselves(cast):
    process = definition_of(cast.version.pk).processes["Statuses"]
    assert statuses_of(process) == {one: one for one in ALL}


def test_the_statuses_are_those_that_playbooks_know():
    assert {*ALL, EXPANSION} == set(STATUSES)
    assert set(LONG) == set(ALL)
