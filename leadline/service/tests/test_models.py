import pytest
from django.db import IntegrityError, transaction

from leadline.core.actor import AUTOMATION
from leadline.records.models import Record
from leadline.service.actions import open_trial
from leadline.service.models import Entitlement, Errand, Product, State
from leadline.service.tests.conftest import lead_of


def test_there_is_one_default_product_and_one_running_trial(lead: Record, by_hand: Product) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.create(name="Other", is_default=True)
    first = open_trial(AUTOMATION, lead)
    second = open_trial(AUTOMATION, lead_of(None))
    with pytest.raises(IntegrityError), transaction.atomic():
        Entitlement.objects.filter(pk=second.pk).update(lead=lead)
    Entitlement.objects.filter(pk=first.pk).update(state=State.ENDED)
    Entitlement.objects.filter(pk=second.pk).update(lead=lead)


def test_each_row_says_what_it_is(lead: Record, by_hand: Product) -> None:
    trial = open_trial(AUTOMATION, lead)
    assert (str(by_hand), str(trial)) == ("Price Watch", f"Price Watch, {lead.title}")
    errand = Errand.objects.get()
    assert (str(errand), errand.is_pending) == (f"open {trial.pk}", True)
    assert not Errand(refused="No").is_pending
