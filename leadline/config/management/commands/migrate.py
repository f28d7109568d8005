"""`leadline migrate` brings the database up to date, with shipped roles and playbooks."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands.migrate import Command as Migrate

from leadline.access.actions import make_firm, make_shipped_roles
from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Published


class Command(Migrate):
    help = "Brings the database up to date; makes the shipped roles and playbooks that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["app_label"] or options["plan"] or options["check_unapplied"]:
            return
        make_firm()
        make_shipped_roles()
        for folder in shipped_playbooks():
            if not Published.objects.filter(name=folder.name).exists():
                version = publish(AUTOMATION, None, name=folder.name, source=folder)
                self.stdout.write(f"Published {folder.name}, version {version.number}.")


def shipped_playbooks() -> list[Path]:
    """The folders of the playbooks that come with Leadline, by name."""
    return sorted(path.parent for path in settings.PLAYBOOKS.glob("*/playbook.yaml"))
