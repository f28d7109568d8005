"""Crediting: every way shares out exactly the amount."""

from datetime import UTC, datetime, timedelta

from leadline.core.money import Money
from leadline.reports.credit import CHOSEN, FIRST, LAST, LINEAR, WAYS, Touch, credits

DAY = datetime(2026, 3, 2, tzinfo=UTC)


def touch(days: int, source: int, campaign: str) -> Touch:
    return Touch(DAY + timedelta(days=days), source, campaign)


def test_s3_33_first_last_linear_and_chosen() -> None:
    touches = [touch(3, 3, "mail"), touch(1, 1, "fair"), touch(2, 2, "search")]
    found = credits(Money(100, "EUR"), touches, (2, "search"))
    assert found[FIRST, 1, "fair"] == found[LAST, 3, "mail"] == found[CHOSEN, 2, "search"] == 100
    linear = [found[LINEAR, 1, "fair"], found[LINEAR, 2, "search"], found[LINEAR, 3, "mail"]]
    assert linear == [34, 33, 33]
    for way in WAYS:
        assert sum(part for (one, *_place), part in found.items() if one == way) == 100


def test_who_touched_twice_has_two_parts_and_nobody_leaves_it_to_the_chosen() -> None:
    found = credits(Money(9, "EUR"), [touch(1, 1, ""), touch(2, 1, ""), touch(3, 2, "")], (2, ""))
    assert (found[LINEAR, 1, ""], found[LINEAR, 2, ""]) == (6, 3)
    alone = credits(Money(9, "EUR"), [], (4, "x"))
    assert set(alone.values()) == {9}
    assert len(alone) == len(WAYS)
