"""Area, lift and tenths against what one counts by hand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.leads.score.measures import at_least, auc, deciles

LEADS = st.lists(st.tuples(st.integers(-20, 20), st.booleans()), min_size=1, max_size=60)


@given(leads=LEADS)
def test_the_area_is_the_share_of_pairs_in_the_right_order(leads: list[tuple[int, bool]]) -> None:
    won = [score for score, yes in leads if yes]
    lost = [score for score, yes in leads if not yes]
    pairs = [(a > b) + 0.5 * (a == b) for a in won for b in lost]
    told = auc([one[0] for one in leads], [one[1] for one in leads])
    assert told == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)


@given(leads=LEADS)
def test_tenths_hold_everybody_once_and_no_score_stands_in_two(
    leads: list[tuple[int, bool]],
) -> None:
    groups = deciles([one[0] for one in leads], [one[1] for one in leads])
    assert sum(one.leads for one in groups) == len(leads)
    assert sum(one.won for one in groups) == sum(one[1] for one in leads)
    assert len(groups) <= 10
    assert all(a.low > b.high for a, b in pairwise(groups))


def test_a_hundred_leads_make_tenths_of_ten() -> None:
    groups = deciles(range(100), [one >= 50 for one in range(100)], [0.5] * 100)
    assert [one.leads for one in groups] == [10] * 10
    assert [one.lift for one in groups] == [2.0] * 5 + [0.0] * 5
    assert (groups[0].high, groups[0].low, groups[0].rate, groups[0].expected) == (99, 90, 1, 5)


def test_a_line() -> None:
    above = at_least([10, 30, 30, 50], [False, True, False, True], 30)
    assert (above.leads, above.won, above.precision, above.recall) == (3, 2, 2 / 3, 1)
    nobody = at_least([], [], 30)
    assert (nobody.precision, nobody.recall) == (0, 0)
