from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from leadline.playbooks.models import Published, Version

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "hash"), [(1, "other"), (2, "same")])
def test_a_number_and_a_text_are_one_version(number: int, hash: str) -> None:
    small = Published.objects.create(name="small", title="Small firm")
    first = Version.objects.create(
        playbook=small, number=1, hash="same", files={}, published_at=NOON
    )
    assert (str(small), str(first)) == ("Small firm", "Small firm 1")
    with pytest.raises(IntegrityError):
        Version.objects.create(
            playbook=small, number=number, hash=hash, files={}, published_at=NOON
        )
