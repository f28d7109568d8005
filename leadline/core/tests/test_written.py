"""What a language does to numbers, amounts, colons and commas."""

import pytest
from django.utils.translation import override

from leadline.core.money import Money
from leadline.core.written import labelled, listed, money, percent


@pytest.mark.parametrize(
    ("language", "share", "whole", "amount", "line", "row"),
    [
        ("en", "12.5 %", "7 %", "1,250.00 EUR", "Stage: New", "Wire, Rebar"),
        ("zh-hans", "12.5%", "7%", "€1,250.00", "Stage：New", "Wire、Rebar"),
    ],
)
def test_each_language_writes_them_its_own_way(
    language: str, share: str, whole: str, amount: str, line: str, row: str
) -> None:
    with override(language):
        assert (percent(0.125), percent(0.07, 0)) == (share, whole)
        assert money(Money(125_000, "EUR")) == amount
        assert labelled("Stage", "New") == line
        assert listed(["Wire", "Rebar"]) == row
