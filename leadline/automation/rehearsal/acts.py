"""By the event that an act of somebody leaves in the history, the action that did it."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from leadline.core.actions import declared_actions
from leadline.records.actions import ask_move
from leadline.records.events import MOVE_ASKED


@cache
def acts() -> Mapping[str, str]:
    """Only events that a single action records; of the others nobody can tell whose door it was."""
    found = defaultdict(set)
    for action in declared_actions().values():
        for event in action.events:
            found[event.name].add(action.name)
    single = {event: names.pop() for event, names in found.items() if len(names) == 1}
    return {**single, MOVE_ASKED.name: ask_move.name}
