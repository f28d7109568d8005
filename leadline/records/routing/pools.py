"""Pools as they are now: locked while turns are taken, or only looked at for a trial."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from leadline.access.models import Firm, Membership, Role, Team, User
from leadline.core.batch import Batch
from leadline.playbooks.definition import Playbook
from leadline.records.models import PoolDay, Record, Turn
from leadline.records.routing.presence import presence
from leadline.records.routing.turns import UNIT, Member, Outcome, State, next_turn

NOBODY: frozenset[int] = frozenset()
COUNTED = ("due", "got", "given_back", "away", "full", "off")
MISSED = {State.AWAY: "away", State.FULL: "full", State.OFF: "off"}


@dataclass(frozen=True)
class Drawn:
    """A turn: who was in the pool as what, and who got it. members: credit with this turn's due."""

    pool: str
    chosen: User | None
    members: Sequence[tuple[Member, int]]  # with the turns that each had had before


@dataclass
class Pool:
    """One pool in one batch; with `batch` what is drawn is written, without it nothing is.

    places: by person. states: why somebody has no part whatever happens. open: their open records.
    """

    name: str
    users: Mapping[int, User]
    places: dict[int, Turn]
    states: Mapping[int, State]
    capacity: Mapping[int, int | None]
    open: dict[int, int]
    batch: Batch | None = None
    days: dict[int, PoolDay] = field(default_factory=dict)
    day_on: date = date.min
    marked: tuple[int, int] = (0, 0)  # batch, and how often that had written by then

    def members(self, but: frozenset[int] = NOBODY, *, carries: bool = True) -> list[Member]:
        """Everybody with what they are now. but: who must not get it. carries: as for `draw`."""
        return [
            Member(user, place.weight, place.credit, self._state(user, place, but, carries))
            for user, place in self.places.items()
        ]

    def draw(self, but: frozenset[int] = NOBODY, *, carries: bool = True) -> Drawn:
        """The next turn is taken. carries: it is a record, which counts for their capacity."""
        members = self.members(but, carries=carries)
        had = [self.places[one.id].taken for one in members]
        outcome = next_turn(members)
        due = outcome.due if outcome else {}
        told = [
            (Member(m.id, m.weight, m.credit + due.get(m.id, 0), m.state), taken)
            for m, taken in zip(members, had, strict=True)
        ]
        if outcome is None:
            return Drawn(self.name, None, told)
        self._take(outcome, members, carries)
        return Drawn(self.name, self.users[outcome.chosen], told)

    def give_back(self, chosen: int, due: Mapping[int, int]) -> None:
        """That turn never was: neither what was got nor what was due for it counts any more."""
        self._mark()
        for user, part in due.items():
            if user in self.places:
                self.places[user].credit -= part
                if self.batch is not None:
                    self.days[user].due -= part
        if chosen in self.places:
            place = self.places[chosen]
            self._change(place, taken=max(place.taken - 1, 0), credit=place.credit + UNIT)
            if self.batch is not None:
                self.days[chosen].given_back += 1

    def _state(self, user: int, place: Turn, but: frozenset[int], carries: bool) -> State:
        if not place.weight:
            return State.OUT
        if user in but:
            return State.NOT
        state, most = self.states.get(user, State.HERE), self.capacity.get(user)
        if carries and state is not State.AWAY and most is not None:
            return State.FULL if self.open.get(user, 0) >= most else state
        return state

    def _take(self, outcome: Outcome, members: Sequence[Member], carries: bool) -> None:
        self._mark()
        for user, part in outcome.due.items():
            self.places[user].credit += part
        place = self.places[outcome.chosen]
        self._change(place, taken=place.taken + 1, credit=place.credit - UNIT)
        if carries:
            self.open[outcome.chosen] = self.open.get(outcome.chosen, 0) + 1
        if self.batch is not None:
            self._note(outcome, members)

    def _note(self, outcome: Outcome, members: Sequence[Member]) -> None:
        """In the ledger: what was due, who got it, whom it passed by and why."""
        for one in members:
            if one.id in outcome.due:
                self.days[one.id].due += outcome.due[one.id]
            elif reason := MISSED.get(one.state):
                day = self.days[one.id]
                setattr(day, reason, getattr(day, reason) + 1)
        self.days[outcome.chosen].got += 1

    def _change(self, row: Turn | PoolDay, **values: int) -> None:
        if self.batch is not None:
            self.batch.change(row, **values)
            return
        for name, value in values.items():
            setattr(row, name, value)

    def _mark(self) -> None:
        """All places and days are written with the batch, whatever they come to be by then.

        Marking them at each turn would cost more than the turn.
        """
        if self.batch is None or self.marked == (id(self.batch), self.batch.writes):
            return
        self.marked = (id(self.batch), self.batch.writes)
        for user, place in self.places.items():
            self.batch.change(place, credit=place.credit, taken=place.taken)
            if user not in self.days:
                row = PoolDay(pool=self.name, user=self.users[user], day_on=self.day_on)
                self.days[user] = self.batch.add(row)
            elif self.days[user].pk is not None:
                day = self.days[user]
                self.batch.change(day, **{name: getattr(day, name) for name in COUNTED})


