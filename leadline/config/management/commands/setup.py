"""`leadline setup` brings the database up to date, with the shipped roles and playbooks."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from leadline.access.actions import make_firm, make_shipped_roles
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.playbooks.checks.statuses import group_of
from leadline.playbooks.models import Published
from leadline.playbooks.reader.playbook import read
from leadline.playbooks.vocabulary_files import standard
from leadline.search.jobs import make_missing

NOBODY = (
    "Nobody can sign in yet. This prints a link that lets the first administrator in, once:\n"
    "  leadline access invite you@example.com"
)


class Command(BaseCommand):
    help = "Sets up or brings up to date: the database, the shipped roles and playbooks."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        make_firm()
        make_shipped_roles()
        for folder in shipped_playbooks():
            is_there = Published.objects.filter(name=folder.name).exists()
            if not is_there and not needs_a_group(folder):
                version = publish(AUTOMATION, None, name=folder.name, source=folder)
                if options["verbosity"]:
                    self.stdout.write(f"Published {folder.name}, version {version.number}.")
        make_missing(lambda table, last: None)
        if options["verbosity"] and not User.objects.exists():
            self.stdout.write(NOBODY)


def shipped_playbooks() -> list[Path]:
    """The folders of the playbooks that come with Leadline, by name."""
    return sorted(path.parent for path in settings.PLAYBOOKS.glob("*/playbook.yaml"))


def needs_a_group(folder: Path) -> bool:
    """Whether a process in it is one of a group, say lead development, that not every firm has.

    Such a playbook is put in force by a person: on the page of playbooks, or by command.
    """
    playbook = read(folder, standard()).draft
    return playbook is not None and any(map(group_of, playbook.processes.values()))
