"""The one console script: every command of every app, as `leadline COMMAND`."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Runs one command; a setting that cannot be used is said in a sentence, and the exit is 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.config.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - reading one reads them all
        execute_from_command_line(["leadline", *sys.argv[1:]])
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