def pool_for(batch: Batch, name: str, playbook: Playbook | None) -> Pool:
    """The pool, locked until the batch ends; one load for all the records of the batch.

    The roles and teams that are the playbook's pools are locked together and by id, so that two
    batches that need several never wait for each other.
    """
    roles, held = roles_of(name, playbook), batch.once(_held_in, batch)
    if (name, roles) in held:
        return held[name, roles]
    batch.once(lock_pools, tuple(sorted({*_names(playbook), *roles})))
    pool = batch.once(_locked, name, roles, batch.now)  # a forecast goes on with its turns
    pool.batch = batch
    for place in pool.places.values():
        if place._state.adding:  # somebody new begins where all are even
            batch.add(place)
    held[name, roles] = pool
    return pool


def _held_in(batch: Batch) -> dict[tuple[str, tuple[str, ...]], Pool]:
    """The pools that this batch holds."""
    return {}


def roles_of(name: str, playbook: Playbook | None) -> tuple[str, ...]:
    """The roles (or teams) that are a pool or watch a queue: by playbook.yaml, else by name."""
    said = playbook.settings if playbook else {}
    return tuple(said.get("pools", {}).get(name) or said.get("queues", {}).get(name) or (name,))


def pool_looked_at(name: str, roles: tuple[str, ...], now: datetime) -> Pool:
    """The pool as it is at a moment; drawing from it writes nothing."""
    users = members_of(roles)
    known = {turn.user_id: turn for turn in Turn.objects.filter(pool=name, user__in=users)}
    places = {pk: known.get(pk) or Turn(pool=name, user=user) for pk, user in users.items()}
    states, capacity = presence(list(users), now)
    own = {pk: place.capacity for pk, place in places.items() if place.capacity is not None}
    limits = {**capacity, **own}
    return Pool(name, users, places, states, limits, open_records(limits))


def members_of(roles: Iterable[str]) -> dict[int, User]:
    """The active people who have one of the roles, or belong to a team of that name, by id."""
    wanted = list(roles)
    rows = Membership.objects.filter(
        Q(role__name__in=wanted) | Q(team__name__in=wanted), user__is_active=True
    )
    users = User.objects.filter(pk__in=rows.values("user")).order_by("pk")
    return {user.pk: user for user in users}


def open_records(limits: Mapping[int, int | None]) -> dict[int, int]:
    """How many open records each of those has who cannot carry any number."""
    wanted = [user for user, most in limits.items() if most is not None]
    if not wanted:
        return {}
    theirs = Record.objects.filter(owner__in=wanted, outcome="").order_by()
    return dict(theirs.values_list("owner").annotate(Count("pk")))


def lock_pools(names: tuple[str, ...]) -> None:
    """Until the transaction ends; rows that point at these may still be added."""
    list(Role.objects.select_for_update(no_key=True).filter(name__in=names).order_by("pk"))
    list(Team.objects.select_for_update(no_key=True).filter(name__in=names).order_by("pk"))


def _locked(name: str, roles: tuple[str, ...], now: datetime) -> Pool:
    pool = pool_looked_at(name, roles, now)
    pool.day_on = now.astimezone(ZoneInfo(Firm.current().zone)).date()
    rows = PoolDay.objects.filter(pool=name, day_on=pool.day_on, user__in=list(pool.users))
    pool.days = {row.user_id: row for row in rows}
    return pool


def _names(playbook: Playbook | None) -> set[str]:
    """All that this playbook may draw turns from."""
    if playbook is None:
        return set()
    said: Mapping[str, Sequence[str]] = playbook.settings.get("pools", {})
    return {*playbook.roles, *said, *(role for roles in said.values() for role in roles)}


def due_of(members: Iterable[tuple[int, int, str]]) -> dict[int, int]:
    """What of one turn was due to each: (id, weight, state) as a decision record keeps them."""
    found = next_turn([Member(user, weight, 0, State(state)) for user, weight, state in members])
    return dict(found.due) if found else {}
