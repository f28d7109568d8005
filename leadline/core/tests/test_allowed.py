"""What is refused at once is left out; what is refused half-way undoes the whole."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.allowed import those_allowed
from leadline.core.batch import Batch
from leadline.core.errors import Refused


def refuse() -> None:
    raise Refused("no")


def test_what_is_refused_keeps_nothing_else_back() -> None:
    done: list[int] = []
    acts = [lambda: done.append(1), refuse, lambda: done.append(2)]
    assert those_allowed(Batch(AUTOMATION), acts) == 2
    assert done == [1, 2]


def test_what_is_refused_when_it_has_changed_something_is_told() -> None:
    batch = Batch(AUTOMATION)

    def half_way() -> None:
        batch.touched += 1
        refuse()

    with pytest.raises(Refused):
        those_allowed(batch, [half_way])
