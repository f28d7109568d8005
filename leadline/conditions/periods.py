"""Calendar periods: this year, last month, next quarter, the year before last, May 2016, 2016."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from leadline.conditions.tree import Period, Span

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
_SPANS = "|".join(Span)
_AHEAD = {"this": 0, "last": -1, "next": 1}
_NEAR = re.compile(rf"(this|last|next) ({_SPANS})")
_FAR = re.compile(rf"the ({_SPANS}) (before last|after next)")
_NAMED = re.compile(rf"(?:({'|'.join(MONTHS).casefold()}|q[1-4]) )?(\d{{4}})")
_STEPS = {
    Span.WEEK: relativedelta(weeks=1),
    Span.MONTH: relativedelta(months=1),
    Span.QUARTER: relativedelta(months=3),
    Span.YEAR: relativedelta(years=1),
}


def period(words: str) -> Period | None:
    """The period that the words name, or None."""
    text = words.casefold()
    if near := _NEAR.fullmatch(text):
        return Period(Span(near[2]), _AHEAD[near[1]])
    if far := _FAR.fullmatch(text):
        return Period(Span(far[1]), -2 if far[2] == "before last" else 2)
    named = _NAMED.fullmatch(text)
    if named is None or not 1900 <= int(named[2]) <= 2999:
        return None
    return _named(named[1] or "", int(named[2]))


def some_periods() -> str:
    return "this year, last month, the year before last, May 2016, Q2 2026, 2016"


def bounds(wanted: Period, today: date) -> tuple[date, date]:
    """The first day of the period and the first day after it; weeks begin on Monday."""
    start = first_day(wanted.span, wanted.fixed or today)
    start = moved(start, wanted.span, wanted.ahead)
    return start, moved(start, wanted.span, 1)


def first_day(span: Span, day: date) -> date:
    """The first day of the week, month, quarter or year that holds a day."""
    if span is Span.WEEK:
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    month = {Span.MONTH: day.month, Span.QUARTER: day.month - (day.month - 1) % 3}.get(span, 1)
    return date(day.year, month, 1)


def moved(start: date, span: Span, by: int) -> date:
    """A period's first day, `by` periods later; the calendar's end where there are no more."""
    try:
        return start + by * _STEPS[span]
    except (OverflowError, ValueError):
        return date.max if by > 0 else date.min + timedelta(days=1)


def _named(part: str, year: int) -> Period:
    if not part:
        return Period(Span.YEAR, fixed=date(year, 1, 1))
    if part.startswith("q"):
        return Period(Span.QUARTER, fixed=date(year, 3 * int(part[1]) - 2, 1))
    month = [name.casefold() for name in MONTHS].index(part) + 1
    return Period(Span.MONTH, fixed=date(year, month, 1))
