from collections import Counter

from leadline.access.roles import SHIPPED
from leadline.demo.cast import COLLEAGUES, Story, customers


def test_everybody_has_a_name_and_an_address_of_their_own() -> None:
    people = customers()
    assert 60 <= len(people) <= 120
    assert len({one.name for one in people}) == len({one.email for one in people}) == len(people)


def test_they_come_from_many_countries_and_behave_in_every_way() -> None:
    people = customers()
    assert len({one.country for one in people}) > 25
    assert Counter(one.language for one in people)["zh-hans"] > 10
    assert {one.story for one in people} == set(Story)


def test_they_stand_in_the_order_in_which_they_ask() -> None:
    days = [one.days for one in customers()]
    assert days == sorted(days, reverse=True)
    assert days[-1] == 0


def test_companies_exist_nowhere() -> None:
    """Addresses of companies end in a domain that nobody can have (RFC 2606)."""
    corporate = [one.email for one in customers() if one.company and one.story is not Story.PROVES]
    assert corporate
    assert all(address.endswith(".example") for address in corporate)


def test_colleagues_have_shipped_roles_and_addresses_of_nobody() -> None:
    assert {one.role for one in COLLEAGUES} <= set(SHIPPED)
    assert all(one.email.endswith("@meridian.example") for one in COLLEAGUES)
    assert {one.card for one in COLLEAGUES} >= {"seller", "developer", "manager", "admin"}
    assert Story.WINS.wants_more
    assert not Story.SILENT.wants_more
