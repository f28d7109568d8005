"""How long the pages take that people open all day, through the whole product but the network."""

import time
from collections.abc import Callable, Iterator
from statistics import quantiles

from django.test import Client

from bench.said import say
from leadline.access.models import User
from leadline.records.models import Record

TIMES = 40
AIM_MS = 100


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
            ("list, filtered by words", boss, lambda nth: f"/leads/?q=north+{nth}"),
            ("lead page", seller, lambda nth: f"/leads/{some[nth % len(some)]}/"),
        )
    )
    for page, client, address in addresses:
        taken = sorted(_milliseconds(client, address(nth)) for nth in range(TIMES + 2))[:-2]
        found = quantiles(taken, n=20, method="inclusive")
        say(
            f"page: {page}",
            leads=leads,
            p50_ms=round(found[9], 1),
            p95_ms=round(found[18], 1),
            aim_ms=AIM_MS,
        )


def browser(user: User) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def _milliseconds(client: Client, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return (time.perf_counter() - began) * 1000
