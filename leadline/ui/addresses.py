"""A request that cannot be read at all leads nowhere."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PlainAddressMiddleware:
    """400 for a path with the character 0, which PostgreSQL refuses in any text, or no true length.

    gunicorn refuses the latter before; another server might not, and Django would break on it.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path:
            raise BadRequest("The address has a character 0.")
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdecimal()):
            raise BadRequest("The length of what was sent is not a number.")
        return self.answer(request)
