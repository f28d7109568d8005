from datetime import UTC, datetime, timedelta

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.errors import Invalid, Stale
from leadline.parties.actions.changing import change_company, change_person
from leadline.parties.models import Company, Person

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def li(db: None) -> Person:
    return Person.objects.create(name="Li Na", city="Suzhou")


def test_who_comes_second_reads_who_was_first(li: Person) -> None:
    with Driven(NOON) as clock:
        seen = {"city": "Suzhou"}
        change_person(AUTOMATION, li, values={"city": "Wuxi"}, seen=seen)
        clock.at += timedelta(minutes=2)
        with pytest.raises(Stale, match=r"changed “City” 2\sminutes ago\. It says “Wuxi” now\."):
            change_person(AUTOMATION, li, values={"city": "Nanjing"}, seen=seen)
    li.refresh_from_db()
    assert li.city == "Wuxi"


def test_what_was_changed_elsewhere_is_no_matter(li: Person) -> None:
    change_person(AUTOMATION, li, values={"city": "Wuxi"}, seen={"city": "Suzhou"})
    change_person(AUTOMATION, li, values={"name": "Li Nana"}, seen={"name": "Li Na"})
    li.refresh_from_db()
    assert (li.name, li.city) == ("Li Nana", "Wuxi")


def test_a_change_that_nobody_told_is_noticed_too(li: Person) -> None:
    Person.objects.update(city="")
    with pytest.raises(Stale, match=r"Somebody changed “City” meanwhile\. It is empty now\."):
        change_person(AUTOMATION, li, values={"city": "Nanjing"}, seen={"city": "Suzhou"})


def test_companies_too(db: None) -> None:
    company = Company.objects.create(name="Nordwire", city="Lund")
    with pytest.raises(Stale):
        change_company(AUTOMATION, company, values={"city": "Malmö"}, seen={"city": ""})


def test_a_time_zone_is_one_that_there_is(li: Person) -> None:
    change_person(AUTOMATION, li, values={"zone": "Asia/Shanghai"})
    li.refresh_from_db()
    assert li.zone == "Asia/Shanghai"
    with pytest.raises(Invalid, match="not a time zone"):
        change_person(AUTOMATION, li, values={"zone": "Moon/Base"})
    change_person(AUTOMATION, li, values={"zone": ""})
    li.refresh_from_db()
    assert (li.zone, li.name) == ("", "Li Na")
