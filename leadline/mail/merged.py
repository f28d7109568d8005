"""The fields that letters and talks name, as they are known of records: for many at once."""

from collections.abc import Collection, Mapping, Sequence

from leadline.conditions.catalogue import Field
from leadline.conditions.context import Context
from leadline.playbooks.definition import Playbook
from leadline.playbooks.engine.counting import asked_with, asker_of, own_fields
from leadline.playbooks.engine.state import State
from leadline.playbooks.reader.letters import merge_name
from leadline.records.models import Record
from leadline.records.view import View, views_of

FieldValues = Mapping[str, tuple[Field, object]]


def merged_fields(
    records: Sequence[Record], playbook: Playbook, names: Collection[str], context: Context
) -> list[FieldValues]:
    """Per record, by merge name, each field that `names` holds with what is known; None: unknown.

    What the engine counts is told as of its moment; a field that stands for a condition tells
    whether that holds. A constant number of queries for all records, which follow one version.
    """
    fields = {merge_name(one.name): one for one in playbook.catalogue.fields}
    asked = {name: fields[name] for name in names if name in fields}
    stages = [one for process in playbook.processes.values() for one in process.stages.values()]
    views = views_of(records, asked_with(_behind(asked.values()), stages), playbook.catalogue)
    return [
        _told(record, playbook, asked, view, context)
        for record, view in zip(records, views, strict=True)
    ]


def _told(
    record: Record,
    playbook: Playbook,
    asked: Mapping[str, Field],
    view: View,
    context: Context,
) -> FieldValues:
    process = playbook.processes.get(record.process)
    own = own_fields(_behind(asked.values()), process.stages.values() if process else ())
    state = State.from_json(record.state) if record.state else None
    asker = asker_of(own, state, view, context)
    return {name: (field, asker.value(field)) for name, field in asked.items()}


def _behind(fields: Collection[Field]) -> frozenset[str]:
    """The fields, and those that a condition asks which one of them stands for."""
    derived = (one.means.fields for one in fields if one.means is not None)
    return frozenset({one.name for one in fields}.union(*derived))
