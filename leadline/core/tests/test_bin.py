"""The bin as a mechanism is tried on real rows: `workspace/tests/views/test_bin.py`."""

from datetime import timedelta

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.bin import KEPT, binned, put_in, take_out
from leadline.core.errors import Refused
from leadline.parties.actions.changing import change_company
from leadline.parties.models import Company


@pytest.fixture
def company(db: None) -> Company:
    return Company.objects.create(name="Nordwire", name_key="nordwire", core="nordwire")


def binned_one(company: Company) -> Company:
    with Batch(AUTOMATION) as batch:
        [row] = batch.lock([company])
        put_in(batch, row)
    return Company.with_bin.get(pk=company.pk)


def test_what_is_put_in_is_left_out(company: Company) -> None:
    row = binned_one(company)
    assert row.is_binned
    assert row.binned_by is None
    assert not Company.objects.exists()
    assert list(binned(Company).values_list("pk", flat=True)) == [company.pk]


def test_it_is_taken_out_once(company: Company) -> None:
    binned_one(company)
    with Batch(AUTOMATION) as batch:
        [row] = batch.lock([company])
        assert take_out(batch, row)
        assert not take_out(batch, row)
    assert Company.objects.get() == company


def test_nothing_is_done_to_it_there(company: Company) -> None:
    row = binned_one(company)
    with pytest.raises(Refused, match="in the bin"):
        change_company(AUTOMATION, row, values={"name": "Other"})
    assert timedelta(days=30) == KEPT
