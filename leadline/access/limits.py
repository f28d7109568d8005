"""How often something is done from outside, counted for all web processes at once."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from leadline.core import clock


def counted(what: str, who: str, window: int) -> int:
    """How often `who` has done this in the running window (seconds), with this time."""
    kept = hashlib.sha256(who.encode()).hexdigest()[:32]
    name = f"{what}-{kept}-{int(clock.now().timestamp()) // window}"
    times: int = cache.get(name, 0) + 1
    cache.set(name, times, window)
    return times


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy, the address that the proxy saw."""
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return address
