"""Which node of its source each part of a playbook carries (`covers:`), as a table."""

import re
from collections.abc import Iterator, Mapping

from leadline.playbooks.definition import Playbook
from leadline.playbooks.walk import all_lines, all_stages, clocks_of

Part = tuple[str, ...]  # what it is, from the whole to the part: process, stage, piece of work


def covered(playbook: Playbook) -> Mapping[str, tuple[Part, ...]]:
    """Source node ("S0 9.1") → the stages, lines, clocks, letters and talks that carry it.

    In the order of the nodes' numbers.
    """
    found: dict[str, list[Part]] = {}
    for node, part in _covers(playbook):
        found.setdefault(node, []).append(part)
    return {node: tuple(dict.fromkeys(found[node])) for node in sorted(found, key=_by_number)}


def _covers(playbook: Playbook) -> Iterator[tuple[str, Part]]:
    for process, stage in all_stages(playbook):
        where = (process.name, stage.name)
        yield from ((node, where) for node in stage.covers)
        for work in stage.work:
            yield from ((node, (*where, work.name)) for node in work.covers)
    for process in playbook.processes.values():
        for clock in clocks_of(process):
            yield from ((node, (process.name, clock.name)) for node in clock.covers)
    for line in all_lines(playbook):
        stage_name, *_list, act = line.id.split("/")
        yield from ((node, (stage_name, act)) for node in line.covers)
    for letter in playbook.letters.values():
        yield from ((node, (f"emails/{letter.name}",)) for node in letter.covers)
    for talk in playbook.talks.values():
        yield from ((node, (f"talk-tracks/{talk.name}",)) for node in talk.covers)


def _by_number(node: str) -> list[tuple[int, str]]:
    """S0 9.1 stands between S0 9 and S0 10."""
    parts: list[str] = re.findall(r"\d+|\D+", node)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
