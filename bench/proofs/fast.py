"""A clock that runs faster than the machine's, and the worker's own command under it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.conf import settings

from leadline.config.cli import main
from leadline.core.clock import Driven

SPEED = 60  # a minute in a second: an hour's outage would still be noticed
BEGAN = "LEADLINE_BENCH_BEGAN"


class Fast(Driven):
    """Stands at the machine's time when it began, and has run SPEED times as fast since."""

    def __init__(self, began: float) -> None:
        self.began = began
        super().__init__(self.at)

    @property
    def at(self) -> datetime:
        ahead = (time.time() - self.began) * (SPEED - 1)
        return datetime.now(UTC) + timedelta(seconds=ahead)

    @at.setter
    def at(self, moment: datetime) -> None:
        """It cannot be set; it runs."""


@contextmanager
def fast_clock() -> Iterator[Fast]:
    """The clock runs fast in this process and in every worker that it starts."""
    os.environ[BEGAN] = str(time.time())
    with Fast(float(os.environ[BEGAN])) as clock:
        yield clock


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "leadline.config.settings"
    settings.EMAIL_BACKEND = "bench.proofs.postman.Postman"
    with Fast(float(os.environ[BEGAN])):
        sys.argv = ["leadline", "work"]
        main()
