"""Locks exist when they are needed, and the same keys take the same ones."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from leadline.parties.actions.locking import LOCKS, lock_keys
from leadline.parties.models import KeyLock


@pytest.mark.django_db
def test_locks_are_made_once_and_taken_in_order() -> None:
    with transaction.atomic():
        lock_keys({5, -7, 10**18})
    assert KeyLock.objects.count() == LOCKS
    with transaction.atomic(), CaptureQueriesContext(connection) as context:
        lock_keys({5, -7, 10**18})
    assert len(context) == 1
    assert "ORDER BY" in context[0]["sql"]
