"""The statement of a month: what each side promised and how it came out, by team and person.

Counted is what was decided in the month, in the company's zone. What was missed stays missed in
its month, also where it was kept late; what came to nothing is told and counts for neither.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from statistics import median
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext

from leadline.access.models import Firm, User
from leadline.automation.models import Confirmation, MeasuredPromise
from leadline.automation.partners import CLOCK, SIDE, partner_rows
from leadline.core.clock import now
from leadline.core.errors import Refused
from leadline.playbooks.models import Published

Result = MeasuredPromise.Result
Row = Mapping[str, object]


@dataclass(frozen=True)
class Figures:
    """Of any number of promises. kept and late are parts of what was decided; ended is not.

    minutes: the median working time until a promise was kept; attempts: in the middle, too.
    """

    kept: int
    late: int
    missed: int
    ended: int
    minutes: int | None
    attempts: float | None

    @property
    def decided(self) -> int:
        return self.kept + self.late + self.missed

    @property
    def percent(self) -> int | None:
        """Kept in time, of all that was decided; None where nothing was."""
        return round(100 * self.kept / self.decided) if self.decided else None


@dataclass(frozen=True)
class PromiseLines:
    """One clock of one side: all of it, then by team, then by person (ids; None is nobody).

    partners: of the clock that partners answer by, each of them.
    """

    side: str
    clock: str
    whole: Figures
    teams: Mapping[int | None, Figures]
    people: Mapping[int | None, Figures]
    partners: Mapping[int | None, Figures] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """As it is confirmed."""
        one = self.whole
        return f"{self.side}, {self.clock}: {one.kept} {one.late} {one.missed} {one.ended}"


def month_of(moment: datetime) -> date:
    """The first day of the month, in the company's zone."""
    return moment.astimezone(_zone()).date().replace(day=1)


def bounds(month_on: date) -> tuple[datetime, datetime]:
    """From its first moment to just before the next month's."""
    first, after = month_on, month_on + relativedelta(months=1)
    begin, end = (datetime.combine(day, time(), _zone()) for day in (first, after))
    return begin, end


def statement_of(published: Published, month_on: date) -> tuple[PromiseLines, ...]:
    """Every clock decided in the month, by side, and last that of partners; two queries."""
    begin, end = bounds(month_on)
    rows = MeasuredPromise.objects.filter(
        playbook=published, decided_at__gte=begin, decided_at__lt=end
    ).order_by("side", "clock", "pk")
    names = ("side", "clock", "result", "team_id", "owner_id", "took_minutes", "attempts")
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows.values(*names):
        groups.setdefault((row["side"], row["clock"]), []).append(row)
    found = [
        PromiseLines(side, clock, figures(rows), _by(rows, "team_id"), _by(rows, "owner_id"))
        for (side, clock), rows in groups.items()
    ]
    theirs = list(partner_rows(published, begin, end, now()))
    if theirs:
        found.append(PromiseLines(SIDE, CLOCK, figures(theirs), {}, {}, _by(theirs, "partner_id")))
    return tuple(found)


def figures(rows: Iterable[Row]) -> Figures:
    """Counts, and what lies in the middle."""
    found = list(rows)
    results = [row["result"] for row in found]
    kept = [row for row in found if row["result"] in (Result.KEPT, Result.LATE)]
    took = [int(str(row["took_minutes"])) for row in kept if row["took_minutes"] is not None]
    tries = [int(str(row["attempts"])) for row in found if row["result"] != Result.ENDED]
    return Figures(
        kept=results.count(Result.KEPT),
        late=results.count(Result.LATE),
        missed=results.count(Result.MISSED),
        ended=results.count(Result.ENDED),
        minutes=round(median(took)) if took else None,
        attempts=median(tries) if tries else None,
    )


def confirmed_text(lines: Sequence[PromiseLines]) -> str:
    """What a confirmation keeps, one promise a line."""
    return "\n".join(one.line for one in lines)


def people_seen_by(user: User) -> frozenset[int]:
    """Whose own figures this person sees: theirs, and those of all below them; none if off.

    One query for each step down.
    """
    if not Firm.current().shows_people:
        return frozenset()
    seen, below = {user.pk}, {user.pk}
    while below:
        found = set(User.objects.filter(manager__in=below).values_list("pk", flat=True))
        below = found - seen
        seen |= below
    return frozenset(seen)


def confirmations(published: Published, month_on: date) -> dict[str, Confirmation]:
    """By role."""
    rows = Confirmation.objects.filter(playbook=published, month_on=month_on)
    return {one.role: one for one in rows.select_related("user")}


def refuse_running(month_on: date, now: datetime) -> None:
    """Raises Refused while the month is not over."""
    if bounds(month_on)[1] > now:
        raise Refused(gettext("This month is not over yet."))


def _by(rows: Sequence[Row], name: str) -> dict[int | None, Figures]:
    groups: dict[int | None, list[Row]] = {}
    for row in rows:
        key = row[name]
        groups.setdefault(key if isinstance(key, int) else None, []).append(row)
    return {key: figures(found) for key, found in groups.items()}


def _zone() -> ZoneInfo:
    return ZoneInfo(Firm.current().zone)
