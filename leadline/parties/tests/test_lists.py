"""People and companies who are known are screened as those who arrive."""

import pytest

from leadline.parties.actions.watching import add_screening_entry, remove_screening_entry
from leadline.parties.lists import lists_page, screen_companies, screen_people
from leadline.parties.models import Company, ListName, Person, Subject
from leadline.parties.tests.cast import ANNA, FANG, MEI, enter

pytestmark = pytest.mark.django_db


def test_s0_03_known_people_and_companies_are_screened() -> None:
    enter(ANNA, FANG)
    add_screening_entry(
        MEI, None, list_name=ListName.BAN, kind=Subject.DOMAIN, text="acme.de", reason="Unpaid"
    )
    assert [len(hits) for hits in screen_people(Person.objects.order_by("id"))] == [1, 0]
    assert [len(hits) for hits in screen_companies(Company.objects.order_by("id"))] == [1, 0]


def test_the_page_shows_what_is_in_force() -> None:
    entries = [
        add_screening_entry(
            MEI, None, list_name=ListName.BAN, kind=Subject.COMPANY, text=text, reason="Unpaid"
        )
        for text in ("Acme", "Bolt", "Coil")
    ]
    remove_screening_entry(MEI, entries[0], reason="Paid")
    assert [entry.text for entry in lists_page().page] == ["Coil", "Bolt"]
    assert [entry.text for entry in lists_page("bol").page] == ["Bolt"]
    assert [entry.text for entry in lists_page(ended=True).page] == ["Acme"]
    assert (lists_page().in_force, lists_page().ended) == (2, 1)
    assert lists_page(of=ListName.COMPETITOR).in_force == lists_page("nobody").in_force == 0
