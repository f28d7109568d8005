import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.records.actions.deleting import delete_record, restore_record
from leadline.records.models import Record
from leadline.service.actions import open_trial
from leadline.service.models import Entitlement, Product, State


def test_a_lead_whose_trial_runs_stays(lead: Record, by_hand: Product) -> None:
    open_trial(AUTOMATION, lead)
    with pytest.raises(Refused, match="still runs"):
        delete_record(AUTOMATION, lead)
    Entitlement.objects.update(state=State.ENDED)
    delete_record(AUTOMATION, lead)
    assert not Record.objects.exists()
    restore_record(AUTOMATION, lead)
    assert set(Record.objects.values_list("kind", flat=True)) == {"lead", "trial"}
