"""Who works on the company counts first; of those who cover a region the narrower one."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from leadline.access.models import User
from leadline.channel.finding import partners_of_company, partners_of_region, taken_by
from leadline.channel.models import Partner, PartnerLead, State
from leadline.channel.tests.conftest import opened, sells, stands
from leadline.playbooks.relations import relations
from leadline.records.models import Record


def test_nobody_has_the_company_until_a_lead_of_it_stands_with_one(
    mei: User, lead: Record, nordic: Partner
) -> None:
    assert partners_of_company([lead]) == [None]
    row = stands(lead, nordic)
    other = opened(mei, "Wang Fang", lead.company)
    assert partners_of_company([lead, other]) == [nordic, nordic]
    assert set(taken_by({lead.company_id})) == {lead.company_id}
    row.state = State.LOST
    row.save()
    assert partners_of_company([other]) == [None]


def test_the_narrower_one_then_who_has_less(mei: User, lead: Record) -> None:
    anywhere = sells(mei, "Anywhere")
    assert partners_of_region([lead]) == [anywhere]
    china = sells(mei, "China", countries=["CN"])
    busy = stands(opened(mei, "A B", sells(mei, "Elsewhere", countries=["FR"]).company), china)
    second = sells(mei, "Also China", countries=["CN"])
    assert partners_of_region([lead]) == [second]
    busy.delete()
    assert partners_of_region([lead]) == [china]
    wire = sells(mei, "Wire", countries=["CN"], segment="Wire  rod")
    assert partners_of_region([lead]) == [china]
    lead.answers = {"segment": "wire rod"}
    assert partners_of_region([lead]) == [wire]
    Partner.objects.update(is_active=False)
    assert partners_of_region([lead]) == [None]


def test_what_somebody_works_on_is_nobody_elses(mei: User, lead: Record, nordic: Partner) -> None:
    stands(lead, nordic)
    assert partners_of_region([opened(mei, "Wang Fang", lead.company)]) == [None]


def test_who_gave_it_back_does_not_get_it_again(mei: User, lead: Record, nordic: Partner) -> None:
    """In this stay of the lead; in another one they are asked again."""
    back = stands(lead, nordic, state=State.RETURNED, handed_at=lead.entered_at)
    other = opened(mei, "Wang Fang", lead.company)
    stands(other, nordic)
    assert partners_of_company([lead, other]) == [None, nordic]
    PartnerLead.objects.filter(record=other).delete()
    assert partners_of_region([lead, other]) == [None, nordic]
    back.handed_at = lead.entered_at - timedelta(days=1)
    back.save()
    assert partners_of_region([lead]) == [nordic]


@pytest.mark.parametrize("phrase", ["partner of company", "partner of region"])
def test_a_route_finds_the_colleague(mei: User, lead: Record, nordic: Partner, phrase: str) -> None:
    stands(opened(mei, "Wang Fang", lead.company), nordic)
    meant = [mei] if phrase == "partner of company" else [None]
    assert relations()[phrase]([lead]) == meant


def test_many_cost_the_queries_of_one(
    mei: User, lead: Record, nordic: Partner, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many = [lead, *(opened(mei, f"P{n}", lead.company) for n in range(10))]
    with django_assert_num_queries(5):
        partners_of_region(many)
