import pytest
from django.db import IntegrityError

from leadline.automation.models import Worker
from leadline.automation.tests.conftest import NINE


@pytest.mark.django_db
def test_there_is_one_worker() -> None:
    assert str(Worker()) == "running"
    assert not Worker().is_held
    assert Worker(held_at=NINE, held_because="copy").is_held
    with pytest.raises(IntegrityError):
        Worker.objects.create(pk=2)
