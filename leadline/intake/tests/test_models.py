"""An arrival has a receipt and one outcome."""

import pytest
from django.db import IntegrityError, transaction

from leadline.intake.models import Arrival, Door
from leadline.intake.receipts import number_of
from leadline.intake.tests.conftest import NINE
from leadline.records.models import Record


def test_the_receipt_names_the_arrival() -> None:
    assert number_of(str(Arrival(pk=4821))) == 4821


def test_what_was_held_or_rejected_has_no_record(form: Door) -> None:
    record = Record.objects.create(kind="lead", title="Li", opened_at=NINE, entered_at=NINE)
    for outcome in ("quarantined", "rejected", "waiting"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Arrival.objects.create(
                door=form, received_at=NINE, received_on=NINE, outcome=outcome, record=record
            )
