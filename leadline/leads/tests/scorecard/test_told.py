"""What was learned is kept as JSON and read back the same."""

import json

import pytest

from leadline.leads.scorecard.leaks import Leak, Sign
from leadline.leads.scorecard.table import table_of
from leadline.leads.scorecard.told import learned, reasons, told_of, too_few

ROWS = [
    {"users": str(n % 90), "town": ("Leeds", "York", "")[n % 3],
     "why": "Price" if n % 90 < 40 else "", "won": "no" if n % 90 < 40 or n % 7 == 0 else "yes"}
    for n in range(400)
]  # fmt: skip


def test_it_survives_being_kept() -> None:
    told = learned(table_of(ROWS, "won"))
    again = told_of(json.loads(json.dumps(told.json())))
    assert again == told
    assert again is not None
    assert (again.leads, again.columns) == (400, 3)
    assert again.auc > 0.8
    assert told_of({}) is None


def test_too_few_are_told() -> None:
    table = table_of(ROWS[:5], "won")
    with pytest.raises(ValueError, match="too few"):
        learned(table)
    assert too_few(table) == ("There are too few leads of either end to learn from: 0 of 5 won.")


def test_every_sign_has_its_words() -> None:
    leak = Leak("why", tuple(Sign), 2.0, 0.6, 0.1, 0.9, 0.5)
    assert len(reasons(leak)) == len(Sign)
    assert "60%, of whom" in reasons(leak)[1]
