"""Every address of the product, from its URL configuration."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bench.world import World

BORROWED = ("account_", "mfa_")  # allauth's own pages


@dataclass(frozen=True)
class Page:
    """One address: the name that code calls it by, its route, and the arguments in it."""

    name: str
    route: str
    params: tuple[str, ...]

    @property
    def is_borrowed(self) -> bool:
        return self.name.startswith(BORROWED)

    def path(self, world: World) -> str:
        """An address that leads to something. Raises KeyError where the world opens nothing."""
        return reverse(self.name, kwargs=world.arguments(self.name, self.params))


def all_pages() -> list[Page]:
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, before: str) -> Iterator[Page]:
    for one in resolver.url_patterns:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _walk(one, route)
        elif isinstance(one, URLPattern):
            params = one.pattern.converters or one.pattern.regex.groupindex
            yield Page(one.name or route, route, tuple(params))
