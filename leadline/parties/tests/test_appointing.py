"""An account manager is appointed with a reason, by those who may."""

import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.parties.actions.appointing import appoint_account_manager
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
