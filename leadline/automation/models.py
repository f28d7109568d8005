"""What the worker remembers: when it was last seen, where, and whether it waits for a person."""

from datetime import timedelta
from typing import ClassVar

from django.db import models

from leadline.core.models import Eventful

SILENT_AFTER = timedelta(minutes=2)


class Worker(Eventful):
    """The one row of the worker.

    place: names this installation (its address and data folder), so that a copy of it is noticed.
    held_because: why nothing leaves or happens until a person lets it; "" when it runs.
    """

    stream: ClassVar[str] = "worker"
    seen_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(null=True)
    held_because = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_worker")]

    def __str__(self) -> str:
        return self.held_because or "running"

    @property
    def is_held(self) -> bool:
        return self.held_at is not None
