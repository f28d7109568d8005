"""Where records in flight would go in the version in force, what changes for them, who stays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Count
from django.utils.translation import gettext_noop as _

from leadline.automation.migrating.carried import Names, stages_between
from leadline.playbooks.definition import Playbook, Stage
from leadline.playbooks.diff import unchanged_stages
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.playbooks.vocabulary_files import standard
from leadline.records.models import Record

Wanted = Mapping[str, Mapping[str, str]]  # process → stage that is gone → stage


class WhyNot(StrEnum):
    """Why records stay on their version."""

    GOES = ""
    NO_PROCESS = _("the process is gone")
    NO_STAGE = _("the stage is gone: say where its records go")
    IS_END = _("an end is no stage to go on at")
    UNREADABLE = _("its version cannot be read any more")
    STUCK = _("automation has stopped there; release it first")


@dataclass(frozen=True)
class Part:
    """The records of one version at one stage. to: "" where they stay, `why_not` says why.

    same: the stage means the same, so they follow by themselves. kept, gone, fresh: the clocks and
    the lines with moments of the stage that go on, are left behind, and are new to them.
    """

    version: int
    process: str
    stage: str
    records: int
    to: str
    why_not: WhyNot
    same: bool
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    version_id: int = 0


@dataclass(frozen=True)
class Plan:
    """parts: by version and stage, in the order of the text."""

    playbook: str
    number: int
    parts: tuple[Part, ...]

    @property
    def goes(self) -> int:
        return sum(one.records for one in self.parts if not one.why_not)

    @property
    def stays(self) -> int:
        return sum(one.records for one in self.parts if one.why_not)

    @property
    def to_map(self) -> tuple[Part, ...]:
        """Stages for which somebody must say where their records go."""
        return tuple(one for one in self.parts if one.why_not is WhyNot.NO_STAGE)


def plan_of(published: Published, mapping: Wanted) -> Plan:
    """Of all open records on an older version; one query besides the texts."""
    assert published.current is not None
    new = definition_of(published.current.pk)
    rows = Record.objects.filter(version__playbook=published, outcome="", visit__gt=0)
    counted = (
        rows.exclude(version=published.current)
        .order_by("version__number", "process", "stage")
        .values_list("version", "version__number", "process", "stage", "stuck")
        .annotate(Count("pk"))
    )
    parts: list[Part] = []
    for version, number, process, stage, stuck, records in counted:
        part = _part(version, number, process, stage, records, new, mapping, bool(stuck))
        parts.append(replace(part, version_id=version))
    return Plan(published.name, published.current.number, _together(parts))


def target(
    old: Playbook, new: Playbook, process: str, stage: str, mapping: Wanted
) -> tuple[str, WhyNot]:
    """The stage where such a record goes on; "" and why where it stays."""
    if process not in new.processes:
        return "", WhyNot.NO_PROCESS
    to = names_of(old, new, process, mapping).stage(stage)
    if to not in new.processes[process].stages:
        return "", WhyNot.NO_STAGE
    if new.processes[process].stages[to].is_end:
        return "", WhyNot.IS_END
    return to, WhyNot.GOES


def names_of(old: Playbook, new: Playbook, process: str, mapping: Wanted) -> Names:
    return stages_between(old, new, process, mapping.get(process, {}))


def _part(
    version: int,
    number: int,
    process: str,
    stage: str,
    records: int,
    new: Playbook,
    mapping: Wanted,
    is_stuck: bool,
) -> Part:
    try:
        old = definition_of(version)
    except ValueError:
        return Part(number, process, stage, records, "", WhyNot.UNREADABLE, same=False)
    to, why_not = target(old, new, process, stage, mapping)
    if why_not or is_stuck:
        reason = why_not or WhyNot.STUCK
        return Part(number, process, stage, records, "", reason, same=False)
    same = to == stage and (process, stage) in unchanged_stages(old, new, standard())
    names = names_of(old, new, process, mapping)
    before = {names.line(one) for one in _timed(old.processes[process].stages[stage])}
    after = set(_timed(new.processes[process].stages[to]))
    return Part(number, process, stage, records, to, why_not, same, tuple(sorted(before & after)),
                tuple(sorted(before - after)), tuple(sorted(after - before)))  # fmt: skip


def _timed(stage: Stage) -> Iterator[str]:
    """Clocks and lines of a stage that have a moment, by what they say."""
    yield from (f"{stage.name}/{clock.name}" for clock in stage.clocks)
    yield from (line.id for line in (*stage.while_here, *stage.next) if line.at is not None)


def _together(parts: list[Part]) -> tuple[Part, ...]:
    """Those that are stuck for several reasons count as one."""
    found: dict[tuple[int, str, str, WhyNot], Part] = {}
    for one in parts:
        key = (one.version, one.process, one.stage, one.why_not)
        before = found.get(key)
        found[key] = (
            Part(**{**vars(one), "records": one.records + before.records}) if before else one
        )
    return tuple(found.values())
