"""The bin: what was deleted lies there for thirty days and is in nothing that one looks at.

A row that lies in the bin is left out by the default manager of its table, and so is whatever hangs
on it: whoever asks for rows as usual cannot find it. `with_bin` finds all of them.
"""

from datetime import timedelta
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext

from leadline.core.actions import Action, Given, check_with
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Eventful

KEPT = timedelta(days=30)
Row = TypeVar("Row", bound=models.Model)


class Outside(models.Manager[Row]):
    """Rows that do not lie in the bin.

    They are told by the few that do, so that what is counted by an index alone still is.
    """

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().exclude(pk__in=binned(self.model))


class WithBin(models.Manager[Row]):
    """All rows, wherever they lie."""


class Binnable(models.Model):
    """A row that can be put into the bin. binned_by: the number of the colleague who did."""

    binned_at = models.DateTimeField(null=True, editable=False)
    binned_by = models.BigIntegerField(null=True, editable=False)

    objects = Outside()
    with_bin = WithBin()

    class Meta:
        abstract = True

    @property
    def is_binned(self) -> bool:
        return self.binned_at is not None


def binned(model: type[Any]) -> models.QuerySet[Any]:
    """The ids of what lies in the bin; the tables have an index of just these."""
    found: models.QuerySet[Any] = model.with_bin.filter(binned_at__isnull=False)
    return found.values("pk")


def bin_index(name: str) -> models.Index:
    """The index of what lies in the bin; every table of a Binnable has one."""
    return models.Index(
        fields=["binned_at"], name=name, condition=models.Q(binned_at__isnull=False)
    )


def put_in(batch: Batch, row: Binnable) -> None:
    """Into the bin, in this batch; the caller records it."""
    batch.change(row, binned_at=batch.now, binned_by=batch.actor.user_id)


def take_out(batch: Batch, row: Binnable) -> bool:
    """Out of the bin, in this batch; the caller records it. False for one that is not there."""
    if not row.is_binned:
        return False
    batch.change(row, binned_at=None, binned_by=None)
    return True


_even_there: set[str] = set()


def even_in_bin(*actions: str) -> None:
    """These can also be done to what lies in the bin; said by the app that declares them."""
    _even_there.update(actions)


def refuse_binned(
    asked: Action[Any, Any, Any], batch: Batch, subject: Eventful | None, given: Given
) -> None:
    """Nothing is done to what lies in the bin, but for bringing it back."""
    row: object = subject
    if isinstance(row, Binnable) and row.is_binned and asked.name not in _even_there:
        raise Refused(gettext("%(name)s is in the bin. Bring it back first.") % {"name": subject})


check_with("bin", refuse_binned)
