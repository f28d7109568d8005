"""`leadline reports recount` makes the roll-ups anew; `fold` folds what waits, and ends."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from leadline.core import clock
from leadline.reports.actions.folding import fold_next
from leadline.reports.actions.recounting import recount


class Command(BaseCommand):
    help = "Makes the roll-ups of reports anew, or folds what waits for the worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("recount", "fold"))

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        if options["what"] == "recount":
            number = recount(now, lambda left: None)
            self.stdout.write(f"{number} leads were counted anew.")
            return
        number = 0
        while took := fold_next(now):
            number += took
        self.stdout.write(f"{number} changes were folded.")
