from collections import Counter

from leadline.access.roles import SHIPPED
from leadline.demo.cast import COLLEAGUES, customers
from leadline.demo.desk.cast import DEVELOPERS, MARKETING, Way, by_name, prospects


def test_a_few_dozen_of_whom_every_kind_is_there() -> None:
    people = prospects()
    assert 24 <= len(people) <= 60
    assert {one.way for one in people} == set(Way)
    assert Counter(one.language for one in people)["zh-hans"] >= 4


def test_nobody_shares_a_name_or_an_address_not_even_with_those_of_the_trials() -> None:
    people = [*prospects(), *customers()]
    assert len({one.name for one in people}) == len({one.email for one in people}) == len(people)
    assert len(by_name()) == len(prospects())
    assert all(one.email.endswith(".example") for one in prospects())


def test_those_who_develop_leads_have_a_shipped_role_and_marketing_is_there() -> None:
    assert {one.role for one in DEVELOPERS} == {"LDR"} <= set(SHIPPED)
    assert MARKETING in {one.email for one in COLLEAGUES}
