"""The one console script: every command of every app, as `leadline COMMAND`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadline.config.settings")
    execute_from_command_line(["leadline", *sys.argv[1:]])
