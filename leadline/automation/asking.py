"""Which fields a record's playbook looks at, be it in its process or for its score."""

from collections.abc import Collection, Iterable

from leadline.conditions.catalogue import Catalogue, normalised
from leadline.core.remembered import remembered
from leadline.leads.score.loading import in_force
from leadline.playbooks.engine.deciding import asked_fields
from leadline.playbooks.versions import definition_of


def asks_about(version: int, process: str, fields: Collection[str]) -> bool:
    """Whether a record of this process looks at one of the fields."""
    asked = remembered(_asked, version, process)
    return any(normalised(name) in asked for name in fields)


def _asked(version: int, process: str) -> frozenset[str]:
    """What derived fields mean is looked at, too; nothing by a text that nobody can read."""
    try:
        playbook = definition_of(version)
    except ValueError:  # the record is stuck; it must not keep the next ones from being told
        return frozenset()
    found = set(asked_fields(playbook, process)) if process in playbook.processes else set()
    score = in_force(version)
    if score is not None:
        found |= _meant(score.rules.asked, score.rules.catalogue)
    return frozenset(_meant(found, playbook.catalogue))


def _meant(names: Iterable[str], catalogue: Catalogue) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = normalised(waiting.pop())
        if name in found:
            continue
        found.add(name)
        field = catalogue.get(name)
        if field is not None and field.means is not None:
            waiting += field.means.fields
    return found
