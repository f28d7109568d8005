"""Rows of later rooms move with their party and follow their person when a company is split."""

from collections.abc import Iterator

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from leadline.parties import lineage
from leadline.parties.actions.merging import merge_companies, split_companies
from leadline.parties.candidates import Candidate
from leadline.parties.lineage import Pointer, points_at_company, points_at_person
from leadline.parties.models import Company, Person
from leadline.parties.tests.cast import MEI, enter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visits() -> Iterator[type[models.Model]]:
    """A table of a later room: visits to a person at a company."""
    people, companies = list(lineage._people), list(lineage._companies)
    with isolate_apps("leadline.parties"):

        class Visit(models.Model):
            person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
            company = models.ForeignKey(Company, models.CASCADE, null=True, related_name="+")

            class Meta:
                app_label = "parties"

        with connection.schema_editor() as editor:
            editor.create_model(Visit)
        points_at_person(Pointer(Visit, "person", "Visits"))
        points_at_company(Pointer(Visit, "company", "Visits", follows="person"))
        yield Visit
        with connection.schema_editor() as editor:
            editor.delete_model(Visit)
    lineage._people[:], lineage._companies[:] = people, companies


def test_new_rows_follow_their_person(visits: type[models.Model]) -> None:
    enter(
        Candidate(name="Anna Koch", company="Acme", emails=("anna@acme.de",)),
        Candidate(name="Ben Ito", company="Bolt", emails=("ben@bolt.fr",)),
    )
    acme, bolt = Company.objects.get(core="acme"), Company.objects.get(core="bolt")
    anna, ben = Person.objects.order_by("id")
    old = visits._default_manager.create(person=ben, company=bolt)
    [merge] = merge_companies(MEI, acme, losers=[bolt])
    old.refresh_from_db()
    assert old.company_id == acme.pk
    rows = {
        "to ben": visits._default_manager.create(person=ben, company=acme),
        "to anna": visits._default_manager.create(person=anna, company=acme),
        "to nobody": visits._default_manager.create(company=acme),
    }
    split_companies(MEI, acme, merge=merge)
    assert dict(visits._default_manager.values_list("id", "company")) == {
        old.pk: bolt.pk,
        rows["to ben"].pk: bolt.pk,
        rows["to anna"].pk: acme.pk,
        rows["to nobody"].pk: acme.pk,
    }


def test_a_pointer_names_its_table(visits: type[models.Model]) -> None:
    assert Pointer(visits, "company", "Visits").table == "parties.visit"
