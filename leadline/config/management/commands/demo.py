"""`leadline demo` makes a small firm with three months behind it, and opens it in the browser."""

import os
import socket
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from leadline.core.errors import Refused
from leadline.demo import making
from leadline.demo.history.days import LONG


class Command(BaseCommand):
    help = "Makes a small believable firm and serves it on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="throw the old demo away first")
        parser.add_argument("--days", type=int, default=LONG, help="working days of its history")
        parser.add_argument("--only-make", action="store_true", help="make the firm and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        port, begun = options["port"], time.monotonic()
        if not options["only_make"] and is_taken(port):
            raise CommandError(f"Port {port} is taken by another program. Try: bin/demo {port + 1}")
        if os.environ.get("LEADLINE_MAIL"):
            raise CommandError("A demo sends nothing. Unset LEADLINE_MAIL, then try again.")
        self._make(options["days"], fresh=options["fresh"])
        self.stdout.write(where_to_go(time.monotonic() - begun))
        if not options["only_make"]:
            call_command("serve", bind=f"127.0.0.1:{port}")

    def _make(self, days: int, *, fresh: bool) -> None:
        self.stdout.write("The database …")
        call_command("setup", verbosity=0)
        try:
            if fresh:
                making.begin_anew(self.stdout.write)
            making.make(self.stdout.write, days)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        making.wake()


def is_taken(port: int) -> bool:
    """Whether another program listens there on this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def where_to_go(seconds: float) -> str:
    return (
        f"Ready after {seconds:.0f} s.\n\n"
        f"Open {settings.URL}/ and choose who you want to be.\n"
        "Stop with Ctrl-C. The same command goes on where you stopped; --fresh begins anew.\n"
    )
