"""Makes the demo in an installation that nobody uses, and wakes one that has slept."""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _
from django.utils.translation import override

from leadline.access.models import User
from leadline.automation.holding import breathe, the_worker
from leadline.automation.worker import place
from leadline.core import clock
from leadline.core.errors import Refused
from leadline.demo import memory
from leadline.demo.history.days import LONG, firms_today, live_through

Say = Callable[[str], None]


def make(say: Say, days: int = LONG) -> None:
    """The whole firm with so many working days, unless it is there already; `say` hears each step.

    Raises Refused where people work who are not of a demo. What was begun and cut off is made anew.
    """
    kept = memory.recall()
    if kept.is_made:
        return
    if memory.exists():
        say("The last start was cut off; beginning anew …")
        _empty()
    elif User.objects.exists():
        raise Refused(_("People work in this installation; a demo needs a data folder of its own."))
    memory.keep()
    until = firms_today(clock.of_the_machine())
    say(f"{days} working days of a small firm, lived through one after the other …")
    with override("en"):
        live_through(until, say, days)
    memory.stand_at(until)
    memory.keep(is_made=True)


def begin_anew(say: Say) -> None:
    """Throws the demo away. Raises Refused where this installation is none."""
    if not memory.exists():
        if User.objects.exists():
            raise Refused(_("This is not a demo; nothing was thrown away."))
        return
    say("Throwing the old demo away …")
    _empty()
    memory.forget()


def wake() -> None:
    """The firm's time goes on from where it stood, and its worker has not been away."""
    seen_at = the_worker().seen_at
    if seen_at is not None and seen_at < memory.present():
        memory.stand_at(seen_at)
    memory.keep(until=None, at_first=False)
    breathe(memory.present(), place())


def _empty() -> None:
    call_command("flush", interactive=False, verbosity=0)
    for folder in ("files", "mail"):
        shutil.rmtree(Path(settings.DATA) / folder, ignore_errors=True)
    memory.keep(**vars(memory.Memory()))
