"""The words of each single test, in the language's own notation and in Chinese."""

from datetime import date
from decimal import Decimal
from typing import Any

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.periods import MONTHS
from leadline.conditions.tree import (
    Among,
    Between,
    Compared,
    Comparison,
    Contains,
    Dated,
    Holds,
    Includes,
    Inclusion,
    InPeriod,
    Known,
    Lapse,
    Lapsed,
    Order,
    Period,
    RelativeDay,
    Span,
    Test,
    YesNo,
)
from leadline.core.durations import Duration
from leadline.core.money import Money


def english(test: Test) -> str:
    """The test as it would be written."""
    name = test.field.label
    match test:
        case YesNo():
            return name if test.held else test.field.opposite
        case Known():
            return f"{name} {'known' if test.known else 'unknown'}"
        case Among():
            words = "is" if len(test.values) == 1 else "one of"
            denied = {"is": "is not", "one of": "not one of"}[words] if test.negated else words
            return f"{name} {denied} {_listed(test.field, test.values)}"
        case Compared():
            return f"{name} {test.how} {_amount(test.field, test.than)}"
        case Between():
            low, high = _amount(test.field, test.low), _amount(test.field, test.high)
            return f"{name} between {low} and {high}"
        case Contains():
            return f"{name} {'not ' if test.negated else ''}contains {_quoted(test.text)}"
        case Includes():
            return f"{name} includes {test.how} {_choices(test.field, test.values)}"
        case Dated():
            return f"{name} {test.how} {_day(test.than)}"
        case Lapsed():
            return f"{name} {test.how.replace('…', str(test.length))}"
        case InPeriod():
            return f"{name} in {_period(test.period)}"
        case Holds():
            return f"{name} holds"
    raise TypeError(test)


def chinese(test: Test) -> str:
    """The test in Chinese, with the field's and the choices' Chinese where they have it."""
    name = test.field.zh or test.field.label
    match test:
        case YesNo():
            return name if test.held else test.field.opposite_zh or f"并非{name}"
        case Known():
            return f"{name}{'已知' if test.known else '未知'}"
        case Among():
            return name + _among_in_chinese(test)
        case Compared():
            return f"{name}{_COMPARED[test.how]}{_amount_in_chinese(test.field, test.than)}"
        case Between():
            low, high = (_amount_in_chinese(test.field, end) for end in (test.low, test.high))
            return f"{name}在{low}与{high}之间（含两端）"
        case Contains():
            return f"{name}{'不' if test.negated else ''}包含“{test.text}”"
        case Includes():
            return f"{name}{_INCLUDED[test.how]}{_choices_in_chinese(test.field, test.values)}"
        case Dated():
            return _ORDERED[test.how] % (name, _day_in_chinese(test.than))
        case Lapsed():
            return f"{name}{_LAPSED[test.how] % test.length.in_chinese}"
        case InPeriod():
            return f"{name}在{_period_in_chinese(test.period)}"
        case Holds():
            return f"{name}成立"
    raise TypeError(test)


def _listed(asked: Field, values: tuple[Any, ...]) -> str:
    if asked.kind is Kind.CHOICE:
        return _choices(asked, values)
    return ", ".join(
        _quoted(value) if isinstance(value, str) else _amount(asked, value) for value in values
    )


def _choices(asked: Field, values: tuple[Any, ...]) -> str:
    return ", ".join(asked.called.get(value, value) for value in values)


def _amount(asked: Field, value: Any) -> str:
    if isinstance(value, Field):
        return value.label
    if isinstance(value, Money):
        whole = value.decimal == value.decimal.to_integral_value()
        return f"{int(value.decimal):,} {value.currency}" if whole else str(value)
    if isinstance(value, Duration):
        return str(value)
    number = f"{Decimal(value):,f}"
    return f"{number} {asked.unit}".strip()


def _quoted(text: str) -> str:
    return f"“{text}”" if '"' in text else f'"{text}"'


