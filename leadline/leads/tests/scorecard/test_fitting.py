"""A scorecard finds what was put in, and is judged by leads that it has not seen."""

import random

import pytest

from leadline.core.pausing import in_one_go
from leadline.leads.scorecard.fitting import fit, learning
from leadline.leads.scorecard.table import Table


def made(leads: int = 2000, noise: bool = False) -> Table:
    """Big ones are won six in ten, the others two; "noise" has nothing to do with it."""
    dealer = random.Random(7)
    big = [dealer.random() < 0.4 for _ in range(leads)]
    won = [dealer.random() < (0.5 if noise else 0.6 if one else 0.2) for one in big]
    columns = {
        "size": ["big" if one else "small" for one in big],
        "noise": [str(dealer.randrange(1000)) for _ in range(leads)],
    }
    return Table(columns, won, {}, {})


def test_what_is_there_is_found_and_noise_is_not() -> None:
    found = fit(made())
    assert 0.66 < found.auc < 0.74
    parts = {part.column: part for part in found.card.parts}
    assert parts["size"].adds["big"] > 0.5 > abs(parts["noise"].adds["1"])
    expected = sum(group.expected or 0 for group in found.groups)
    assert expected == pytest.approx(sum(made().won), rel=0.03)
    assert abs(fit(made(noise=True)).auc - 0.5) < 0.04


def test_the_same_leads_teach_the_same() -> None:
    assert fit(made()).auc == fit(made()).auc
    table = made()
    first, again = (in_one_go(learning(table)).odds(table)[:3] for _time in range(2))
    assert first == again


def test_too_few_teach_nothing() -> None:
    with pytest.raises(ValueError, match="too few"):
        fit(made(60))
    with pytest.raises(ValueError, match="too few"):
        fit(Table({}, made().won, {}, {}))
