"""An account manager is appointed with a reason, by those who may."""

import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.parties.actions.appointing import appoint_account_manager
from leadline.parties.actions.merging import merge_companies, split_companies
from leadline.parties.models import Company


def test_it_is_told_once_and_not_without_a_reason(db: None) -> None:
    company = Company.objects.create(name="Northwind")
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    with pytest.raises(Refused):
        appoint_account_manager(AUTOMATION, company, manager=mei, reason=" ")
    for _ in range(2):
        appoint_account_manager(AUTOMATION, company, manager=mei, reason="Signed")
    appoint_account_manager(AUTOMATION, company, manager=None, reason="Left")
    told = Event.objects.filter(stream="company", stream_id=company.pk).order_by("seq")
    assert [str(one) for one in told] == [
        "Mei is the account manager: Signed",
        "Nobody is the account manager: Left",
    ]
    with pytest.raises(Refused):
        appoint_account_manager(person(mei), company, manager=mei, reason="Mine")


def test_a_merge_keeps_the_account_manager_and_a_split_gives_them_back(db: None) -> None:
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    stays = Company.objects.create(name="Northwind")
    goes = Company.objects.create(name="North Wind", account_manager=mei)
    [merge] = merge_companies(AUTOMATION, stays, losers=[goes])
    assert Company.objects.get(pk=stays.pk).account_manager == mei
    split_companies(AUTOMATION, stays, merge=merge)
    assert Company.objects.get(pk=stays.pk).account_manager is None
    assert Company.objects.get(pk=goes.pk).account_manager == mei
