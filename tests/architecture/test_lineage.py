"""Whatever points at a person or company moves when two of them are merged, or says why not."""

from collections.abc import Iterable, Iterator

from django.apps import apps as django_apps
from django.db import models
from django.test.utils import isolate_apps

from leadline.parties.lineage import fields_apart, pointers_at
from leadline.parties.models import Company, Person
from tests.architecture.source import hold

PARTIES = (Person, Company)


def pointing(tables: Iterable[type[models.Model]]) -> Iterator[tuple[str, str]]:
    """(table, field) of every column that names a party: foreign keys, and bare numbers of rows."""
    for table in tables:
        for field in table._meta.get_fields():
            if field.auto_created or not field.concrete:
                continue
            is_key = field.is_relation and field.related_model in PARTIES
            is_number = isinstance(field, models.IntegerField) and field.name.endswith("_id")
            if is_key or is_number:
                yield table._meta.label_lower, field.name


def undeclared(tables: Iterable[type[models.Model]]) -> list[str]:
    declared = {(one.table, one.field) for party in PARTIES for one in pointers_at(party)}
    found = set(pointing(tables)) - declared - fields_apart().keys()
    return [
        f"{table}.{field} names a party: declare it in the app's lineage.py (points_at_person, "
        "points_at_company), or say with told_apart why a merge leaves it as it is"
        for table, field in sorted(found)
    ]


def ours() -> list[type[models.Model]]:
    return [
        model
        for config in django_apps.get_app_configs()
        if config.name.startswith("leadline.")
        for model in config.get_models()
        if ".tests." not in model.__module__
    ]


def test_everything_that_names_a_party_is_declared_to_the_merge() -> None:
    hold(undeclared(ours()))


def test_what_is_declared_exists() -> None:
    there = set(pointing(ours()))
    declared = {(one.table, one.field) for party in PARTIES for one in pointers_at(party)}
    assert declared | fields_apart().keys() <= there
    assert not declared & fields_apart().keys()
    assert all(len(reason.split()) > 3 for reason in fields_apart().values())


def test_what_hangs_on_a_row_comes_after_it() -> None:
    for party in PARTIES:
        seen: set[type[models.Model]] = set()
        moved = {pointer.model for pointer in pointers_at(party)}
        for pointer in pointers_at(party):
            if pointer.follows:
                on = pointer.model._meta.get_field(pointer.follows).related_model
                assert on in {*seen, pointer.model} or on not in moved, pointer
            seen.add(pointer.model)


@isolate_apps("leadline.parties")
def test_a_table_that_nobody_declared_is_refused() -> None:
    class Gift(models.Model):
        person = models.ForeignKey(Person, models.CASCADE, related_name="+")
        companies = models.ManyToManyField(Company, related_name="+")
        company_id = models.BigIntegerField()
        pieces = models.IntegerField()

        class Meta:
            app_label = "parties"

    found = undeclared([Gift])
    assert [line.split(" ")[0] for line in found] == [
        "parties.gift.companies",
        "parties.gift.company_id",
        "parties.gift.person",
    ]
