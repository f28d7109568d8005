"""Locks on match keys, so that two who arrive at once as one person become one."""

from collections.abc import Iterable

from leadline.parties.models import KeyLock

LOCKS = 64


def lock_keys(hashes: Iterable[int]) -> None:
    """Takes, until the transaction ends, the locks that stand for these keys, lowest first.

    Whoever waited then reads what the other has written. On SQLite the transaction is the lock.
    """
    wanted = sorted({hash_ % LOCKS + 1 for hash_ in hashes})
    rows = KeyLock.objects.filter(pk__in=wanted).order_by("pk").select_for_update()
    if len(list(rows)) < len(wanted):
        KeyLock.objects.bulk_create(
            [KeyLock(pk=pk) for pk in range(1, LOCKS + 1)], ignore_conflicts=True
        )
        list(rows.all())
