"""One record beside its playbook: all that the engine is asked with, in the reader's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language

from leadline.automation.surroundings import around
from leadline.conditions.catalogue import Field, Kind, normalised
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.events import dated
from leadline.core.money import Money
from leadline.core.written import listed, money
from leadline.playbooks.definition import Playbook, Process, Stage
from leadline.playbooks.engine.deciding import asked_fields
from leadline.playbooks.engine.decision import Surroundings
from leadline.playbooks.engine.state import State
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.spoken import language, speaker_of
from leadline.playbooks.versions import readable
from leadline.records.models import Record
from leadline.records.view import View, views_of

__all__ = [
    "Reading",
    "language",
    "reading_of",
    "readings_of",
    "said",
    "shown",
    "speaker_of",
    "spoken",
]


@dataclass(frozen=True)
class Reading:
    """A record that follows a playbook. view: the values of all that its process asks about."""

    record: Record
    playbook: Playbook
    view: View
    surroundings: Surroundings
    speaker: Speaker

    @property
    def process(self) -> Process:
        return self.playbook.processes[self.record.process]

    @property
    def stage(self) -> Stage:
        return self.process.stages[self.record.stage]

    @cached_property
    def state(self) -> State:
        """What the engine remembers; of a record that has not begun, where it stands."""
        record = self.record
        if record.state:
            return State.from_json(record.state)
        at = record.entered_at
        return State(record.process, record.stage, at, record.opened_at, at, visit=record.visit)

    def field(self, name: str) -> Field:
        """The field of that name; one that nobody declares is a text."""
        return self.playbook.catalogue.get(name) or Field(normalised(name), Kind.TEXT)

    def label(self, name: str) -> str:
        """A field, stage or piece of work as a heading in the reader's language."""
        known = self.playbook.catalogue.get(name)
        return str(capfirst(self.speaker.word(known.label if known else name)))


def reading_of(record: Record, now: datetime) -> Reading | None:
    """None where the record follows no playbook that can be read and has its stage."""
    unopened = Batch(AUTOMATION, now)  # only remembers what it was asked; nothing is written
    [reading] = readings_of(unopened, [record])
    return reading


def readings_of(batch: Batch, records: Sequence[Record]) -> list[Reading | None]:
    """The same for many, in order: a constant number of queries per playbook version."""
    found: dict[int, Reading] = {}
    groups: dict[tuple[int, str], list[Record]] = {}
    for record in records:
        if record.version_id is not None:
            groups.setdefault((record.version_id, record.process), []).append(record)
    for (version_id, name), group in groups.items():
        playbook = readable(version_id)
        if playbook is None:
            continue
        process = playbook.processes.get(name)
        standing = [one for one in group if process and one.stage in process.stages]
        if process is None or not standing:
            continue
        names = asked_fields(playbook, name) | _asked_of_people(process)
        speaker = speaker_of(version_id)
        views = views_of(standing, names, playbook.catalogue)
        for record, view in zip(standing, views, strict=True):
            surroundings = around(batch, record, playbook, batch.now)
            found[id(record)] = Reading(record, playbook, view, surroundings, speaker)
    return [found.get(id(record)) for record in records]


def shown(value: object, speaker: Speaker | None = None) -> str:
    """A value as people write it; texts of the playbook in the reader's language."""
    words: Mapping[str, tuple[str, str]] = {"True": ("yes", "是"), "False": ("no", "否")}
    chinese = (get_language() or "").startswith("zh")
    if value is None or value == "None":
        return "–"
    if str(value) in words:
        return words[str(value)][chinese]
    if isinstance(value, list | tuple):
        return listed(shown(one, speaker) for one in value)
    if isinstance(value, dict) and value.keys() == {"amount", "currency"}:
        return money(Money(value["amount"], value["currency"]))  # as answers keep it
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    return dated(speaker.word(str(value)) if speaker else str(value))


def said(value: object, speaker: Speaker | None = None) -> str:
    """A value as it stands in a list; nothing where nothing is known."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return shown(value, speaker)


def spoken(field: Field, value: object) -> object:
    """A value with its choices as they are called now, in the reader's language."""
    if field.kind is Kind.YES_NO or not field.choices:
        return value
    chinese = language() == "zh-hans" and field.choices_zh
    names = dict(zip(field.choices, field.choices_zh, strict=True)) if chinese else field.called
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(names.get(str(one), str(one)) for one in value)
    return names.get(str(value), value) if value is not None else None


def _asked_of_people(process: Process) -> frozenset[str]:
    questions = [one for stage in process.stages.values() for one in stage.ask]
    questions += [one for stage in process.stages.values() for w in stage.work for one in w.ask]
    questions += [one for _stage, line in process.lines() for one in line.ask]
    return frozenset(normalised(one.field) for one in questions)
