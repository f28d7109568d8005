"""`leadline search rebuild` makes the index anew from what the tables say."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from leadline.search.jobs import index_all


class Command(BaseCommand):
    help = "Makes the index anew by which everything is found; people may go on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("rebuild",))

    def handle(self, *args: Any, **options: Any) -> None:
        done: dict[str, int] = {}
        index_all(lambda table, last: done.update({table: last}))
        for table, last in done.items():
            self.stdout.write(f"{table}: indexed anew up to number {last}.")
