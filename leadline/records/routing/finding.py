"""Whom a playbook means: by name, by relation, by turn, by the first fitting line of a route."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from leadline.access.models import User
from leadline.access.queries import stand_ins
from leadline.core.batch import Batch
from leadline.playbooks.definition import Playbook, Who, WhoKind
from leadline.playbooks.engine.state import State
from leadline.playbooks.relations import relations
from leadline.playbooks.versions import current_of, definition_of, is_readable
from leadline.playbooks.walk import rules_of
from leadline.records.models import Record
from leadline.records.routing.conditions import asker_for
from leadline.records.routing.decided import Decided, Tried
from leadline.records.routing.pools import (
    NOBODY,
    Pool,
    members_of,
    pool_for,
    pool_looked_at,
    roles_of,
)
from leadline.records.routing.presence import absent
from leadline.records.who import manager_of, owner_of

PoolOf = Callable[[Batch, str, Playbook | None], Pool]


@dataclass(frozen=True)
class Asking:
    """How somebody is looked for.

    but: who must not get it. state: how far the record has come, where it is written down only
    later. carries: a record is given, which counts for people's capacity. pool_of: where pools
    come from; the usual one locks and writes.
    """

    but: frozenset[int] = NOBODY
    state: State | None = None
    carries: bool = True
    pool_of: PoolOf = pool_for


ANY = Asking()
WITHOUT_RECORD = Asking(carries=False)


def _as_it_is(batch: Batch, name: str, playbook: Playbook | None) -> Pool:
    return batch.once(pool_looked_at, name, roles_of(name, playbook), batch.now)


LOOKING = Asking(pool_of=_as_it_is)  # whoever would be next; nothing is locked or written


def find(
    batch: Batch, record: Record, who: Who | None, asking: Asking = WITHOUT_RECORD
) -> User | None:
    """The person that `who` means for this record, or nobody; a role or pool gives a turn for it.

    A person on leave gets no turn; their stand-in acts for them where they are meant by name.
    """
    return decide(batch, record, who, asking).user if who is not None else None


def decide(batch: Batch, record: Record, who: Who, asking: Asking = ANY) -> Decided:
    """The same with all that led there."""
    decided = Decided(phrase(who) or who.kind.value)
    _Ladder(batch, record, asking, decided).climb(who)
    return decided


class _Ladder:
    """Goes through one phrase, its `else` and, below `route R`, that route's lines."""

    def __init__(self, batch: Batch, record: Record, asking: Asking, decided: Decided) -> None:
        self.batch, self.record, self.asking, self.decided = batch, record, asking, decided
        self.read: set[str] = set()  # routes, so that none leads back to itself

    def climb(self, who: Who) -> bool:
        """Whether somebody or a queue was found; what `else` says is asked otherwise."""
        if who.kind is WhoKind.ROUTE:
            found = self._route(who.name)
        elif who.kind is WhoKind.QUEUE:
            self.decided.queue = who.name
            found = True
        else:
            self.decided.asked = True
            self.decided.user = self._person(who)
            found = self.decided.user is not None
            self.decided.by = who.text if found else ""
        return found or (who.otherwise is not None and self.climb(who.otherwise))

    def _route(self, name: str) -> bool:
        """The first line that fits decides, be it that nobody is there."""
        playbook = self._current()
        route = rules_of(playbook).routes.get(name) if playbook is not None else None
        if route is None or name in self.read:
            return False
        self.read.add(name)
        asker = asker_for(self.batch, self.record, name, self._state())
        for line in route.lines:
            fits = asker.holds(line.when)
            text = line.when.text if line.when is not None else ""
            whom = ", ".join(map(phrase, line.whos))
            self.decided.tried.append(Tried(str(line.place), text, whom, fits))
            asked = asker.used(line.when)
            self.decided.values.update({one: _said(value) for one, value in asked.items()})
            if fits:
                return any(self.climb(who) for who in line.whos)
        return False

    def _person(self, who: Who) -> User | None:
        match who.kind:
            case WhoKind.ROLE | WhoKind.POOL:
                pool = self.asking.pool_of(self.batch, who.name, self._current())
                drawn = pool.draw(self.asking.but, carries=self.asking.carries)
                self.decided.drawn = drawn
                return drawn.chosen
            case WhoKind.OWNER | WhoKind.SAME:
                return self._if_wanted(owner_of(self.batch, self.record))
            case WhoKind.SUPERVISOR:
                below = self._below(who.of)
                above = self.batch.once(manager_of, below.pk) if below else None
                return self._if_wanted(above)
            case WhoKind.PREVIOUS:
                return self._there(self._previous(who.name))
            case WhoKind.RELATION | WhoKind.PARTY:
                return self._there(self._related(f"{who.name} of {who.path}"))
            case _:
                return None

    def _below(self, who: Who | None) -> User | None:
        """Whose supervisor is meant, be it somebody who must not get it."""
        if who is None or who.kind in (WhoKind.OWNER, WhoKind.SAME):
            return owner_of(self.batch, self.record)
        return self._person(who)

    def _previous(self, stage: str) -> User | None:
        state = self._state()
        email = state.owners.get(stage) if state is not None else None
        return self.batch.once(_by_address, email) if email else None

    def _state(self) -> State | None:
        """How far it has come; None for what follows no process, or has not begun."""
        if self.asking.state is not None or not self.record.state:
            return self.asking.state
        return State.from_json(self.record.state)

    def _related(self, phrase: str) -> User | None:
        finder = relations().get(phrase)
        found: User | None = self.batch.of(self.record, finder) if finder else None
        return found

    def _there(self, user: User | None) -> User | None:
        """Themselves, or whoever stands in; nobody where they are away and nobody does."""
        if user is None:
            return None
        return self._if_wanted(self.batch.once(_acting, user.pk, self.batch.now))

    def _if_wanted(self, user: User | None) -> User | None:
        return None if user is None or user.pk in self.asking.but else user

    def _current(self) -> Playbook | None:
        """Routes and pools are those in force now; a record's own version may lack them."""
        version = self.record.version_id
        return self.batch.once(current_of, version) if version is not None else None


