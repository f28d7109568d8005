"""What a decision may know besides its record: the firm's zone, working times, presets."""

from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from leadline.access.models import Firm, Team
from leadline.access.queries import schedules, schedules_by_address
from leadline.conditions.context import Context
from leadline.core.actor import Actor, ActorKind
from leadline.core.batch import Batch
from leadline.core.schedules import Schedule, round_the_clock
from leadline.playbooks.definition import Playbook, Who, WhoKind
from leadline.playbooks.engine.decision import Surroundings
from leadline.records.models import Record
from leadline.records.routing.finding import everybody, find, may_be

OWNER = "owner:"


def around(batch: Batch, record: Record, playbook: Playbook, now: datetime) -> Surroundings:
    """The surroundings of one record's decision; what all records share is read once a batch."""
    firm = batch.once(Firm.current)
    zone = ZoneInfo(firm.zone)
    return Surroundings(
        now=now,
        zone=zone,
        record=f"record:{record.pk}",
        schedule_of=cache(partial(schedule_for, batch, record)),
        context=Context(now=now, zone=zone),
        presets=playbook.settings.get("presets", {}),
        is_who=lambda who, actor: is_who(batch, record, who, actor),
        worked_out=batch.once(_worked_out),
    )


def schedule_for(batch: Batch, record: Record, key: str) -> Schedule:
    """The working time that a who-key names: an owner's, a role's or a team's; else the firm's."""
    if key.startswith(OWNER):
        known = batch.once(schedules_by_address).get(key.removeprefix(OWNER))
        return known or batch.once(_of_firm)
    return batch.once(_of_pool, key.removeprefix("role ").removeprefix("pool "))


def is_who(batch: Batch, record: Record, who: Who, actor: Actor | None) -> bool:
    """Whether the actor is one of those whom the playbook means, `else` included."""
    if actor is None or actor.kind is not ActorKind.PERSON:
        return False
    meant = who.otherwise is not None and is_who(batch, record, who.otherwise, actor)
    return meant or _is_one(batch, record, who, actor)


def _is_one(batch: Batch, record: Record, who: Who, actor: Actor) -> bool:
    match who.kind:
        case WhoKind.OWNER | WhoKind.SAME:
            return actor.user_id == record.owner_id
        case WhoKind.SUPERVISOR:
            above = find(batch, record, replace(who, otherwise=None))
            return above is not None and actor.user_id == above.pk
        case WhoKind.ROLE | WhoKind.POOL | WhoKind.QUEUE:
            return any(user.pk == actor.user_id for user in everybody(batch, record, who))
        case WhoKind.ROUTE | WhoKind.PREVIOUS | WhoKind.RELATION:
            return actor.user_id in may_be(batch, record, who)
        case _:
            return who.kind is WhoKind.ANSWERER


def _worked_out() -> dict[Any, Any]:
    """Moments in working time that records of one batch have in common."""
    return {}


def _of_pool(name: str) -> Schedule:
    team = Team.objects.filter(name=name).first()
    if team is None:
        team = Team.objects.filter(memberships__role__name=name).order_by("pk").first()
    return schedules([team.pk])[team.pk] if team else _of_firm()


def _of_firm() -> Schedule:
    top = Team.objects.filter(parent=None).order_by("pk").first()
    return schedules([top.pk])[top.pk] if top else round_the_clock(ZoneInfo(Firm.current().zone))
