"""An import that cannot be taken back does not fail every round for ever: a person decides."""

from pathlib import Path
from typing import Any

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import Driven
from leadline.intake.actions.undoing import put_off_undo, take_back_rows
from leadline.intake.jobs import take_back, take_back_due
from leadline.intake.models import State, Undo
from leadline.intake.tests.conftest import NINE
from leadline.intake.tests.files import imported, written_to
from leadline.leads.incoming import How

pytestmark = pytest.mark.usefixtures("playbook")
TEXT = "Name,E-Mail\nAnn Na,ann@firm.example\nBea Na,bea@other.example\n"


def test_what_always_breaks_is_set_aside_until_a_person_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Driven(NINE) as clock:
        begun = imported(written_to(tmp_path, TEXT), How.LIST)
        inner, calls = take_back_rows.function, []

        def breaks(batch: Batch, *given: Any, **told: Any) -> bool:
            calls.append(clock.at)
            raise ZeroDivisionError("one over none")

        monkeypatch.setitem(take_back_rows.__dict__, "function", breaks)
        assert not take_back(AUTOMATION, begun)
        for _round in range(200):
            clock.advance(minutes=5)
            take_back_due(clock.at)
        assert len(calls) == 5
        undo = Undo.objects.get()
        assert undo.is_set_aside
        assert (undo.tries, undo.trouble) == (5, "ZeroDivisionError: one over none")
        monkeypatch.setitem(take_back_rows.__dict__, "function", inner)
        assert take_back_due(clock.at) == 0
        assert take_back(AUTOMATION, begun)
    undo.refresh_from_db()
    assert (undo.tries, undo.try_at, undo.trouble) == (0, None, "")
    put_off_undo(AUTOMATION, begun, reason="Late")  # it is taken back by now
    undo.refresh_from_db()
    assert undo.trouble == ""
    begun.refresh_from_db()
    assert begun.state == State.TAKEN_BACK
