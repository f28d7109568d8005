"""A company is a partner once; hours that are none are refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.access.models import User
from leadline.channel.actions.partners import appoint_partner, change_partner, hand_over_partners
from leadline.channel.models import Partner
from leadline.channel.tests.conftest import firm, sells
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event

VALUES = {"zone": "Europe/London"}


def test_a_company_is_a_partner_once(mei: User) -> None:
    company = firm("Nordic")
    appoint_partner(AUTOMATION, company, manager=mei, email="a@b.example", values=VALUES)
    with pytest.raises(Refused, match="already"):
        appoint_partner(AUTOMATION, company, manager=mei, email="a@b.example", values=VALUES)


@pytest.mark.parametrize("wrong", [{"hours": "late"}, {"hours": ""}, {"within": "1 second"}])
def test_what_is_no_time_is_refused(nordic: Partner, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        change_partner(AUTOMATION, nordic, values=wrong)
    with pytest.raises(TypeError):
        change_partner(AUTOMATION, nordic, values={"company": nordic.company})


def test_a_change_is_told_without_whom_we_write_to(nordic: Partner) -> None:
    change_partner(AUTOMATION, nordic, values={"email": "new@b.example", "segment": "Wire"})
    change_partner(AUTOMATION, nordic, values={"segment": "Wire"})
    [event] = Event.objects.filter(name="partner changed")
    assert event.data["changed"] == ["email", "segment"]
    assert list(event.data["changes"]) == ["segment"]


def test_what_somebody_looks_after_goes_over_with_as_many_queries_for_many_as_for_one(
    mei: User,
) -> None:
    ben = User.objects.create(email="ben@firm.example", name="Ben")
    counted = []
    for number in (1, 9):
        ids = [sells(mei, f"P{number}x{n}").pk for n in range(number)]
        with CaptureQueriesContext(connection) as asked:
            assert hand_over_partners(AUTOMATION, mei, to=ben, some=ids) == number
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert hand_over_partners(AUTOMATION, mei, to=ben, some=ids) == 0
    assert not Partner.objects.exclude(manager=ben).exists()
    told = Event.objects.filter(name="partner changed").last()
    assert told is not None
    assert told.data["changed"] == ["manager"]
    with pytest.raises(Refused):
        hand_over_partners(person(mei), ben, to=mei, some=ids)


def test_a_partner_that_a_rule_keeps_stays(
    mei: User, nordic: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise Refused("By its manager only.")

    monkeypatch.setitem(change_partner.__dict__, "function", refuses)
    assert hand_over_partners(AUTOMATION, mei, to=mei, some=[nordic.pk]) == 0
