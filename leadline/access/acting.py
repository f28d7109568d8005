"""How a page asks who may open it, and does what its form says."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from leadline.access.actor import actor_of
from leadline.access.policy import Denied, may
from leadline.core.errors import Invalid, Refused

View = Callable[..., HttpResponse]


def for_those_who_may(action: str) -> Callable[[View], View]:
    """Opens a view to signed-in people whose role includes the action; the others read why not."""

    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            answer = may(actor_of(request), action)
            if isinstance(answer, Denied):
                raise PermissionDenied(answer.sentence)
            return view(request, *args, **kwargs)

        return guarded

    return guard


class refusals_on:
    """What is refused within stands on the form, at the field it is about; the view goes on."""

    def __init__(self, form: BaseForm) -> None:
        self.form = form

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> bool:
        if not isinstance(error, Refused):
            return False
        problems = error.problems if isinstance(error, Invalid) else {}
        named = {name: said for name, said in problems.items() if name in self.form.fields}
        for name, said in named.items():
            self.form.add_error(name, said)
        if not named:
            self.form.add_error(None, error.sentence)
        return True


def said_or_refused(request: HttpRequest, act: Callable[[], object], said: str) -> bool:
    """Does it and leaves a message for the next page: what was done, or why it was not."""
    try:
        act()
    except Refused as refused:
        problems = refused.problems.values() if isinstance(refused, Invalid) else ()
        messages.error(request, " ".join(dict.fromkeys([refused.sentence, *problems])))
        return False
    messages.success(request, said)
    return True
