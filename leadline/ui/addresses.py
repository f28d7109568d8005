"""An address that no database could be asked for leads nowhere."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PlainAddressMiddleware:
    """400 for a path with the character 0, which PostgreSQL refuses in any text."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path:
            raise BadRequest("The address has a character 0.")
        return self.answer(request)
