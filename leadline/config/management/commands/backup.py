"""`leadline backup FILE` puts everything into one archive while everybody goes on working."""

import shlex
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from leadline.config.backup import Unusable, archive
from leadline.core import clock


class Command(BaseCommand):
    help = "Writes database, files and secret key into one archive (.tar.gz)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = archive(file, Path(settings.DATA), clock.now())
        except (Unusable, OSError) as error:
            raise CommandError(str(error)) from error
        rows = sum(manifest.counts.values())
        self.stdout.write(f"{file}: {len(manifest.sums)} files, {rows} rows counted.")
        self.stdout.write("It holds the secret key and every customer: keep it where nobody looks.")
        if connection.vendor == "postgresql":
            self.stdout.write(f"The database is not in it. Run now:\n  {dump_command(file)}")


def dump_command(file: Path) -> str:
    """What copies the PostgreSQL database beside the archive; it asks for the password itself."""
    to = f"--file={file.with_suffix('').with_suffix('.dump')}"
    return shlex.join(["pg_dump", "--format=custom", to, *server()])


def server() -> list[str]:
    """The options that name the database to PostgreSQL's own tools."""
    about = connection.settings_dict
    given = (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER"), ("--dbname", "NAME"))
    return [f"{option}={about[name]}" for option, name in given if about[name]]
