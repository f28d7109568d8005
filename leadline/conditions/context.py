"""What a condition is asked against besides the values: the present, the zone, rates, hours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from leadline.core.durations import Duration


@dataclass(frozen=True)
class Context:
    """`now` is aware, `zone` the company's.

    `rates` are dated by whoever hands them in: what one unit of a currency is worth in the
    company's, which stands there as 1. `working` answers when a working length that starts at a
    moment ends, by one team's hours; a later start must not give an earlier end.
    """

    now: datetime
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    rates: Mapping[str, Decimal | Fraction | int] = field(default_factory=dict)
    working: Callable[[datetime, Duration], datetime] | None = None

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def day_of(self, when: date) -> date:
        """The company's day of a moment; a day is its own."""
        return when.astimezone(self.zone).date() if isinstance(when, datetime) else when

    def after_working(self, start: datetime, length: Duration) -> datetime:
        if self.working is None:
            raise ValueError(f"{length} needs a team's hours: hand in Context(working=…)")
        return self.working(start, length)
