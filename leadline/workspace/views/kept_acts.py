"""What was chosen or done in a list, kept for an hour under a key that only its person has."""

import secrets
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest

KEPT_SECONDS = 3600


def keep(request: HttpRequest, page: str, what: object) -> str:
    """The key under which that page can have it again."""
    key = secrets.token_urlsafe(12)
    cache.set(_place(request, page, key), what, KEPT_SECONDS)
    return key


def kept_at(request: HttpRequest, page: str, key: str) -> Any | None:
    """None where it is gone, or somebody else's."""
    return cache.get(_place(request, page, key))


def forget(request: HttpRequest, page: str, key: str) -> bool:
    """Whether it was there: of two that come at once, one is told so."""
    return bool(cache.delete(_place(request, page, key)))


def _place(request: HttpRequest, page: str, key: str) -> str:
    return f"{page}:{request.user.pk}:{key[:16]}"  # as long as those of `keep`
