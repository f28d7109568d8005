"""`leadline restore FILE` fills an empty installation from an archive, and waits for a person."""

import shlex
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from leadline.automation.holding import hold
from leadline.config.backup import (
    Manifest,
    Unusable,
    counts_here,
    differing,
    read_manifest,
    unpack,
)
from leadline.config.management.commands.backup import server
from leadline.core import clock


class Command(BaseCommand):
    help = "Restores an archive of `leadline backup` into an empty data folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = read_manifest(file)
            _must_fit(manifest, file)
            unpack(file, Path(settings.DATA))
        except (Unusable, OSError) as error:
            raise CommandError(str(error)) from error
        if wrong := differing(manifest.counts, counts_here()):
            raise CommandError("\n".join(wrong))
        call_command("migrate", verbosity=0)
        hold(clock.now(), "restore")
        rows = sum(manifest.counts.values())
        self.stdout.write(f"{rows} rows and {len(manifest.sums)} files, all as in the archive.")
        self.stdout.write(f"Automation is held until you look: {settings.URL}/automation/")


def _must_fit(manifest: Manifest, file: Path) -> None:
    """The database that is named is of the archive's kind; a PostgreSQL is restored already."""
    if connection.vendor != manifest.vendor:
        raise CommandError(
            f"The archive is of {manifest.vendor}, LEADLINE_DATABASE names {connection.vendor}."
        )
    if connection.vendor == "postgresql" and differing(manifest.counts, counts_here()):
        raise CommandError(
            f"Restore the database first, then run this again:\n  {restore_command(file)}"
        )


def restore_command(file: Path) -> str:
    """What makes the PostgreSQL database what the dump beside the archive holds."""
    dump = str(file.with_suffix("").with_suffix(".dump"))
    return shlex.join(["pg_restore", "--clean", "--if-exists", *server(), dump])
