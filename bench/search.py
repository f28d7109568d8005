"""How long it takes to find somebody, and to filter the list of leads by words.

The leads are made in bulk, without their history: a search reads none of it.
"""

import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from statistics import quantiles

from django.db import connection
from django.test import Client

from bench import firm
from bench.pages import AIM_MS, browser
from bench.people import Lead, lead
from bench.said import say
from bench.storage import held
from bench.word_copies import copy_all
from leadline.access.models import User
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.parties.models import Company, EmailAddress, Person, PhoneNumber
from leadline.playbooks.models import Published
from leadline.records.models import Record

SLICE = 5_000
COMPANY_OF = 3  # leads of one company
COMMON = 10  # every tenth company has the common word
TIMES = 40
MADE = 10_000


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="search", description=__doc__)
    parser.add_argument("--leads", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    firm.make(sellers=5)
    took = _make(options.seed, options.leads)
    before = held()
    say("search: leads made in bulk", leads=options.leads, seconds=round(took))
    say("search: database", leads=options.leads, megabytes=round(before.bytes / 2**20))
    for what, texts in _asked(options.seed, min(options.leads, MADE)):
        for page, address in (("palette", "/search/"), ("list", "/leads/")):
            _measure(f"search: {what}, {page}", options.leads, address, texts)
    return 0


def _measure(what: str, leads: int, address: str, texts: Sequence[str]) -> None:
    seller = browser(User.objects.get(name="Seller0"))
    _open(seller, address, texts[0])  # once, so that templates are compiled
    taken = [_open(seller, address, texts[nth % len(texts)]) for nth in range(TIMES)]
    clock_, processor = (quantiles(one, n=20) for one in zip(*taken, strict=True))
    say(
        what,
        leads=leads,
        p50_ms=round(clock_[9], 1),
        p95_ms=round(clock_[18], 1),
        processor_p50_ms=round(processor[9], 1),
        processor_p95_ms=round(processor[18], 1),
        aim_ms=AIM_MS,
    )


def _open(client: Client, address: str, text: str) -> tuple[float, float]:
    """Milliseconds on the clock, and those in which a processor worked for this process."""
    began, processor = time.perf_counter(), time.process_time()
    answer = client.get(address, {"q": text}, headers={"HX-Request": "true"})
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return (time.perf_counter() - began) * 1000, (time.process_time() - processor) * 1000


def _asked(seed: int, total: int) -> Iterator[tuple[str, Sequence[str]]]:
    """What is looked for, by kind; people from all over the export."""
    some = [lead(seed, 1 + nth * (total // TIMES), total) for nth in range(TIMES)]
    chinese = [lead(seed, nth, total) for nth in range(1, 2_000)]
    latin = [one for one in some if one.name.isascii() and " " in one.name]
    yield "a full name", [one.name for one in some]
    yield "the beginning of a name", [one.name.split()[-1][:4] for one in latin]
    yield "a piece of a company", [one.company.split()[0] for one in latin]
    yield "phone digits", [one.phone.replace(" ", "-")[-9:] for one in some if one.phone]
    yield (
        "pinyin",
        [
            one.email.partition("@")[0].rstrip("0123456789")
            for one in chinese
            if one.country == "CN"
        ][:TIMES],
    )
    yield "a slip", [_slipped(one.name) for one in latin]
    yield "no hit", ["qqqqzzzz", "xxyyzz 4711", "没有这个人吗"]
    yield "a word that every tenth has", ["worldwide", "worldwide ma", "worldw"]


def _slipped(name: str) -> str:
    """Two letters of the family name exchanged."""
    return f"{name[:-2]}{name[-1]}{name[-2]}"


def _make(seed: int, total: int) -> float:
    """Leads with their people and companies, indexed as they are written; seconds.

    Past MADE the database copies them, with ids of their own: everybody comes again.
    """
    began = time.perf_counter()
    made = min(total, MADE)
    owners = list(User.objects.filter(name__startswith="Seller"))
    version = Published.objects.get(name="trial-subscription").current
    now, companies = clock.now(), dict[int, Company]()
    leads = ((nth, lead(seed, nth, made)) for nth in range(1, made + 1))
    while part := list(islice(leads, SLICE)):
        with Batch(AUTOMATION) as batch:
            for nth, one in part:
                number = nth % max(made // COMPANY_OF, 1)
                if number not in companies:
                    companies[number] = batch.add(_company(one, number))
                person = _person(batch, one, companies[number])
                opened_at = now - timedelta(minutes=total - nth)
                batch.add(
                    Record(
                        kind="lead", title=f"{one.name}, {one.company}"[:200], person=person,
                        company=companies[number], owner=owners[nth % len(owners)],
                        version=version, process="Trial lead", stage="Company information",
                        opened_at=opened_at, entered_at=opened_at,
                    )
                )  # fmt: skip
    copy_all(total // made - 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return time.perf_counter() - began


def _person(batch: Batch, one: Lead, company: Company) -> Person:
    person = batch.add(Person(name=one.name, name_key=one.name.casefold(), company=company))
    batch.add(EmailAddress(person=person, text=one.email, address=one.email))
    if one.phone:
        dialed = "+" + "".join(filter(str.isdigit, one.phone))
        batch.add(PhoneNumber(person=person, text=one.phone, number=dialed[:16]))
    return person


def _company(one: Lead, number: int) -> Company:
    name = f"{one.company} Worldwide" if number % COMMON == 0 else one.company
    domain = one.email.partition("@")[2]
    return Company(name=name, name_key=name.casefold(), core=name.casefold(), domain=domain)
