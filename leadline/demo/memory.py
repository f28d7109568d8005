"""What a demo keeps beside its database: that it is one, how far its time is ahead, who has walked.

The file is the switch: only `leadline demo` writes it, and only where nobody has worked yet. A real
installation has neither the file nor a table, an address or a row of the demo; a backup takes
none along.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from leadline.core import clock

NAME = "demo.json"  # in the data folder


@dataclass(frozen=True)
class Memory:
    """is_made: the firm with its history is there, not half of it.

    ahead: seconds by which the firm's time is ahead of the machine's; below zero after a pause.
    since, began_at: the last event before the clock was last moved, and the firm's time then.
    until: where it is being moved to. at_first: it stops sooner, once something happens.
    put_away: the people (by id) who have put their walk away.
    """

    is_made: bool = False
    ahead: float = 0.0
    since: int = 0
    began_at: datetime | None = None
    until: datetime | None = None
    at_first: bool = False
    put_away: tuple[int, ...] = ()


def path() -> Path:
    return Path(settings.DATA) / NAME


def exists() -> bool:
    return path().exists()


def recall() -> Memory:
    """What is kept now; read again only after it has changed."""
    try:
        seen = os.stat(path())
    except FileNotFoundError:
        return Memory()
    key = (str(path()), seen.st_ino, seen.st_mtime_ns)
    if _Last.key != key:
        _Last.memory, _Last.key = _read(path().read_text(encoding="utf-8")), key
    return _Last.memory


def keep(**values: Any) -> Memory:
    """Changes these fields, whoever else changes others at the same time."""
    return amend(lambda kept: values)


def amend(change: Callable[[Memory], Mapping[str, Any]]) -> Memory:
    """Changes what `change` says of what is kept at that moment; nobody comes in between."""
    with _alone():
        kept = recall()
        changed = replace(kept, **change(kept))
        coming = path().with_suffix(f".{os.getpid()}")
        coming.write_text(json.dumps(asdict(changed), default=datetime.isoformat))
        os.replace(coming, path())
    return changed


def forget() -> None:
    """There is no demo here any more."""
    path().unlink(missing_ok=True)


def present() -> datetime:
    """The firm's time."""
    return clock.of_the_machine() + timedelta(seconds=recall().ahead)


def stand_at(moment: datetime) -> None:
    """The firm's time goes on from this moment."""
    keep(ahead=(moment - clock.of_the_machine()).total_seconds())


class _Last:
    key: tuple[str, int, int] | None = None
    memory: Memory = Memory()


def _read(text: str) -> Memory:
    given = json.loads(text)
    for name in ("began_at", "until"):
        if given[name]:
            given[name] = datetime.fromisoformat(given[name]).astimezone(UTC)
    return Memory(**{**given, "put_away": tuple(given["put_away"])})


@contextmanager
def _alone() -> Iterator[None]:
    """Threads and processes change the file one after the other."""
    with path().with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
