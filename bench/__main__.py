"""`python -m bench WHAT …` proves or measures on a ground of its own, or generates leads."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module

from bench import leads
from bench.ground import own_ground

ON_A_GROUND = {
    "measure": "bench.measure",
    "lists": "bench.lists",
    "browsing": "bench.browsing",
    "imports": "bench.imports",
    "scale": "bench.scale",
    "timers": "bench.timers",
    "search": "bench.search",
    "funnel": "bench.funnel",
    "rescoring": "bench.rescoring",
    "clocks": "bench.clocks",
    "double-gate": "bench.proofs.double_gate",
    "round-robin": "bench.proofs.round_robin",
    "routing": "bench.proofs.routing",
    "routing-speed": "bench.routing",
    "waiting": "bench.proofs.waiting",
    "rehearsal": "bench.rehearsal",
    "kills": "bench.proofs.kills",
    "fuzz": "bench.proofs.fuzz",
    "export": "bench.proofs.export",
}


def main(arguments: Sequence[str]) -> int:
    """0 when all was as promised. What runs on a ground is imported once Django knows which."""
    parser = ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("what", choices=("generate", *ON_A_GROUND))
    parser.add_argument("--database", help="PostgreSQL server; default: LEADLINE_DATABASE, SQLite")
    options, rest = parser.parse_known_args(arguments)
    if options.what == "generate":
        return leads.main(rest)
    with own_ground(options.database):
        return int(import_module(ON_A_GROUND[options.what]).main(rest))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
