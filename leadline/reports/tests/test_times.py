"""Quantiles: exact as NumPy has them up to 100,000 cases, off the histogram above."""

import random
from collections import Counter
from statistics import median

import pytest

from leadline.reports import times
from leadline.reports.times import BOUNDS, DAY, bucket_of, needed, quantiles, span_of


def read(cases: list[int]) -> times.Quantiles | None:
    histogram = Counter(map(bucket_of, cases))
    by_bucket = {one: sorted(x for x in cases if bucket_of(x) == one) for one in histogram}
    wanted = needed(histogram)
    return quantiles(histogram, {one.rank: by_bucket[one.bucket][one.offset] for one in wanted})


def test_buckets_follow_each_other_without_a_hole() -> None:
    assert list(BOUNDS) == sorted(set(BOUNDS))
    for seconds in (0, 59, 60, DAY - 1, DAY, 14 * DAY, 3_000 * DAY):
        begins, ends = span_of(bucket_of(seconds))
        assert begins <= seconds < ends


@pytest.mark.parametrize("number", [1, 2, 3, 4, 10, 841, 2_000])
def test_quantiles_are_exact(number: int) -> None:
    draw = random.Random(number)
    cases = [int(draw.lognormvariate(12, 2)) for _ in range(number)]
    found = read(cases)
    assert found is not None
    assert found.number == number
    assert found.is_exact
    assert found.median == median(cases)
    ordered = sorted(cases)
    place = 0.75 * (number - 1)
    low, rest = int(place), place - int(place)
    high = ordered[min(low + 1, number - 1)]
    assert found.three_quarters == pytest.approx(ordered[low] + rest * (high - ordered[low]))


def test_above_the_limit_they_are_read_off_the_histogram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "EXACT", 100)
    cases = [int(random.Random(nth).uniform(0, 20 * DAY)) for nth in range(1_000)]
    found = read(cases)
    assert found is not None
    assert not found.is_exact
    assert needed(Counter(map(bucket_of, cases))) == []
    assert found.median == pytest.approx(median(cases), rel=0.1)


def test_of_nothing_there_are_none() -> None:
    assert quantiles({}, {}) is None
    assert needed({}) == []


def test_cases_that_are_missing_are_not_called_exact() -> None:
    found = quantiles({3: 10}, {2: 400})
    assert found is not None
    assert not found.is_exact
