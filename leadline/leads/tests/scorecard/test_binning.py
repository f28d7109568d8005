"""Few groups, and what each says."""

from math import log

import pytest

from leadline.leads.scorecard.binning import Binning, cut, evidence


def test_numbers_are_cut_into_tenths_and_a_crowd_at_the_low_end_stands_alone() -> None:
    found = cut([*["0"] * 50, *(str(n) for n in range(1, 51))])
    assert found.edges[0] == 1
    assert (found.group("0"), found.group("0.9"), found.group("")) == ("0", "0", "")
    assert found.group("1") == "1"
    assert found.group("1000") == str(len(found.edges))
    assert found.group("no number") == ""


def test_rare_values_are_one_group() -> None:
    found = cut([*["a"] * 500, *["b"] * 499, "c"])
    assert [found.group(text) for text in ("a", "b", "c", "d", "")] == ["a", "b", "*", "*", ""]


def test_evidence_is_the_logarithm_of_the_odds() -> None:
    groups, won = ["a"] * 40 + ["b"] * 60, [True] * 30 + [False] * 10 + [True] * 20 + [False] * 40
    found = evidence(groups, won)
    assert found.woe["a"] == pytest.approx(log(30.5 / 50.5) - log(10.5 / 50.5))
    assert found.woe["b"] < 0 < found.woe["a"]
    assert found.iv == pytest.approx(0.4 * found.woe["a"] - 0.4 * found.woe["b"])
    assert evidence(["a"] * 4, [True, False] * 2).iv == pytest.approx(0)
    assert Binning().group("x") == "*"
