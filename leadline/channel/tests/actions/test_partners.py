"""A company is a partner once; hours that are none are refused."""

import pytest

from leadline.access.models import User
from leadline.channel.actions.partners import appoint_partner, change_partner
from leadline.channel.models import Partner
from leadline.channel.tests.conftest import firm
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
