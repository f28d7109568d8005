"""`leadline doctor` says of every part of the installation that it is fine, or what mends it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from leadline.config.doctor import examine


class Command(BaseCommand):
    help = "Looks over settings, database, mail, clock, playbooks and what is stuck."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for finding in examine():
            self.stdout.write(str(finding))
            wrong += bool(finding.mend)
        if wrong:
            self.stdout.write(f"\n{wrong} to mend.")
            sys.exit(1)
        self.stdout.write("\nEverything is fine.")
