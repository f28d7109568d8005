"""`leadline work` runs the worker until it is asked to stop."""

from typing import Any

from django.core.management.base import BaseCommand

from leadline.automation.jobs import all_jobs
from leadline.automation.worker import Loop


class Command(BaseCommand):
    help = "Runs the worker: records are answered, letters leave, products are called."

    def handle(self, *args: Any, **options: Any) -> None:
        loop = Loop(all_jobs())
        loop.stop_on_signals()
        loop.run()
