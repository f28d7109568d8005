"""What does not change while a page is read or a batch is worked on is asked for once meanwhile.

Nothing is kept longer than that: other processes change what they like in between.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Value = TypeVar("Value")
Known = dict[tuple[Callable[..., Any], tuple[Hashable, ...]], Any]
_known: ContextVar[Known | None] = ContextVar("known", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Inside, `remembered` asks once. For work that does not change what it asks about.

    A stretch within another one is part of it.
    """
    token = _known.set(_known.get() if _known.get() is not None else {})
    try:
        yield
    finally:
        _known.reset(token)


def remembered(ask: Callable[..., Value], *about: Hashable) -> Value:
    """What `ask(*about)` says, asked anew unless it was asked in this stretch of work before.

    Whoever gets it must not change it.
    """
    known = _known.get()
    if known is None:
        return ask(*about)
    if (ask, about) not in known:
        known[ask, about] = ask(*about)
    return cast(Value, known[ask, about])


class RememberWhileReading:
    """A page that is only read is put together from one look at what all of it shares."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.answer(request)
        with remembering():
            return self.answer(request)
