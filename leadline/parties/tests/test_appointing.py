"""An account manager is appointed with a reason, by those who may."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.parties.actions.appointing import appoint_account_manager, hand_over_companies
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


def test_what_somebody_serves_goes_over_with_as_many_queries_for_many_as_for_two(db: None) -> None:
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    ben = User.objects.create(email="ben@firm.example", name="Ben")
    others = Company.objects.create(name="Other", account_manager=ben)
    counted = []
    for number in (2, 12):
        rows = [
            Company.objects.create(name=f"N{number}-{n}", account_manager=mei)
            for n in range(number)
        ]
        ids = [row.pk for row in rows]
        with CaptureQueriesContext(connection) as asked:
            given = hand_over_companies(AUTOMATION, mei, to=ben, some=[*ids, others.pk])
        assert given == number
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert not Company.objects.exclude(account_manager=ben).exists()
    told = Event.objects.filter(stream="company", stream_id=ids[-1]).get()
    assert str(told) == "Ben is the account manager: Mei has left."
    assert told.data["before"] == "Mei"
    assert not Event.objects.filter(stream="company", stream_id=others.pk).exists()
    with pytest.raises(Refused):
        hand_over_companies(person(mei), ben, to=mei, some=ids)


def test_a_company_that_a_rule_keeps_stays(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    ben = User.objects.create(email="ben@firm.example", name="Ben")
    kept, goes = (Company.objects.create(name=n, account_manager=mei) for n in ("Kept", "Goes"))
    inner = appoint_account_manager.function

    def refuses(batch: Batch, company: Company, **told: Any) -> None:
        if company.pk == kept.pk:
            raise Refused("By its manager only.")
        inner(batch, company, **told)

    monkeypatch.setitem(appoint_account_manager.__dict__, "function", refuses)
    assert hand_over_companies(AUTOMATION, mei, to=ben, some=[kept.pk, goes.pk]) == 1
    assert list(Company.objects.filter(account_manager=mei)) == [kept]
