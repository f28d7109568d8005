from leadline.conditions.declared import declared_fields
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.records.models import Record
from leadline.service.actions import end_trial, open_trial
from leadline.service.models import Product
from leadline.service.tests.conftest import NOON, lead_of
from leadline.service.tests.test_actions import tick


def value(name: str, lead: Record) -> object:
    field = declared_fields()[name]
    assert field.load is not None
    [found] = field.values(field.load([lead]))
    return found


def test_a_lead_tells_whether_its_trial_is_open(
    lead: Record, by_hand: Product, clock: Driven
) -> None:
    assert (value("trial is open", lead), value("trial ends", lead)) == (False, None)
    open_trial(AUTOMATION, lead)
    assert value("trial is open", lead) is False
    tick(lead)
    assert (value("trial is open", lead), value("trial starts", lead)) == (True, NOON)
    assert value("trial sign-ins", lead) == 0
    end_trial(AUTOMATION, lead)
    assert value("trial is open", lead) is True  # until access has been taken away
    tick(lead)
    assert value("trial is open", lead) is False
    assert value("had a trial before", lead) is False
    assert value("had a trial before", lead_of(lead.person)) is True
