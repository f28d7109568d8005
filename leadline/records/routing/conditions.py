"""What the lines of a route ask: what is known of a record, and what is counted of its way."""

from collections.abc import Callable, Collection, Iterator, Sequence
from zoneinfo import ZoneInfo

from leadline.access.models import Firm
from leadline.access.queries import schedules_of_people
from leadline.conditions.context import Context
from leadline.core import worktime
from leadline.core.batch import Batch
from leadline.core.schedules import Schedule
from leadline.playbooks.definition import Playbook, Stage
from leadline.playbooks.engine.asking import Asker
from leadline.playbooks.engine.counting import OwnFields, asked_with, asker_of, own_fields
from leadline.playbooks.engine.state import State
from leadline.playbooks.relations import relations
from leadline.playbooks.versions import current_of, definition_of
from leadline.playbooks.walk import rules_of
from leadline.records.in_force import views_in_force
from leadline.records.models import Record
from leadline.records.view import View

Load = Callable[[Sequence[Record]], list[tuple[object, View]]]


def asker_for(batch: Batch, record: Record, route: str, state: State | None) -> Asker:
    """Answers the conditions of a route as of now. state: how far the record is on its way.

    Working lengths go by the firm's hours: it is nobody's yet.
    """
    context = Context(
        now=batch.now,
        zone=ZoneInfo(batch.once(Firm.current).zone),
        working=lambda start, length: worktime.add(batch.once(_firm_hours), start, length),
    )
    own = batch.once(_own, record.version_id, record.process, route)
    return asker_of(own, state, _view(batch, record, route), context)


def foresee(batch: Batch, records: Sequence[Record], route: str) -> None:
    """Reads what a route asks about for many records that the batch has not locked."""
    loaders = [batch.once(_loader, route), *relations().values()]
    for load in loaders:
        for record, value in zip(records, load(records), strict=True):
            batch.now_of(record, load, value)


def _view(batch: Batch, record: Record, route: str) -> View:
    """What the route asks about; read once more where this batch has changed the answers."""
    load = batch.once(_loader, route)
    answers, view = batch.of(record, load)
    if answers is not record.answers:
        [(answers, view)] = load([record])
        batch.now_of(record, load, (answers, view))
    return {**view, "stage": record.stage or None}


def _loader(route: str) -> Load:
    """Loads for many records at once what the routes of that name in their playbooks ask about."""

    def asked(playbook: Playbook) -> frozenset[str]:
        processes = playbook.processes.values()
        stages = [stage for process in processes for stage in process.stages.values()]
        return asked_with(_asked(playbook, route), stages)

    def load(records: Sequence[Record]) -> list[tuple[object, View]]:
        views = views_in_force(records, asked)
        return [(one.answers, view) for one, view in zip(records, views, strict=True)]

    return load


def _own(version: int, process: str, route: str) -> OwnFields:
    current = current_of(version)
    return own_fields(_asked(current, route), _stages(version, current, process))


def _stages(version: int, current: Playbook, process: str) -> Iterator[Stage]:
    """Of the record's own version, as the one in force has them where it does."""
    now = current.processes.get(process)
    ours = definition_of(version).processes.get(process)
    stages = {**(ours.stages if ours else {}), **(now.stages if now else {})}
    yield from stages.values()


def _asked(playbook: Playbook, name: str) -> Collection[str]:
    route = rules_of(playbook).routes.get(name)
    conditions = [line.when for line in route.lines if line.when] if route else []
    return {field for condition in conditions for field in condition.fields}


def _firm_hours() -> Schedule:
    return schedules_of_people([0])[0]  # nobody has this id
