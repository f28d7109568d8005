"""`leadline demo` makes a small firm and opens it in the browser's reach."""

import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from leadline.config import demo


class Command(BaseCommand):
    help = "Makes a small believable firm and serves it on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--only-make", action="store_true", help="make the firm and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if not options["only_make"] and is_taken(port):
            raise CommandError(f"Port {port} is taken by another program. Try: bin/demo {port + 1}")
        self.stdout.write("The database …")
        call_command("setup", verbosity=0)
        demo.make(self.stdout.write)
        self.stdout.write(sign_ins())
        if not options["only_make"]:
            call_command("serve", bind=f"127.0.0.1:{port}")


def is_taken(port: int) -> bool:
    """Whether another program listens there on this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def sign_ins() -> str:
    """Where to go and who to be."""
    people = "\n".join(f"  {one.email:28} {one.role:8} {one.name}" for one in demo.CAST)
    return (
        f"\nLeadline is at {settings.URL}\n\nSign in with the password {demo.PASSWORD} as\n"
        f"{people}\n\nThe registration form: {settings.URL}/f/trial/\nStop with Ctrl-C.\n"
    )
