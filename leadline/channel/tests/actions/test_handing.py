"""Two who hand leads of one company over in one batch do not both get their way."""

import pytest

from leadline.access.models import User
from leadline.channel.actions.handing import (
    follow_routes,
    hand_to_partner,
    open_leads,
    take_back_from_partner,
)
from leadline.channel.models import Partner, State
from leadline.channel.tests.conftest import MONDAY, opened, sells
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.records.actions import assign
from leadline.records.cause import Cause
from leadline.records.models import Record


def test_one_company_goes_to_one_partner_in_one_batch(
    mei: User, lead: Record, nordic: Partner
) -> None:
    other, baltic = opened(mei, "Wang Fang", lead.company), sells(mei, "Baltic")
    with Batch(AUTOMATION, MONDAY) as batch:
        one, two = batch.lock([lead, other])
        hand_to_partner.within(batch, one, partner=nordic)
        with pytest.raises(Refused, match="Nordic works on this company"):
            hand_to_partner.within(batch, two, partner=baltic)
        with pytest.raises(Refused, match="already"):
            hand_to_partner.within(batch, one, partner=nordic)
        hand_to_partner.within(batch, two, partner=nordic)


def test_it_is_taken_back_for_a_reason(lead: Record, nordic: Partner) -> None:
    with pytest.raises(Refused):
        take_back_from_partner(AUTOMATION, lead, reason="Late")
    row = hand_to_partner(AUTOMATION, lead, partner=nordic)
    with pytest.raises(Invalid):
        take_back_from_partner(AUTOMATION, lead, reason=" ")
    take_back_from_partner(AUTOMATION, lead, reason="Late")
    row.refresh_from_db()
    assert row.state == State.WITHDRAWN
    assert open_leads([lead]) == [None]


def test_who_gets_no_leads_and_what_is_closed_is_refused(lead: Record, nordic: Partner) -> None:
    nordic.is_active = False
    with pytest.raises(Refused, match="no leads any more"):
        hand_to_partner(AUTOMATION, lead, partner=nordic)
    Record.objects.update(outcome="lost")
    with pytest.raises(Refused, match="closed"):
        hand_to_partner(AUTOMATION, lead, partner=nordic)


def test_a_contact_stays_with_us_whatever_route_gives_it(
    mei: User, lead: Record, nordic: Partner
) -> None:
    follow_routes()
    Record.objects.update(kind="contact")
    by_region = Cause(why={"route": {"who": "the partner of region"}})
    assign(AUTOMATION, Record.objects.get(), owner=mei, reason="Again", cause=by_region)
    with pytest.raises(Refused, match="Only leads"):
        hand_to_partner(AUTOMATION, Record.objects.get(), partner=nordic)
    assert open_leads([lead]) == [None]


def test_only_a_rung_of_partners_hands_it_on(mei: User, lead: Record, nordic: Partner) -> None:
    follow_routes()
    ben = User.objects.create(email="ben@firm.example", name="Ben")
    assign(AUTOMATION, lead, owner=ben, cause=Cause(why={"route": {"who": "pool Sales"}}))
    assert open_leads([lead]) == [None]
    by = Cause(why={"route": {"who": "route sales", "by": "the partner of region"}})
    assign(AUTOMATION, lead, owner=mei, cause=by)
    [row] = open_leads([lead])
    assert row is not None
    assert row.partner == nordic