def _day(day: date | RelativeDay | Field) -> str:
    if isinstance(day, Field):
        return day.label
    return day.name.casefold() if isinstance(day, RelativeDay) else day.isoformat()


def _period(period: Period) -> str:
    if period.fixed is None:
        return _NAMED_PERIODS[period.ahead] % period.span
    year = period.fixed.year
    if period.span is Span.YEAR:
        return str(year)
    if period.span is Span.QUARTER:
        return f"Q{(period.fixed.month + 2) // 3} {year}"
    return f"{MONTHS[period.fixed.month - 1]} {year}"


def _among_in_chinese(test: Among) -> str:
    words = _choices_in_chinese(test.field, test.values)
    if words in ("是", "否"):
        words = f"“{words}”"  # else it would read 是是
    if len(test.values) == 1:
        return f"{'不是' if test.negated else '是'}{words}"
    return f"不是{words}中的任何一个" if test.negated else f"是{words}之一"


def _choices_in_chinese(asked: Field, values: tuple[Any, ...]) -> str:
    spoken = dict(zip(asked.choices, asked.choices_zh, strict=False))
    return "、".join(
        spoken.get(value, value if asked.choices else f"“{value}”")
        if isinstance(value, str)
        else _amount_in_chinese(asked, value)
        for value in values
    )


def _amount_in_chinese(asked: Field, value: Any) -> str:
    if isinstance(value, Field):
        return value.zh or value.label
    words = value.in_chinese if isinstance(value, Duration) else _amount(asked, value)
    return f" {words} " if words[0].isdigit() else words


def _day_in_chinese(day: date | RelativeDay | Field) -> str:
    if isinstance(day, Field):
        return day.zh or day.label
    if isinstance(day, RelativeDay):
        return {-1: "昨天", 0: "今天", 1: "明天"}[day.value]
    return f" {day.year} 年 {day.month} 月 {day.day} 日"


def _period_in_chinese(period: Period) -> str:
    if period.fixed is None:
        return _CHINESE_PERIODS[period.span][period.ahead + 2]
    if period.span is Span.QUARTER:
        return f" {period.fixed.year} 年第{'一二三四'[(period.fixed.month - 1) // 3]}季度"
    month = "" if period.span is Span.YEAR else f" {period.fixed.month} 月"
    return f" {period.fixed.year} 年{month}"


_NAMED_PERIODS = {
    -2: "the %s before last",
    -1: "last %s",
    0: "this %s",
    1: "next %s",
    2: "the %s after next",
}
_CHINESE_PERIODS = {
    Span.WEEK: ("上上周", "上周", "本周", "下周", "下下周"),
    Span.MONTH: ("上上个月", "上个月", "本月", "下个月", "下下个月"),
    Span.QUARTER: ("上上季度", "上季度", "本季度", "下季度", "下下季度"),
    Span.YEAR: ("前年", "去年", "今年", "明年", "后年"),
}
_COMPARED = {
    Comparison.ABOVE: "高于",
    Comparison.BELOW: "低于",
    Comparison.AT_LEAST: "不低于",
    Comparison.AT_MOST: "不高于",
}
_INCLUDED = {
    Inclusion.ALL: "包含全部：",
    Inclusion.ANY: "至少包含其一：",
    Inclusion.NONE: "不包含：",
}
_ORDERED = {Order.BEFORE: "%s早于%s", Order.AFTER: "%s晚于%s", Order.ON: "%s就在%s当天"}
_LAPSED = {
    Lapse.MORE_AGO: "距今已超过 %s",
    Lapse.LESS_AGO: "已过去不到 %s",
    Lapse.MORE_AHEAD: "距今还有超过 %s",
    Lapse.LESS_AHEAD: "距今还有不到 %s",
    Lapse.IN_LAST: "在最近 %s内",
    Lapse.IN_NEXT: "在未来 %s内",
}
