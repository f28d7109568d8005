"""Money is an exact whole number of a currency's smallest unit, and never mixes currencies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Self

from babel import Locale
from babel.core import get_global
from babel.numbers import format_currency, get_currency_name, get_currency_symbol

LIMIT = 10**18  # fits a 64-bit column with room for a sum of nine


class MoneyError(ValueError):
    """An amount that is unreadable, too large, or in another currency than it must be."""


class Rounding(StrEnum):
    """What becomes of the part below the smallest unit."""

    HALF_AWAY = "half away from zero"  # the usual commercial rule; a credit mirrors its invoice
    HALF_EVEN = "half to even"
    DOWN = "toward zero"
    UP = "away from zero"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the smallest unit (pence, yen, fils) of a currency by its ISO 4217 code."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError(f"an amount is a whole number of smallest units, not {self.amount!r}")
        if abs(self.amount) > LIMIT:
            raise MoneyError(f"{self.amount} is more than {LIMIT:,} smallest units")
        if not is_currency(self.currency):
            raise MoneyError(f"{self.currency!r} is no currency: use its ISO code, such as GBP")

    def __str__(self) -> str:
        """The accepted notation: `250,000.00 GBP`; `parse_money` reads it back."""
        return f"{self.decimal:,} {self.currency}"

    def __bool__(self) -> bool:
        return self.amount != 0

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.amount), self.currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.amount >= self._same(other)

    @property
    def decimal(self) -> Decimal:
        """The amount in whole units with all the currency's digits: 1050 GBP is 10.50."""
        return Decimal(self.amount).scaleb(-minor_digits(self.currency))

    def times(self, ratio: "Ratio", rounding: Rounding = Rounding.HALF_AWAY) -> "Money":
        """The exact product, rounded once; a float is refused (TypeError)."""
        return Money(_rounded(self.amount * _fraction(ratio), rounding), self.currency)

    def exchanged(
        self, currency: str, rate: "Ratio", rounding: Rounding = Rounding.HALF_AWAY
    ) -> "Money":
        """The same value in another currency, `rate` of its units for one unit of this one."""
        shift = Fraction(10) ** (minor_digits(currency) - minor_digits(self.currency))
        return Money(_rounded(self.amount * _fraction(rate) * shift, rounding), currency)

    def allocated(self, weights: Sequence["Ratio"]) -> list["Money"]:
        """Parts in proportion to the weights whose sum is exactly this amount.

        The units left over go one each to the parts that lost most, the earlier of equals first
        (Hamilton's method of largest remainders). Weights are at least 0 and not all 0.
        """
        shares = [_fraction(weight) for weight in weights]
        total = sum(shares, Fraction())
        if any(share < 0 for share in shares) or not total:
            raise MoneyError("weights must be at least 0 and not all 0")
        exact = [abs(self.amount) * share / total for share in shares]
        parts = [int(part) for part in exact]
        by_loss = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
        for i in by_loss[: abs(self.amount) - sum(parts)]:
            parts[i] += 1
        sign = -1 if self.amount < 0 else 1
        return [Money(sign * part, self.currency) for part in parts]

    def formatted(self, language: str = "en") -> str:
        """As people write it in `en` or `zh-hans`: £1,234.50, JP¥1,200, KWD 1.500."""
        locale = Locale.parse(language, sep="-")
        digits = minor_digits(self.currency)
        pattern = locale.currency_formats["standard"].pattern
        if get_currency_symbol(self.currency, locale)[-1].isalpha():
            pattern = pattern.replace("¤", "¤\N{NO-BREAK SPACE}")  # CLDR's alphaNextToNumber
        exact = pattern.replace("0.00", "0." + "0" * digits if digits else "0")
        return format_currency(
            self.decimal, self.currency, exact, locale=locale, currency_digits=False
        )

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise MoneyError(f"{self.currency} and {other.currency} cannot be mixed")
        return other.amount

    @classmethod
    def zero(cls, currency: str) -> Self:
        return cls(0, currency)


Ratio = int | Fraction | Decimal


def parse_money(text: str) -> Money:
    """Read an amount and its ISO code: `250,000 GBP`, `-1,234.50 EUR`, `1200 JPY`.

    Thousands are grouped by commas or not at all, a point stands before the decimals, and there
    are at most as many decimals as the currency has. Everything else is a MoneyError.
    """
    amount, _, currency = text.strip().partition(" ")
    if not is_currency(currency):
        raise MoneyError(f"{text!r} is no amount of money: write it as 250,000 GBP")
    return parse_amount(amount, currency)


def parse_amount(text: str, currency: str) -> Money:
    """Read the amount alone, in whole units of a known currency, by the rules of parse_money."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise MoneyError(f"{text!r} is no amount: write it as 250,000 or 1234.50")
    digits, decimals = minor_digits(currency), match["decimals"] or ""
    if len(decimals) > digits:
        raise MoneyError(f"{text!r} has {len(decimals)} decimals, {currency} has {digits}")
    whole = match["whole"].replace(",", "")
    return Money(int(match["sign"] + whole + decimals.ljust(digits, "0")), currency)


def is_currency(code: str) -> bool:
    """Whether this is the ISO 4217 code of a currency, in capitals."""
    return code in _currencies()


def minor_digits(currency: str) -> int:
    """How many decimals a currency's smallest unit has by ISO 4217: JPY 0, GBP 2, KWD 3."""
    if not is_currency(currency):
        raise MoneyError(f"{currency!r} is no currency: use its ISO code, such as GBP")
    return _DIGITS.get(currency, 2)


def currency_name(currency: str, language: str = "en") -> str:
    """What people call a currency: British Pound, 英镑."""
    return get_currency_name(currency, locale=Locale.parse(language, sep="-"))


def _fraction(ratio: Ratio) -> Fraction:
    if not isinstance(ratio, int | Fraction | Decimal):
        raise TypeError(f"{ratio!r} is not exact: use a whole number, Fraction or Decimal")
    return Fraction(ratio)


def _rounded(exact: Fraction, rounding: Rounding) -> int:
    whole = int(abs(exact))
    rest = abs(exact) - whole
    match rounding:
        case Rounding.HALF_AWAY:
            up = rest >= Fraction(1, 2)
        case Rounding.HALF_EVEN:
            up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
        case Rounding.DOWN:
            up = False
        case Rounding.UP:
            up = rest > 0
    return (whole + up) * (-1 if exact < 0 else 1)


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    return frozenset(get_global("all_currencies")) - {"XXX", "XTS"}


_AMOUNT = re.compile(
    r"(?P<sign>-?)(?P<whole>[0-9]{1,19}|[0-9]{1,3}(?:,[0-9]{3}){1,6})(?:\.(?P<decimals>[0-9]+))?"
)

# ISO 4217, list one (amendment 176), where it is not 2. CLDR, which babel carries, gives the
# decimals in daily use instead (0 for the Iraqi dinar), and would lose money.
_DIGITS = dict.fromkeys(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ],
    0,
)
_DIGITS |= dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3)
_DIGITS |= {"CLF": 4, "UYW": 4}
