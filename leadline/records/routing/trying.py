"""What a route would have done with the records of a period: a trial that writes nothing.

It goes by the rule, the members and the weights of today, by the leave, holidays and hours of each
record's moment, and by what is known of the records now. How much somebody carried at that time is
not known any more, so that capacity does not count; whose turn it was begins anew.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from leadline.access.models import User
from leadline.access.queries import leaves, schedules_of_people
from leadline.core import worktime
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.schedules import Schedule
from leadline.playbooks.definition import Playbook, Who, WhoKind
from leadline.records.models import Record, Turn
from leadline.records.routing.conditions import foresee
from leadline.records.routing.decided import Decided
from leadline.records.routing.finding import Asking, decide
from leadline.records.routing.pools import Pool, pool_looked_at, roles_of
from leadline.records.routing.turns import State

MOST = 5_000  # records of one trial: the latest


@dataclass(frozen=True)
class Case:
    """One record: who would have got it, and who has it."""

    record: Record
    decided: Decided

    @property
    def is_other(self) -> bool:
        """Whether it would be somebody else's."""
        would = self.decided.user
        return (would.pk if would else None) != self.record.owner_id


@dataclass(frozen=True)
class Load:
    """One person, or a queue: how many would have been theirs, and how many are."""

    name: str
    would: int
    has: int


@dataclass(frozen=True)
class Trial:
    """cases: in the order in which they came. is_cut: there were more, only the latest count."""

    cases: Sequence[Case]
    loads: Sequence[Load]
    is_cut: bool

    @property
    def others(self) -> list[Case]:
        """Those that would be somebody else's."""
        return [case for case in self.cases if case.is_other]


@dataclass
class _Pools:
    """Pools of a trial, each with nobody ahead at first; who is there is asked at each moment."""

    pools: dict[str, Pool] = field(default_factory=dict)
    times: dict[str, Mapping[int, tuple[Schedule, Sequence[tuple[datetime, datetime]]]]] = field(
        default_factory=dict
    )

    def __call__(self, batch: Batch, name: str, playbook: Playbook | None) -> Pool:
        if name not in self.pools:
            self._load(name, roles_of(name, playbook), batch.now)
        pool = self.pools[name]
        pool.states = {
            user: state
            for user, (schedule, away) in self.times[name].items()
            if (state := _state(schedule, away, batch.now)) is not State.HERE
        }
        return pool

    def _load(self, name: str, roles: tuple[str, ...], now: datetime) -> None:
        pool = pool_looked_at(name, roles, now)
        pool.capacity = {}
        pool.places = {
            pk: Turn(pool=name, user=pool.users[pk], weight=place.weight)
            for pk, place in pool.places.items()
        }
        users = list(pool.users)
        schedules, gone = schedules_of_people(users), leaves(users)
        self.times[name] = {pk: (schedules[pk], gone.get(pk, ())) for pk in users}
        self.pools[name] = pool


def try_route(route: str, playbook: str, since: datetime, until: datetime) -> Trial:
    """The playbook's records that were opened from `since` to just before `until`.

    A number of queries that does not hang on how many they are, but for account managers: three
    for each of these.
    """
    rows = Record.objects.filter(
        version__playbook__name=playbook, opened_at__gte=since, opened_at__lt=until
    ).select_related("owner")
    found = list(rows.order_by("-opened_at", "-pk")[: MOST + 1])
    records = found[:MOST][::-1]
    batch, pools = Batch(AUTOMATION), _Pools()  # it is never entered: nothing can be written
    asking = Asking(pool_of=pools)
    foresee(batch, records, route)
    cases = [_case(batch, record, route, asking) for record in records]
    return Trial(cases, _loads(cases), len(found) > MOST)


def _case(batch: Batch, record: Record, route: str, asking: Asking) -> Case:
    batch.now = record.opened_at
    return Case(record, decide(batch, record, Who(WhoKind.ROUTE, route), asking))


def _state(schedule: Schedule, away: Iterable[tuple[datetime, datetime]], at: datetime) -> State:
    if any(since <= at < until for since, until in away):
        return State.AWAY
    return State.HERE if worktime.is_working(schedule, at) else State.OFF


def _loads(cases: Sequence[Case]) -> list[Load]:
    would, has = Counter[str](), Counter[str]()
    for case in cases:
        would[_whose(case.decided.user, case.decided.queue)] += 1
        has[_whose(case.record.owner, case.record.queue)] += 1
    names = sorted({*would, *has}, key=lambda name: (-would[name], name.casefold()))
    return [Load(name, would[name], has[name]) for name in names]


def _whose(user: User | None, queue: str) -> str:
    return str(user) if user is not None else queue
