"""Long work that pauses again and again, so that others get their turn; or is done in one go."""

import time
from collections.abc import Generator
from typing import Final, TypeAlias, TypeVar, cast

Value = TypeVar("Value")
# Yields wherever it may be left for a while; what it returns is what it was done for.
Pausing: TypeAlias = Generator[None, None, Value]


class Paused:
    """What a turn gives that did not come to the end of the work."""


PAUSED: Final = Paused()


def in_one_go(work: Pausing[Value]) -> Value:
    """All of it, whatever it takes."""
    while True:
        try:
            next(work)
        except StopIteration as ended:
            return cast(Value, ended.value)


def one_turn(work: Pausing[Value], seconds: float) -> Value | Paused:
    """From pause to pause, one at least, until so much time is spent; PAUSED where more is left."""
    until = time.monotonic() + seconds
    try:
        next(work)
        while time.monotonic() < until:
            next(work)
    except StopIteration as ended:
        return cast(Value, ended.value)
    return PAUSED
