"""Three months before the firm's today, lived through: visitors ask, colleagues work, time runs.

Nothing is inserted. Arrivals come through the form's own action, colleagues do what their pages
would do, customers answer as their pages would, and the worker works in between.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from leadline.access.models import User
from leadline.automation.jobs import all_jobs
from leadline.automation.worker import run_round
from leadline.core.clock import Driven
from leadline.demo.cast import Customer, customers
from leadline.demo.desk.cast import prospects
from leadline.demo.desk.opening import ask, bring_buyers, open_desk
from leadline.demo.desk.working import Desk
from leadline.demo.firm import FIRM, make_firm_only
from leadline.demo.history.arriving import bring_list, take_in
from leadline.demo.history.working import Office
from leadline.demo.moments import due, firsts

LONG = 65  # working days
OPENS = time(10, 10)  # the firm's time at which a visitor of the demo comes in
BEATS = (time(9, 10), time(11, 40), time(14, 50), time(16, 45))  # when colleagues get things done
LIST_CAME, BUYERS_CAME = 12, 30  # working days ago
RECENT, PAUSE = timedelta(days=4), timedelta(minutes=10)
ZONE = ZoneInfo(FIRM["zone"])


def firms_today(now: datetime) -> datetime:
    """The latest working morning by now: whenever one starts the demo, the firm is at work."""
    day = now.astimezone(ZONE).date()
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return datetime.combine(day, OPENS, ZONE)


def live_through(until: datetime, say: Callable[[str], None], long: int = LONG) -> None:
    """Makes the firm and lives so many working days up to this moment; `say` hears of months."""
    days = list(working_days(until, long))
    with Driven(datetime.combine(days[0], time(6), ZONE)) as driven:
        people = make_firm_only()
        life = Life(driven, [*people, *open_desk(people)], until)
        for number, day in enumerate(days):
            if number % 22 == 0:
                say(f"  {day:%B %Y}")
            life.live(day, len(days) - 1 - number)


def working_days(until: datetime, number: int) -> Iterator[date]:
    """So many days from Monday to Friday, the oldest first; the last one is that of `until`."""
    found: list[date] = []
    day = until.astimezone(ZONE).date()
    while len(found) < number:
        if day.weekday() < 5:
            found.append(day)
        day -= timedelta(days=1)
    return reversed(found)


def beats(left: int) -> Sequence[time]:
    """Yesterday people went home at noon, and today nobody has begun: that is today's work."""
    return BEATS if left > 1 else BEATS[: 2 * left]


class Life:
    """Lives one day after the other. lists: what is handed in, by working days until the last."""

    lists: Mapping[int, Callable[[], None]] = {LIST_CAME: bring_list, BUYERS_CAME: bring_buyers}

    def __init__(self, driven: Driven, people: list[User], until: datetime) -> None:
        self.driven, self.until = driven, until
        self.office, self.desk = Office(people), Desk(people)
        self.jobs = {job.name: job for job in all_jobs()}

    def live(self, day: date, left: int) -> None:
        """left: working days until the last one."""
        plan: list[tuple[datetime, Callable[[], None]]] = [
            (_on(day, time(one.hour, one.minute)), self._asking(one))
            for one in customers()
            if one.days == left
        ]
        plan += [
            (_on(day, time(one.hour, one.minute)), partial(ask, one))
            for one in prospects()
            if one.days == left
        ]
        plan += [(_on(day, beat), self._work) for beat in beats(left)]
        if left in self.lists:
            plan.append((_on(day, time(13, 5)), self._bring_list(left)))
        for at, act in sorted(plan, key=lambda one: one[0]):
            self.work_until(min(at, self.until))
            act()
        self.work_until(self.until if left == 0 else _on(day, time(23)))
        self._run("notices")

    def work_until(self, moment: datetime) -> None:
        """The worker does whatever comes due on the way; long ago it looked every ten minutes."""
        while True:
            found = firsts()
            at_once = due(found, self.driven.at)
            if at_once:
                self._run(*at_once)
                continue
            coming = min(found.values(), default=moment)
            if coming >= moment:
                break
            is_long_ago = self.until - coming > RECENT
            self.driven.set(min(coming + PAUSE, moment) if is_long_ago else coming)
        self.driven.set(max(moment, self.driven.at))

    def _run(self, *jobs: str) -> None:
        """Only what has something to do: three months are long."""
        run_round([self.jobs[name] for name in jobs], self.driven.at, held=False)

    def _work(self) -> None:
        self.office.work(self.driven.at)
        self.desk.work(self.driven.at)

    def _bring_list(self, left: int) -> Callable[[], None]:
        def bring() -> None:
            self.lists[left]()
            self._run("imports")

        return bring

    def _asking(self, customer: Customer) -> Callable[[], None]:
        return lambda: take_in(customer)


def _on(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONE)
