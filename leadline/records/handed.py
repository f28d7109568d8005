"""Whoever wants to know that a record was handed to somebody, or put into a queue, is told here."""

from collections.abc import Callable

from leadline.core.batch import Batch
from leadline.records.cause import Cause
from leadline.records.models import Record

Teller = Callable[[Batch, Record, Cause], None]
_tellers: list[Teller] = []


def when_handed(tell: Teller) -> None:
    """Calls `tell` each time a record has got another owner or queue, in the same transaction.

    Said by a later app that is ready: it knows how people are told.
    """
    if tell not in _tellers:
        _tellers.append(tell)


def tell_handed(batch: Batch, record: Record, cause: Cause) -> None:
    """The record has its new owner, or stands in its queue."""
    for tell in _tellers:
        tell(batch, record, cause)
