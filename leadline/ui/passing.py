"""Where a rule of the playbook forbids something, whoever may pass it is asked for a reason."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from leadline.core.errors import Forbidden, Refused

LEFT_OUT = frozenset({"csrfmiddlewaretoken", "passing"})


def offer_passing(request: HttpRequest, refused: Refused) -> None:
    """Raises the refusal again where this person may pass it; then they are asked why.

    What was sent comes once more with the reason. A file would not, so it is not asked there.
    """
    if isinstance(refused, Forbidden) and refused.may_pass and not request.FILES:
        raise refused


class PassingMiddleware:
    """Answers what `offer_passing` raised with the form that asks for a reason."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not (isinstance(error, Forbidden) and error.may_pass):
            return None
        sent = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in LEFT_OUT
            for value in values
        ]
        page = {"sentence": error.sentence, "sent": sent, "action": request.path}
        partial = bool(request.headers.get("HX-Request"))
        template = "ui/passing_form.html" if partial else "ui/passing.html"
        return render(request, template, page, status=200 if partial else 422)