def everybody(batch: Batch, record: Record, who: Who) -> list[User]:
    """All of a role, pool or queue, as the playbook in force says who they are."""
    version = record.version_id
    playbook = batch.once(current_of, version) if version is not None else None
    return list(batch.once(members_of, roles_of(who.name, playbook)).values())


def may_be(batch: Batch, record: Record, who: Who, read: frozenset[str] = frozenset()) -> set[int]:
    """Ids of all whom the phrase could mean here: of a pool all, of a route those of any line.

    read: routes that led here; none is read twice.
    """
    if who.kind is WhoKind.ROUTE and record.version_id is not None:
        route = rules_of(batch.once(current_of, record.version_id)).routes.get(who.name)
        lines = route.lines if route is not None and who.name not in read else ()
        below = [one for line in lines for one in line.whos]
        found = {pk for one in below for pk in may_be(batch, record, one, read | {who.name})}
    elif who.kind in (WhoKind.ROLE, WhoKind.POOL, WhoKind.QUEUE):
        found = {user.pk for user in everybody(batch, record, who)}
    else:
        meant = decide(batch, record, replace(who, otherwise=None), LOOKING).user
        found = {meant.pk} if meant is not None else set()
    if who.otherwise is not None:
        found |= may_be(batch, record, who.otherwise, read)
    return found


def _acting(user_id: int, now: datetime) -> User | None:
    meant = User.objects.get(pk=user_id)
    if not meant.is_active and meant.stand_in_id is not None:
        user_id = meant.stand_in_id
    acting = stand_ins([user_id], now)[user_id]
    return User.objects.filter(pk=acting, is_active=True).exclude(pk__in=absent(now)).first()


def _by_address(email: str) -> User | None:
    return User.objects.filter(email=email).first()


def phrase(who: Who) -> str:
    """As it stands in the text."""
    return f"{who.text}, else {phrase(who.otherwise)}" if who.otherwise is not None else who.text


def _said(value: object) -> str:
    return "" if value is None else str(value)


def owner_rule(record: Record) -> Who | None:
    """Who should have the record where it stands, as its own version says, if that can be read."""
    if record.version_id is None or not is_readable(record.version_id):
        return None
    process = definition_of(record.version_id).processes.get(record.process)
    stage = process.stages.get(record.stage) if process else None
    return (stage.owner if stage else None) or (process.owner if process else None)
