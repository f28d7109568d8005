"""`leadline serve` runs the web and the worker together until it is asked to stop."""

import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from leadline.config.doctor import missing_changes

PAUSE = 0.3  # seconds between two looks at the processes


class Command(BaseCommand):
    help = "Runs the web pages and the worker together."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address:port of the pages")
        parser.add_argument("--web-only", action="store_true", help="without the worker")

    def handle(self, *args: Any, **options: Any) -> None:
        if missing_changes():
            raise CommandError(
                "The database is empty or older than this. Run first: leadline setup"
            )
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        commands = [web_command(options["bind"])]
        if not options["web_only"]:
            commands.append([sys.executable, "-m", "leadline", "work"])
        processes: list[subprocess.Popen[bytes]] = []
        try:
            processes += (subprocess.Popen(command) for command in commands)
            while all(process.poll() is None for process in processes):
                time.sleep(PAUSE)
            raise CommandError("A part of Leadline stopped by itself; its last words stand above.")
        except KeyboardInterrupt:
            self.stdout.write("Stopping …")
        finally:
            stop(processes)


def web_command(bind: str) -> list[str]:
    """gunicorn with threads: one process is enough beside SQLite's one writer."""
    gunicorn = [sys.executable, "-m", "gunicorn", "leadline.config.wsgi:application"]
    return [*gunicorn, "--bind", bind, "--threads", "8", "--worker-class", "gthread"]


def stop(processes: "list[subprocess.Popen[bytes]]", patience: float = 15) -> None:
    """Asks each to stop, waits that many seconds for what is under way, and ends the deaf."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
