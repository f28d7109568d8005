"""Whatever is counted stirs in the same transaction; what is not, does not."""

import pytest

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.deals.actions import open_deal
from leadline.records.actions import assign, give_answers
from leadline.reports.actions.stirring import stir
from leadline.reports.models import Stirred
from leadline.reports.tests.conftest import fold
from leadline.work.actions.calls import log_call
from leadline.work.actions.notes import note
from leadline.work.results import CallResult


def stirred():
    found = set(Stirred.objects.values_list("about", flat=True))
    Stirred.objects.all().delete()
    return found


def test_moves_owners_calls_and_deals_stir_and_notes_do_not(cast):
    lead = cast.lead()
    assert stirred() == {lead.pk}
    assign(AUTOMATION, lead, owner=cast.ben)
    assert stirred() == {lead.pk}
    log_call(person(cast.ben), lead, result=CallResult.BUSY)
    assert stirred() == {lead.pk}
    deal = open_deal(person(cast.ben), lead)
    assert stirred() == {deal.pk}  # the follower knows whose it is
    note(person(cast.ben), lead, what="Nice people")
    assert stirred() == set()


def test_a_reason_that_is_given_later_stirs(cast):
    lead = cast.go(cast.lead(), "MAQL", "Re-Market")
    stirred()
    give_answers(person(cast.mei), lead, answers={"return reason": "No budget"})
    assert stirred() == {lead.pk}


def test_what_is_rolled_back_stirs_nothing(cast):
    fold()
    with pytest.raises(ZeroDivisionError), Batch(AUTOMATION) as batch:
        stir([1, None])
        batch.write()
        raise ZeroDivisionError
    assert stirred() == set()
