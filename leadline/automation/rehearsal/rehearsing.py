"""Rehearses a proposed playbook on the records of the one in force: slice by slice, in memory.

Nothing is written. Each record is led through its own version first; what that does not bring out
as it was recorded is told apart and compared with nothing.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from leadline.automation.rehearsal.house import House
from leadline.automation.rehearsal.outcome import About, counted, differences
from leadline.automation.rehearsal.parties import changes_of
from leadline.automation.rehearsal.past import MOVED, Past, Placed, events_of, past_of
from leadline.automation.rehearsal.replay import Replay, Unending
from leadline.automation.rehearsal.run import Run
from leadline.core.models import Event
from leadline.leads.events import BROUGHT, CONTACT_MADE, LISTED
from leadline.playbooks.definition import Playbook
from leadline.playbooks.diff import renames
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record, StageVisit
from leadline.records.view import View, views_of

log = logging.getLogger(__name__)
SLICE = 250
PLACING = frozenset({BROUGHT.name, LISTED.name})


@dataclass(frozen=True)
class Compared:
    """One record. happened, would: its two runs; None where its own past cannot be led again."""

    record: Record
    past: Past
    happened: Run | None
    would: Run | None
    why_not: str = ""

    @property
    def differs(self) -> dict[tuple[About, str], tuple[int, int]]:
        if self.happened is None or self.would is None:
            return {}
        return differences(self.happened, self.would)


@dataclass
class Report:
    """Of all records together. told: about → name → [as it happened, as it would have, records].

    records: how many were compared; same: of them those that differ in nothing; apart: those whose
    own past could not be led again.
    """

    records: int = 0
    same: int = 0
    apart: int = 0
    told: dict[About, dict[str, list[int]]] = field(default_factory=dict)

    def add(self, compared: Compared) -> None:
        if compared.happened is None or compared.would is None:
            self.apart += 1
            return
        self.records += 1
        renamed = renames(compared.would.playbook)
        runs = (counted(compared.happened, renamed), counted(compared.would))
        for side, run in enumerate(runs):
            for (about, name), number in run.items():
                self._line(about, name)[side] += number
        differs = compared.differs
        for about, name in differs:
            line = self._line(about, name)
            line[2] += 1
            line[1] += about is About.TIME  # no number of its own: so many records
        self.same += not differs

    def as_json(self) -> dict[str, Any]:
        told = {about.value: lines for about, lines in self.told.items()}
        return {"records": self.records, "same": self.same, "apart": self.apart, "told": told}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Report":
        """What `as_json` gave; of nothing, a report of nothing."""
        told = {About(about): dict(lines) for about, lines in data.get("told", {}).items()}
        return cls(data.get("records", 0), data.get("same", 0), data.get("apart", 0), told)

    def _line(self, about: About, name: str) -> list[int]:
        return self.told.setdefault(about, {}).setdefault(name, [0, 0, 0])


@dataclass(frozen=True)
class Asked:
    """What is rehearsed: a playbook in the place of the one of this name.

    since, until: when the records were opened; until is also where their past ends.
    """

    name: str
    playbook: Playbook
    since: datetime | None
    until: datetime


def records_of(asked: Asked) -> QuerySet[Record]:
    """The records on which it is rehearsed, the oldest first."""
    return opened_between(asked.name, asked.since, asked.until).order_by("pk")


def opened_between(name: str, since: datetime | None, until: datetime) -> QuerySet[Record]:
    """The records of a playbook that have begun, by when they were opened; None: from the first."""
    rows = Record.objects.filter(version__playbook__name=name, visit__gt=0, opened_at__lte=until)
    return rows if since is None else rows.filter(opened_at__gte=since)


class Rehearsal:
    """Leads records through both playbooks; reads a constant number of times for each slice."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.house = asked, House(asked.until)
        published = Published.objects.get(name=asked.name)
        self.current = definition_of(published.current_id or 0)
        self.numbers = dict(published.versions.values_list("number", "pk"))

    def slices(self, after: int = 0, most: int | None = None) -> Iterator[list[Compared]]:
        """All records behind this one (by id), so many at most, a slice at a time."""
        left = most
        while left is None or left > 0:
            size = SLICE if left is None else min(SLICE, left)
            records = list(records_of(self.asked).filter(pk__gt=after)[:size])
            if not records:
                return
            yield self.compare(records)
            after = records[-1].pk
            left = None if left is None else left - len(records)

    def compare(self, records: Sequence[Record]) -> list[Compared]:
        self.house.forget()
        told = dict(zip(records, events_of(records, self.asked.until), strict=True))
        placed, changed = _placed(told), dict(zip(records, changes_of(records), strict=True))
        groups: dict[tuple[int, str], list[Record]] = defaultdict(list)
        for record in records:
            groups[record.version_id or 0, record.process].append(record)
        found: dict[int, Compared] = {}
        for (version, process), group in groups.items():
            try:
                own = definition_of(version)
            except ValueError:  # nobody can tell what its stages meant
                found |= {one.pk: Compared(one, Past(one, {}), None, None, "text") for one in group}
                continue
            views = self._views(group, own, self.current, process)
            others = self._views(group, self.asked.playbook, self.asked.playbook, process)
            for record, view, other in zip(group, views, others, strict=True):
                past, theirs = (
                    past_of(
                        record, told[record], known, catalogue, placed.get(record.pk),
                        changed[record],
                    )
                    for known, catalogue in (
                        (view, own.catalogue), (other, self.asked.playbook.catalogue)
                    )
                )  # fmt: skip
                found[record.pk] = self._compared(record, own, past, theirs)
        return [found[record.pk] for record in records]

    def _views(
        self, records: Sequence[Record], playbook: Playbook, rules: Playbook, process: str
    ) -> list[View]:
        """What is known of them now; nothing where the playbook has no such process."""
        if process not in playbook.processes:
            return [{} for _ in records]
        names = self.house.fields(playbook, rules, process)
        return views_of(records, names, playbook.catalogue)

    def _compared(self, record: Record, own: Playbook, past: Past, theirs: Past) -> Compared:
        try:
            way = past.way
            first = self._versions(past)
            happened = Replay(
                past, first or own, self.current, self.house, self.asked.until,
                versions=self._known(past),
            ).follow()  # fmt: skip
            if [stage for stage, _at in happened.way] != [stage for stage, _at in way]:
                return Compared(record, past, None, None, "another way")
            if record.process not in self.asked.playbook.processes:
                would = Run(self.asked.playbook, waits=(record.process, ()))
                return Compared(record, past, happened, would)
            would = Replay(
                theirs, self.asked.playbook, self.asked.playbook, self.house, self.asked.until,
                happened,
            ).follow()  # fmt: skip
        except Unending:
            return Compared(record, past, None, None, Unending.__name__)
        except Exception as error:  # one record keeps nobody else from being told
            log.exception("Record %s cannot be rehearsed.", record.pk)
            return Compared(record, past, None, None, type(error).__name__)
        return Compared(record, past, happened, would)

    def _versions(self, past: Past) -> Playbook | None:
        """The playbook that it began on, where that was another one."""
        if not past.followed:
            return None
        return definition_of(self.numbers[past.followed[0].old])

    def _known(self, past: Past) -> Mapping[int, Playbook]:
        return {one.new: definition_of(self.numbers[one.new]) for one in past.followed}


def _placed(told: Mapping[Record, Sequence[Event]]) -> dict[int, Placed]:
    """Where those stood first that were brought in from elsewhere; one query."""
    brought = {
        record.pk: events[0].recorded_at
        for record, events in told.items()
        if events and _was_placed(events)
    }
    visits = StageVisit.objects.filter(record__in=brought, number=1) if brought else ()
    return {
        one.record_id: Placed(one.stage, one.entered_at, brought[one.record_id]) for one in visits
    }


def _was_placed(events: Sequence[Event]) -> bool:
    """A contact of business that there was already never came to its first stage by itself."""
    if events[0].name != CONTACT_MADE.name:
        return events[0].name in PLACING
    return not any(one.name in MOVED and one.data.get("visit") == 1 for one in events)
