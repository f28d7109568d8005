from datetime import timedelta

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.leads.known import is_raw, known_leads, sources_named
from leadline.leads.models import Source
from leadline.leads.tests.conftest import NINE, li_na, take_in
from leadline.parties.models import Person
from leadline.playbooks.models import Version
from leadline.records.models import Record


def test_open_and_ended_leads_of_a_person_are_told_apart(version: Version) -> None:
    [first] = take_in(version, li_na(number="1"))
    Record.objects.filter(pk=first.record.pk).update(outcome="lost")
    [second] = take_in(version, li_na(), at=NINE + timedelta(days=1))
    person = Person.objects.get()
    with Batch(AUTOMATION) as batch:
        known = known_leads(batch, [person], set())
        assert known.ended[id(person)].pk == first.record.pk
        assert known.open[id(person)].pk == second.record.pk
        assert known.numbers["web", "1"].pk == first.record.pk
        assert {lead.pk for lead in known.leads.values()} == {first.record.pk, second.record.pk}


def test_a_number_counts_within_its_source_alone(version: Version) -> None:
    take_in(version, li_na(number="1"))
    with Batch(AUTOMATION) as batch:
        assert not known_leads(batch, [], {("shop", "1")}).numbers
        assert known_leads(batch, [], {("web", "1")}).numbers


def test_a_new_source_is_made_once_under_its_first_name(db: None) -> None:
    with Batch(AUTOMATION) as batch:
        found = sources_named(batch, ["Web", " web ", "Fair", ""])
    assert found.keys() == {"web", "fair"}
    with Batch(AUTOMATION) as batch:
        assert str(sources_named(batch, ["WEB"])["web"]) == "web"
    assert Source.objects.count() == 2


@pytest.mark.parametrize(("stage", "raw"), [("Raw", True), ("Inquiry", False), ("", False)])
def test_raw_is_told_by_its_stage_where_no_playbook_is_followed(stage: str, raw: bool) -> None:
    assert is_raw(Record(kind="lead", stage=stage)) is raw
