"""The fields, rows and conditions that the tests of this app share."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from leadline.conditions.catalogue import Catalogue, Field, Kind
from leadline.conditions.context import Context
from leadline.conditions.grammar import parse
from leadline.conditions.tree import (
    Among,
    Between,
    Compared,
    Comparison,
    Condition,
    Contains,
    Dated,
    Either,
    Every,
    Includes,
    Inclusion,
    InPeriod,
    Known,
    Lapse,
    Lapsed,
    Negation,
    Order,
    Period,
    RelativeDay,
    Span,
    YesNo,
)
from leadline.core.durations import Duration, Unit
from leadline.core.money import Money

BERLIN = ZoneInfo("Europe/Berlin")
RATES = {"EUR": 1, "GBP": Decimal("1.17"), "JPY": Decimal("0.0061")}

SCORE = Field("score", Kind.NUMBER, zh="评分", column="score")
ROUNDS = Field("rounds here", Kind.NUMBER, column="rounds")
DISCOUNT = Field("discount", Kind.NUMBER, zh="折扣", unit="%", column="discount")
AMOUNT = Field("deal amount", Kind.MONEY, zh="成交金额", column="amount")
BUDGET = Field("budget", Kind.MONEY, unit="GBP", column="budget")
PRICE = Field("list price", Kind.MONEY, unit="GBP", column="price")
DUE = Field("due day", Kind.DAY, zh="到期日", column="due")
SHIPPED = Field("shipped", Kind.DAY, zh="发货", column="shipped")
ARRIVAL = Field("arrival", Kind.MOMENT, column="arrival")
RESPONSE = Field("last response", Kind.MOMENT, column="response")
TERM = Field("service term", Kind.DURATION, column="term")
TRIAL = Field("trial is open", Kind.YES_NO, zh="试用已开通", column="trial")
RENEWED = Field("renewed", Kind.YES_NO, column="renewed")
BAND = Field("fit band", Kind.CHOICE, zh="匹配等级", choices=("A", "B", "C"),
             choices_zh=("甲", "乙", "丙"), column="band")  # fmt: skip
PRODUCT = Field("product", Kind.SET, choices=("AC", "SG", "AF"))
NAME = Field("name", Kind.TEXT, zh="姓名", column="name")
OWNER = Field("owner", Kind.USER, column="owner")
OFFER = Field("offer", Kind.FILE, column="offer")
WAKE = Field("wake up when", Kind.CONDITION)
_PLAIN = [SCORE, ROUNDS, DISCOUNT, AMOUNT, BUDGET,
    PRICE, DUE, SHIPPED, ARRIVAL, RESPONSE, TERM, TRIAL,
          RENEWED, BAND, PRODUCT, NAME, OWNER, OFFER, WAKE]  # fmt: skip
LARGE = Field("deal is large", Kind.YES_NO,
              means=parse("deal amount above 100,000 GBP", Catalogue(_PLAIN)))  # fmt: skip
CATALOGUE = Catalogue([*_PLAIN, LARGE])


def read(text: str) -> Condition:
    return parse(text, CATALOGUE)


def plainly(moment: datetime, length: Duration) -> datetime:
    """Working time for tests: an eight-hour day without nights, so it is easy to follow."""
    minutes = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 480}[length.unit]
    return moment + timedelta(minutes=minutes * length.amount)


def at(when: str, zone: ZoneInfo = BERLIN) -> Context:
    return Context(datetime.fromisoformat(when).astimezone(UTC), zone, RATES, plainly)


NOON = at("2026-03-29T12:00+02:00")  # the day on which Berlin's clocks went forward

# Values of every kind, near each other and near NOON, so that borders are hit.
days = st.integers(-100, 100).map(lambda n: date(2026, 3, 29) + timedelta(days=n))
moments = st.builds(
    lambda days, hours, ticks: NOON.now + timedelta(days=days, hours=hours, microseconds=ticks),
    st.integers(-100, 100), st.integers(-24, 24), st.integers(-1, 1),
)  # fmt: skip
numbers = st.one_of(st.integers(-2, 5), st.sampled_from([Decimal("1.5"), Decimal("-0.5")]))
moneys = st.builds(
    Money, st.sampled_from([0, 1, 99, 100, 117, 11_700_000, 10_000_000, 10_000_001]),
    st.sampled_from(["GBP", "EUR", "JPY", "USD"]),
)  # fmt: skip
pounds = moneys.map(lambda money: Money(money.amount, "GBP"))
texts = st.sampled_from(["Wáng Fāng", "wang", "ACME GmbH", "100%", "a_b", "Straße", "50"])
minutes = st.sampled_from([0, 1, 1440, 10_080, 43_830, 525_960])
lengths = st.builds(
    Duration, st.integers(0, 40), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])
)
spans = st.builds(Period, st.sampled_from(list(Span)), st.integers(-2, 2))
fixed = st.sampled_from([Period(Span.MONTH, fixed=date(2026, 3, 1)),
                         Period(Span.QUARTER, fixed=date(2026, 4, 1)),
                         Period(Span.YEAR, fixed=date(2025, 1, 1))])  # fmt: skip
_steps = st.sampled_from([Unit.MINUTE, Unit.HOUR, Unit.DAY])
short = st.builds(Duration, st.integers(0, 200), _steps, st.booleans()).filter(
    lambda length: length.working or length.unit is not Unit.DAY
)
working_days = st.builds(Duration, st.integers(0, 90), st.just(Unit.DAY), st.just(True))

VALUES = {
    SCORE: numbers.filter(lambda n: n == int(n)), ROUNDS: st.integers(-2, 5), DISCOUNT: numbers,
    AMOUNT: moneys, BUDGET: pounds,
    PRICE: pounds, DUE: days, SHIPPED: days,
    ARRIVAL: moments, RESPONSE: moments, TERM: minutes, TRIAL: st.booleans(),
    RENEWED: st.booleans(), BAND: st.sampled_from(BAND.choices),
    PRODUCT: st.sets(st.sampled_from(PRODUCT.choices)), NAME: texts, OWNER: texts,
    OFFER: st.just("offer.pdf"),
}  # fmt: skip
rows = st.fixed_dictionaries(
    {one.name: st.one_of(st.none(), values) for one, values in VALUES.items()}
)


def _numeric(one: Field, literals: st.SearchStrategy, others: list[Field]) -> st.SearchStrategy:
    sides = st.one_of(literals, literals, st.sampled_from(others)) if others else literals
    return st.one_of(
        st.builds(Compared, st.just(one), st.sampled_from(list(Comparison)), sides),
        st.builds(Between, st.just(one), sides, sides),
        _among(one, literals),
    )


def _among(one: Field, literals: st.SearchStrategy) -> st.SearchStrategy:
    several = st.lists(literals, min_size=1, max_size=3, unique=True).map(tuple)
    return st.builds(Among, st.just(one), several, st.booleans())


def _dated(one: Field, others: list[Field], shorter: st.SearchStrategy) -> st.SearchStrategy:
    than = st.one_of(days, st.sampled_from(list(RelativeDay)), st.sampled_from(others))
    return st.one_of(
        st.builds(Dated, st.just(one), st.sampled_from(list(Order)), than),
        st.builds(Lapsed, st.just(one), st.sampled_from(list(Lapse)), st.one_of(lengths, shorter)),
        st.builds(InPeriod, st.just(one), st.one_of(spans, fixed)),
    )


_tests = st.one_of(
    st.builds(Known, st.sampled_from([*VALUES, LARGE]), st.booleans()),
    st.builds(YesNo, st.sampled_from([TRIAL, RENEWED, LARGE]), st.booleans()),
    _numeric(SCORE, numbers.map(Decimal), [ROUNDS]),
    _numeric(DISCOUNT, numbers.map(Decimal), []),
    _numeric(AMOUNT, moneys, []),
    _numeric(PRICE, moneys, [BUDGET]),
    _numeric(TERM, lengths, []),
    _among(BAND, st.sampled_from(BAND.choices)),
    _among(NAME, texts),
    _among(OWNER, texts),
    st.builds(Contains, st.just(NAME), texts, st.booleans()),
    st.builds(Includes, st.just(PRODUCT), st.sampled_from(list(Inclusion)),
              st.lists(st.sampled_from(PRODUCT.choices), min_size=1, unique=True).map(tuple)),
    _dated(DUE, [SHIPPED, ARRIVAL], working_days),
    _dated(ARRIVAL, [RESPONSE, DUE], short),
)  # fmt: skip


def _deeper(parts: st.SearchStrategy) -> st.SearchStrategy:
    some = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Every, some), st.builds(Either, some), st.builds(Negation, parts))


trees = st.recursive(_tests, _deeper, max_leaves=6)
conditions = trees.map(lambda tree: Condition(tree, "made by a test"))
