from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.core.money import (
    LIMIT,
    Money,
    MoneyError,
    Rounding,
    currency_name,
    minor_digits,
    parse_amount,
    parse_money,
)

AMOUNTS = st.integers(-LIMIT, LIMIT)
CURRENCIES = st.sampled_from(["GBP", "CNY", "JPY", "KWD", "CLF"])


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("250,000 GBP", Money(25_000_000, "GBP")),
        ("250000 GBP", Money(25_000_000, "GBP")),
        ("-1,234.5 EUR", Money(-123_450, "EUR")),
        ("1200 JPY", Money(1_200, "JPY")),
        ("1.005 KWD", Money(1_005, "KWD")),
        ("9,999,999,999,999,999.01 USD", Money(999_999_999_999_999_901, "USD")),
    ],
)
def test_money_is_written_one_way(text: str, money: Money) -> None:
    assert parse_money(text) == money


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "write it as 250,000 GBP"),
        ("250,000", "write it as 250,000 GBP"),
        ("£250", "write it as 250,000 GBP"),
        ("250 gbp", "write it as 250,000 GBP"),
        ("250 XXX", "write it as 250,000 GBP"),
        ("1 234,50 EUR", "write it as 250,000 GBP"),
        ("1.234,50 EUR", "write it as 250,000 or 1234.50"),
        ("25,00 EUR", "write it as 250,000 or 1234.50"),
        (".50 EUR", "write it as 250,000 or 1234.50"),
        ("NaN EUR", "write it as 250,000 or 1234.50"),
        ("1e9 EUR", "write it as 250,000 or 1234.50"),
        ("1.50 JPY", "has 2 decimals, JPY has 0"),
        ("1.005 GBP", "has 3 decimals, GBP has 2"),
        ("10,000,000,000,000,000.01 GBP", "is more than"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(MoneyError, match=says):
        parse_money(text)


@given(AMOUNTS, CURRENCIES)
def test_what_is_written_reads_back_the_same(amount: int, currency: str) -> None:
    money = Money(amount, currency)
    assert parse_money(str(money)) == money
    assert parse_amount(str(money.decimal), currency) == money


@pytest.mark.parametrize(
    ("money", "english", "chinese"),
    [
        (Money(123_450, "GBP"), "£1,234.50", "£1,234.50"),
        (Money(-123_450, "CNY"), "-CN¥1,234.50", "-¥1,234.50"),
        (Money(1_200, "JPY"), "¥1,200", "JP¥1,200"),
        (Money(1_500, "IQD"), "IQD\N{NO-BREAK SPACE}1.500", "IQD\N{NO-BREAK SPACE}1.500"),
        (
            Money(999_999_999_999_999_901, "USD"),
            "$9,999,999,999,999,999.01",
            "US$9,999,999,999,999,999.01",
        ),
    ],
)
def test_people_read_it_as_they_write_it(money: Money, english: str, chinese: str) -> None:
    assert money.formatted() == english
    assert money.formatted("zh-hans") == chinese


def test_currencies_have_names_and_decimals() -> None:
    assert currency_name("GBP") == "British Pound"
    assert currency_name("GBP", "zh-hans") == "英镑"
    assert [minor_digits(c) for c in ("JPY", "GBP", "KWD", "CLF")] == [0, 2, 3, 4]
    with pytest.raises(MoneyError, match="no currency"):
        minor_digits("QQQ")


def test_an_amount_is_a_whole_number_within_the_limit() -> None:
    for wrong in (1.0, True, Decimal(1)):
        with pytest.raises(TypeError):
            Money(wrong, "GBP")  # type: ignore[arg-type]
    with pytest.raises(MoneyError, match="is more than"):
        Money(LIMIT + 1, "GBP")
    with pytest.raises(MoneyError, match="is more than"):
        Money(LIMIT, "GBP") + Money(1, "GBP")


def test_sums_and_order_stay_within_one_currency() -> None:
    ten, three = Money(1_000, "GBP"), Money(300, "GBP")
    assert ten + three == Money(1_300, "GBP")
    assert three - ten == Money(-700, "GBP")
    assert abs(-ten) == ten
    assert three < ten <= ten
    assert ten > three >= three
    assert not Money.zero("GBP")
    assert Money(1, "GBP") != Money(1, "USD")
    for mixed in ("__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"):
        with pytest.raises(MoneyError, match="GBP and USD cannot be mixed"):
            getattr(ten, mixed)(Money(1, "USD"))


@pytest.mark.parametrize(
    ("rounding", "results"),
    [
        (Rounding.HALF_AWAY, [1, 2, 3, -1, -2, -3]),
        (Rounding.HALF_EVEN, [0, 2, 2, 0, -2, -2]),
        (Rounding.DOWN, [0, 1, 2, 0, -1, -2]),
        (Rounding.UP, [1, 2, 3, -1, -2, -3]),
    ],
)
def test_halves_are_rounded_by_the_named_rule(rounding: Rounding, results: list[int]) -> None:
    halves = [Money(n, "GBP").times(Fraction(1, 2), rounding) for n in (1, 3, 5, -1, -3, -5)]
    assert [half.amount for half in halves] == results


def test_a_product_is_exact_and_rounded_once() -> None:
    assert Money(333, "GBP").times(Decimal("0.15")).amount == 50  # 49.95
    assert Money(LIMIT - 1, "GBP").times(Fraction(1, 3)).amount == (LIMIT - 1) // 3
    with pytest.raises(TypeError, match="not exact"):
        Money(1, "GBP").times(0.1)  # type: ignore[arg-type]


def test_exchange_minds_the_decimals_of_both_currencies() -> None:
    assert Money(10_000, "GBP").exchanged("JPY", Decimal("191.25")) == Money(19_125, "JPY")
    assert Money(1_000, "JPY").exchanged("KWD", Decimal("0.00205")) == Money(2_050, "KWD")


def test_no_penny_is_lost_in_a_split() -> None:
    parts = Money(100, "GBP").allocated([1, 1, 1])
    assert [part.amount for part in parts] == [34, 33, 33]
    assert [p.amount for p in Money(-100, "GBP").allocated([1, 1, 1])] == [-34, -33, -33]
    assert [p.amount for p in Money(5, "GBP").allocated([70, 30])] == [4, 1]  # 3.5 and 1.5
    for wrong in ([], [0, 0], [2, -1]):
        with pytest.raises(MoneyError, match="weights"):
            Money(1, "GBP").allocated(wrong)


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_every_split_adds_up_and_no_part_is_off_by_a_unit(amount: int, weights: list[int]) -> None:
    parts = Money(amount, "EUR").allocated(weights)
    assert sum(part.amount for part in parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.amount - Fraction(amount * weight, sum(weights))) < 1


@given(AMOUNTS, st.fractions(-1, 1), st.sampled_from(Rounding))
def test_a_credit_mirrors_its_invoice(amount: int, ratio: Fraction, rounding: Rounding) -> None:
    money = Money(amount, "EUR")
    assert (-money).times(ratio, rounding) == -(money.times(ratio, rounding))
