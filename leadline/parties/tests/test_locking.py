"""Locks exist when they are needed, and the same keys take the same ones."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from leadline.parties.actions.locking import LOCKS, lock_keys
from leadline.parties.models import EmailAddress, KeyLock
from leadline.parties.tests.cast import ANNA, enter


@pytest.mark.django_db
def test_locks_are_made_once_and_taken_in_order() -> None:
    with transaction.atomic():
        lock_keys({5, -7, 10**18})
    assert KeyLock.objects.count() == LOCKS
    with transaction.atomic(), CaptureQueriesContext(connection) as context:
        lock_keys({5, -7, 10**18})
    assert len(context) == 1
    assert "ORDER BY" in context[0]["sql"]


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_one_new_person_who_comes_in_twice_at_once_is_one() -> None:
    newcomers = [replace(ANNA, name=f"Anna K{chr(97 + n)}ch") for n in range(10)]

    def come_in(start: Barrier) -> None:
        try:
            for newcomer in newcomers:
                start.wait(timeout=20)
                enter(replace(newcomer, emails=(f"{newcomer.name[-4:]}@acme.de".lower(),)))
        finally:
            connection.close()

    for _round in range(3):
        start = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(come_in, start) for _ in range(2)]:
                done.result()
    assert EmailAddress.objects.count() == len(newcomers)
