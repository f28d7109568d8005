"""What all records of a rehearsal share: the firm's time, its people, the fields to be read."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from leadline.access.models import Firm, User
from leadline.automation.guards import guards_on, refuses, rule_of
from leadline.automation.surroundings import schedule_for
from leadline.conditions.catalogue import normalised
from leadline.conditions.context import Context
from leadline.core.actor import AUTOMATION, Actor, ActorKind
from leadline.core.batch import Batch
from leadline.leads.score.rules import rules_in
from leadline.playbooks.definition import Playbook, Who, WhoKind
from leadline.playbooks.engine.asked import Once, asked_fields
from leadline.playbooks.engine.counting import asked_with, asker_of, own_fields
from leadline.playbooks.engine.decision import Surroundings
from leadline.playbooks.engine.state import State
from leadline.playbooks.walk import events, guards_of, rules_of
from leadline.records.models import Record
from leadline.records.routing.pools import members_of, roles_of

NOBODY_KNOWS = "→ "  # begins the name of an owner whom only a phrase tells of


class House:
    """Read once, however many records are rehearsed; nothing of it is written."""

    def __init__(self, now: datetime) -> None:
        self.batch = Batch(AUTOMATION, now)  # it is never entered: it only remembers
        self.zone = ZoneInfo(Firm.current().zone)
        rows = User.objects.values_list("email", "pk", "manager")
        self.people = {email: (pk, manager) for email, pk, manager in rows}
        self._asked: dict[tuple[int, int, str], frozenset[str]] = {}
        self.worked_out: dict[Any, Any] = {}

    def forget(self) -> None:
        """Moments that were worked out are of no use to the next records."""
        self.worked_out = {}

    def fields(self, playbook: Playbook, rules: Playbook, process: str) -> frozenset[str]:
        """All that a record's way may hang on: its process, routes, guards and the score."""
        key = (id(playbook), id(rules), process)
        if key not in self._asked:
            self._asked[key] = _fields(playbook, rules, process)
        return self._asked[key]

    def around(
        self, record: Record, playbook: Playbook, now: datetime, view: Mapping[str, object]
    ) -> Surroundings:
        return Surroundings(
            now=now,
            zone=self.zone,
            record=f"record:{record.pk}",
            schedule_of=partial(schedule_for, self.batch, record),
            context=Context(now=now, zone=self.zone),
            presets=playbook.settings.get("presets", {}),
            is_who=lambda who, actor: self.is_who(playbook, view, who, actor),
            worked_out=self.worked_out,
        )

    def is_who(
        self, playbook: Playbook, view: Mapping[str, object], who: Who, actor: Actor | None
    ) -> bool:
        """Whether somebody is meant; where nobody can tell who has it, whoever acted then is."""
        if actor is None or actor.kind is not ActorKind.PERSON:
            return False
        if who.otherwise is not None and self.is_who(playbook, view, who.otherwise, actor):
            return True
        match who.kind:
            case WhoKind.OWNER | WhoKind.SAME | WhoKind.SUPERVISOR:
                owner = view.get("owner")
                if owner is None or str(owner).startswith(NOBODY_KNOWS):
                    return owner is not None
                own, manager = self.people.get(str(owner), (None, None))
                return actor.user_id == (manager if who.kind is WhoKind.SUPERVISOR else own)
            case WhoKind.ROLE | WhoKind.POOL | WhoKind.QUEUE:
                return actor.user_id in self.batch.once(_members, roles_of(who.name, playbook))
            case _:
                return True

    def line_of(
        self,
        playbook: Playbook,
        route: str,
        view: Mapping[str, object],
        state: State,
        now: datetime,
    ) -> str:
        """Whom the first line of a route that fits names, as it stands in the text."""
        found = rules_of(playbook).routes.get(route)
        lines = found.lines if found else ()
        asked = {name for line in lines if line.when for name in line.when.fields}
        process = playbook.processes.get(state.process)
        own = own_fields(asked, process.stages.values() if process else ())
        asker = asker_of(own, state, view, Context(now=now, zone=self.zone))
        fits = next((line for line in lines if asker.holds(line.when)), None)
        return ", ".join(who.text for who in fits.whos) if fits else ""

    def refused(
        self,
        playbook: Playbook,
        process: str,
        action: str,
        view: Mapping[str, object],
        now: datetime,
        actor: Actor,
    ) -> Iterator[str]:
        """The rules that stand against an act then, each by what it says in the text.

        One about how soon something is planned is left out: that stands in no history.
        """
        context = Context(now=now, zone=self.zone)
        for guard in guards_on(playbook, process, action):
            is_theirs = any(self.is_who(playbook, view, who, actor) for who in guard.only_by)
            is_forbidden = refuses(guard, view, context) or (guard.only_by and not is_theirs)
            if is_forbidden and not guard.sooner_than:
                yield f"{action}: {rule_of(guard)}"


def _members(roles: tuple[str, ...]) -> frozenset[int]:
    return frozenset(user.pk for user in members_of(roles).values())


def _heard(playbook: Playbook) -> frozenset[str]:
    """The events that the text waits for, as conditions compare names."""
    return frozenset(normalised(name) for name, _place in events(playbook))


heard: Once[Playbook, frozenset[str]] = Once(_heard)


def _fields(playbook: Playbook, rules: Playbook, process: str) -> frozenset[str]:
    asked = set(asked_fields(playbook, process))
    for route in rules_of(rules).routes.values():
        names = {name for line in route.lines if line.when for name in line.when.fields}
        asked |= asked_with(names, playbook.processes[process].stages.values())
    for guard in guards_of(rules):
        asked |= {f for one in (guard.never_while, guard.only_when) if one for f in one.fields}
    score = rules_in(rules)
    return frozenset(asked | (score.asked if score else frozenset()))
