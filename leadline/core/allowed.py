"""Of many acts in one batch those are done that are allowed; no other waits for what is refused."""

from collections.abc import Callable, Iterable

from leadline.core.batch import Batch
from leadline.core.errors import Refused


def those_allowed(batch: Batch, acts: Iterable[Callable[[], object]]) -> int:
    """How many were done. Raises Refused for one that is refused when it has changed something."""
    return sum(_is_done(batch, act) for act in acts)


def _is_done(batch: Batch, act: Callable[[], object]) -> bool:
    before = batch.touched
    try:
        act()
    except Refused:
        if batch.touched != before:
            raise
        return False
    return True
