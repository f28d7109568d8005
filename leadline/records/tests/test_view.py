from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import User
from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.conditions.declared import declared_fields
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.records.opening import open_record
from leadline.records.tests.conftest import MADE, NOON
from leadline.records.view import views_of

CATALOGUE = Catalogue(
    [*(one.field for one in declared_fields().values()), Field("users", Kind.NUMBER)]
)
NAMES = ("owner", "stage", "users", "e-mail", "nothing known")


def some(count: int, owner: User) -> list[Record]:
    with Batch(AUTOMATION, NOON) as batch:
        return [
            open_record(batch, "lead", str(n), MADE, owner=owner, answers={"users": n})
            for n in range(count)
        ]


def test_fields_and_answers_are_seen_together(mei: User) -> None:
    [view] = views_of(some(1, mei), NAMES, CATALOGUE)
    assert view["owner"] == "mei@firm.example"
    assert view["users"] == 0
    assert view["e-mail"] is None
    assert "nothing known" not in view


def test_the_number_of_queries_does_not_grow(mei: User) -> None:
    def queries(count: int) -> int:
        records = some(count, mei)
        with CaptureQueriesContext(connection) as found:
            views_of(records, NAMES, CATALOGUE)
        return len(found)

    assert queries(2) == queries(50)


def test_a_company_is_not_asked_for_person_by_person(mei: User) -> None:
    def queries(count: int) -> int:
        records = [of_company(f"{count}-{n}", mei) for n in range(count)]
        with CaptureQueriesContext(connection) as found:
            views = views_of(records, ("company name", "company domain", "country"), CATALOGUE)
        assert views[0]["company name"] == f"acme {count}-0"
        return len(found)

    assert queries(2) == queries(20) == 2


def test_fields_that_share_a_loader_ask_once(mei: User) -> None:
    records = [of_company("once", mei)]

    def queries(*names: str) -> int:
        with CaptureQueriesContext(connection) as found:
            views_of(records, names, CATALOGUE)
        return len(found)

    one = queries("e-mail kind")
    assert queries("e-mail kind", "e-mail is corporate") == one == 2
    assert queries("on the ban list") == queries("on the ban list", "screening found something")


def of_company(label: str, owner: User) -> Record:
    company = Company.objects.create(name=f"Acme {label}", name_key=f"acme {label}")
    person = Person.objects.create(name="Ann", name_key="ann", company=company)
    with Batch(AUTOMATION, NOON) as batch:
        return open_record(batch, "lead", label, MADE, owner=owner, person=person)
