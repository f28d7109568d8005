"""How long the pages take that people open all day, through the whole product but the network."""

import time
from collections.abc import Callable, Iterator
from statistics import quantiles

from django.core.cache import cache
from django.test import Client

from bench.said import say
from leadline.access.models import User
from leadline.records.models import Record

TIMES = 40
AIM_MS = 100
WORDS = ("north", "anna", "kabel", "gmbh", "wang", "steel")


def measure_pages(leads: int) -> None:
    """Says p50 and p95 of each page, for a seller and, of the lists, for the manager."""
    seller = browser(User.objects.get(name="Seller0"))
    boss = browser(User.objects.get(name="Boss"))
    own = Record.objects.filter(kind="lead", owner__name="Seller0").order_by("pk")
    some = list(own.values_list("pk", flat=True)[: leads : max(leads // 200, 1)][:TIMES])
    addresses: Iterator[tuple[str, Client, Callable[[int], str]]] = iter(
        (
            ("today", seller, lambda nth: "/"),
            ("list", boss, lambda nth: "/leads/"),
            ("list, one stage", boss, lambda nth: "/leads/?stage=Company+information"),
            ("list, one owner", boss, lambda nth: "/leads/?owner=nobody"),
            ("list, filtered by words", boss, lambda nth: f"/leads/?q={WORDS[nth % len(WORDS)]}"),
            ("list, counted whole", boss, lambda nth: "/leads/?where=is+open&exact=1"),
            ("board", boss, lambda nth: "/leads/board/"),
            ("grouped by stage", boss, lambda nth: "/leads/report/?group=stage"),
            ("month and stage", boss, lambda nth: "/leads/report/?group=month&by=stage"),
            ("people", boss, lambda nth: "/people/"),
            ("people by country", boss, lambda nth: "/people/report/?group=country"),
            ("people, by words", boss, lambda nth: f"/people/?q={WORDS[nth % len(WORDS)]}"),
            ("companies", boss, lambda nth: "/companies/"),
            ("tidy, counted anew", boss, lambda nth: _anew("/tidy/")),
            ("bin", boss, lambda nth: "/bin/"),
            ("search", boss, lambda nth: f"/search/?q={WORDS[nth % len(WORDS)]}"),
            ("lead page", seller, lambda nth: f"/leads/{some[nth % len(some)]}/"),
        )
    )
    for page, client, address in addresses:
        opened(client, address(0))  # once, so that templates are compiled
        taken = [opened(client, address(nth)) for nth in range(TIMES)]
        clock, processor = (quantiles(one, n=20) for one in zip(*taken, strict=True))
        say(
            f"page: {page}",
            leads=leads,
            p50_ms=round(clock[9], 1),
            p95_ms=round(clock[18], 1),
            processor_p50_ms=round(processor[9], 1),
            aim_ms=AIM_MS,
        )


def _anew(address: str) -> str:
    """The same, with what is remembered for a minute forgotten."""
    cache.clear()
    return address


def browser(user: User) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def opened(client: Client, address: str) -> tuple[float, float]:
    """Milliseconds on the clock, and those in which a processor worked for this process."""
    began, processor = time.perf_counter(), time.process_time()
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return (time.perf_counter() - began) * 1000, (time.process_time() - processor) * 1000
