"""What was learned of a company is known to all its records; the rest stays with the record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.models import Event
from leadline.parties.models import Company
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.playbooks.tests.folders import SMALL
from leadline.playbooks.versions import definition_of
from leadline.records.actions import give_answers
from leadline.records.answers import ASKED_NOT_TOLD
from leadline.records.company import answers_of
from leadline.records.models import Record
from leadline.records.opening import open_record
from leadline.records.tests.conftest import MADE, NOON
from leadline.records.view import View, views_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> Version:
    fields = {"fields.yaml": "company:\n  website: text\n  company size: number\n"}
    return publish(AUTOMATION, None, name="small", source={**SMALL, **fields})


def some(count: int, version: Version, company: Company | None = None) -> list[Record]:
    with Batch(AUTOMATION, NOON) as batch:
        return [
            open_record(
                batch,
                "lead",
                str(n),
                MADE,
                company=company or Company.objects.create(name=f"Firm {n}", name_key="", core=""),
                version=version,
            )
            for n in range(count)
        ]


def seen(record: Record) -> View:
    playbook = definition_of(record.version_id or 0)
    return views_of(
        [Record.objects.get(pk=record.pk)], ("website", "interest"), playbook.catalogue
    )[0]


def test_s0_09_research_is_kept_on_the_company(version: Version) -> None:
    acme = Company.objects.create(name="Acme", name_key="", core="")
    first, second = some(2, version, acme)
    answers = {"website": "acme.example", "interest": "Yes"}
    give_answers(AUTOMATION, first, answers=answers, evidence="call 17")
    first.refresh_from_db()
    acme.refresh_from_db()
    assert (first.answers, acme.answers) == ({"interest": "Yes"}, {"website": "acme.example"})
    assert seen(second) == {"website": "acme.example", "interest": None}
    told = Event.objects.get(stream="company", stream_id=acme.pk)
    assert (told.data["answers"], told.data["evidence"]) == (acme.answers, "call 17")


def test_what_the_company_has_said_already_is_no_news(version: Version) -> None:
    acme = Company.objects.create(name="Acme", name_key="", core="")
    first, second = some(2, version, acme)
    give_answers(AUTOMATION, first, answers={"website": "acme.example"})
    before = Event.objects.count()
    give_answers(AUTOMATION, second, answers={"website": "acme.example"})
    assert Event.objects.count() == before


def test_not_told_stays_with_the_record(version: Version) -> None:
    [record] = some(1, version)
    give_answers(AUTOMATION, record, answers={"website": ASKED_NOT_TOLD})
    record.refresh_from_db()
    assert record.answers == {"website": ASKED_NOT_TOLD}
    assert Company.objects.get().answers == {}
    assert seen(record)["website"] is None


def test_without_a_company_the_record_keeps_it(version: Version) -> None:
    with Batch(AUTOMATION, NOON) as batch:
        record = open_record(batch, "lead", "Li Na", MADE, version=version)
    give_answers(AUTOMATION, record, answers={"website": "li.example"})
    assert seen(record)["website"] == "li.example"


def test_a_batch_sees_at_once_what_it_has_learned(version: Version) -> None:
    acme = Company.objects.create(name="Acme", name_key="", core="")
    pair = some(2, version, acme)
    catalogue = definition_of(version.pk).catalogue
    with Batch(AUTOMATION, NOON) as batch:
        first, second = batch.lock(pair)
        give_answers.within(batch, first, answers={"website": "acme.example"})
        assert answers_of(batch, second)["website"] == "acme.example"
        give_answers.within(batch, second, answers={"company size": 5})
        assert views_of([second], ["website", "company size"], catalogue) == [
            {"website": "acme.example", "company size": 5}
        ]
    acme.refresh_from_db()
    assert acme.answers == {"website": "acme.example", "company size": 5}


def test_the_number_of_queries_does_not_grow(version: Version) -> None:
    def queries(count: int) -> int:
        records = some(count, version)
        with CaptureQueriesContext(connection) as found, Batch(AUTOMATION, NOON) as batch:
            for record in batch.lock(records):
                give_answers.within(batch, record, answers={"website": f"{record.pk}.example"})
        return len(found)

    queries(1)  # reads the playbook
    assert queries(2) == queries(50)
