"""The scanner cuts tokens by the catalogue and goes on after what it cannot read."""

import pytest

from leadline.conditions.lexing import Scanner
from leadline.conditions.source import Source
from leadline.conditions.tests import cast


def _scan(text: str) -> Scanner:
    scanner = Scanner(Source(text), cast.CATALOGUE)
    scanner.run()
    return scanner


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("trial is open", "FIELD"),
        ("trial is not open", "OPPOSITE"),
        ("not (renewed)", "NOT LPAR FIELD RPAR"),
        ("fit band one of A, B and renewed", "FIELD OP CHOICE COMMA CHOICE AND FIELD"),
        ("score between 1 and 2 and renewed", "FIELD BETWEEN AMOUNT BAND AMOUNT AND FIELD"),
        ("due day more than 3 days ago", "FIELD OP AMOUNT TAIL"),
        ("due day after arrival", "FIELD OP OTHER"),
        ("due day on today", "FIELD OP DAY"),
        ("due day in this year", "FIELD OP WORD"),
        ("score known or renewed", "FIELD STATE OR FIELD"),
        ("nonsense here and renewed", "BROKEN AND FIELD"),
    ],
)
def test_the_tokens_of(text: str, kinds: str) -> None:
    assert " ".join(token.type for token in _scan(text).tokens) == kinds


def test_numbers_carry_their_unit_and_lose_their_commas() -> None:
    values = [token.value for token in _scan("budget between 1,000 GBP and 2,500.50 EUR").tokens]
    assert [(str(number), unit) for number, unit in (values[2], values[4])] == [
        ("1000", "GBP"),
        ("2500.50", "EUR"),
    ]


def test_the_walk_goes_on_after_a_mistake() -> None:
    scanner = _scan("moon between 1 and 2 and scor above 1; score above 2")
    assert [problem.position for problem in scanner.problems] == [0, 25, 37]
