from leadline.conditions.declared import declared_fields
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.records.models import Record
from leadline.service.actions import end_trial, open_trial, report_usage
from leadline.service.models import Product
from leadline.service.reports import Report
from leadline.service.tests.actions.test_trials import tick
from leadline.service.tests.conftest import NOON, lead_of


def value(name: str, lead: Record) -> object:
    field = declared_fields()[name]
    assert field.load is not None
    [found] = field.values(field.load([lead]))
    return found


def test_a_lead_tells_how_its_trial_is_used(lead: Record, by_hand: Product, clock: Driven) -> None:
    open_trial(AUTOMATION, lead)
    tick(lead)
    report = Report(3, account="li.na@hengtong.example", seen_at=NOON)
    report_usage(AUTOMATION, by_hand, reports=[report])
    assert (value("trial sign-ins", lead), value("trial last seen", lead)) == (3, NOON)


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
