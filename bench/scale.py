"""What pages, counts and imports cost with few leads and with very many, on the same ground.

The first leads go through the whole pipeline; the others are copies of them (see `copies`), since
1,000,000 would take most of an hour to come in one by one.
"""

from argparse import ArgumentParser
from collections.abc import Sequence

from bench import firm
from bench.copies import stand
from bench.imports import measure_import, read_in
from bench.measure import enter_bans, stretch
from bench.pages import measure_pages
from bench.planting import Plan
from bench.said import say
from bench.storage import held
from leadline.records.models import Record

FIRST = 10_000


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="scale", description=__doc__)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    firm.make(sellers=5)
    enter_bans()
    read_in("Warm", Plan(200, options.seed + 90))
    measure_import(FIRST, options.seed)
    measure_pages(_there())
    with stretch() as spent:
        stand(options.leads)
    found = held()  # and the database looks at its tables, as it does by itself in time
    say("stand leads", leads=_there(), seconds=round(spent.seconds), rows=found.rows)
    measure_pages(_there())
    measure_import(FIRST, options.seed + 1)
    return 0


def _there() -> int:
    return Record.objects.filter(kind="lead").count()
