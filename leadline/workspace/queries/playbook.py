"""The pages of playbooks: map with live counts, text, sentences, checks and versions."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Max, QuerySet

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.automation.models import Passing
from leadline.core import clock
from leadline.leads.score.review import Due, review_of
from leadline.playbooks.checks.every import problems_of
from leadline.playbooks.custom import words_now
from leadline.playbooks.definition import Process
from leadline.playbooks.explain.playbook import Heading, explain
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.models import Published, Version
from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.playbook import read
from leadline.playbooks.versions import definition_of, is_readable, why_unreadable
from leadline.playbooks.vocabulary_files import standard
from leadline.records.models import Record
from leadline.workspace.kinds import KINDS
from leadline.workspace.process_map import Knot, Map, map_of
from leadline.workspace.queries.lists.paging import number_of
from leadline.workspace.queries.steps import spoken_act
from leadline.workspace.queries.transitions import Transition, transitions_of
from leadline.workspace.reading import language, speaker_of


@dataclass(frozen=True)
class Line:
    """A playbook in the list. trouble: why its text cannot be read any more."""

    name: str
    title: str
    about: str
    number: int
    published_at: datetime
    records: int
    trouble: str


@dataclass(frozen=True)
class Place:
    """A knot of the map with how many stand there ("12", "10,000+"); href opens their list."""

    knot: Knot
    label: str
    number: str
    href_stage: str


@dataclass(frozen=True)
class ProcessMap:
    """A process as it is drawn. anywhere: where one can go from every stage.

    lists: the page that lists its records, "" without one.
    """

    name: str
    goal: str
    lists: str
    map: Map
    places: Sequence[Place]
    anywhere: Sequence[str]
    transitions: Sequence[Transition]


@dataclass(frozen=True)
class File:
    """One file with numbered lines; is_open: it is shown from the start."""

    path: str
    lines: Sequence[tuple[int, str]]
    is_open: bool


@dataclass(frozen=True)
class VersionLine:
    """A published version and how many records stand on it. trouble: why it cannot be read."""

    pk: int
    number: int
    published_at: datetime
    published_by: str
    records: int
    is_current: bool
    trouble: str


@dataclass(frozen=True)
class Passed:
    """A rule that somebody passed for a reason: to do what, how often, when last."""

    rule: str
    action: str
    number: int
    last_at: datetime


@dataclass(frozen=True)
class PlaybookPage:
    """shown: the version whose text this is. score: the review of its score, None without one."""

    name: str
    title: str
    shown: VersionLine
    versions: Sequence[VersionLine]
    processes: Sequence[ProcessMap]
    problems: Sequence[Problem]
    sentences: Sequence[Heading]
    files: Sequence[File]
    passed: Sequence[Passed]
    score: Due | None


def playbooks_in_force() -> list[Line]:
    """Every playbook with a current version."""
    rows = Published.objects.exclude(current=None).select_related("current").order_by("title")
    counts = _counted(Record.objects.filter(version__playbook__in=rows), "version__playbook")
    found = []
    for one in rows:
        assert one.current is not None
        title, about = one.title, ""
        if not (trouble := why_unreadable(one.current.pk)):
            playbook, speaker = definition_of(one.current.pk), speaker_of(one.current.pk)
            title = speaker.word(playbook.title)
            about = speaker.word(str(playbook.settings.get("about", "")))
        found.append(
            Line(
                name=one.name,
                title=title,
                about=about,
                number=one.current.number,
                published_at=one.current.published_at,
                records=counts.get(one.pk, 0),
                trouble=trouble,
            )
        )
    return found


def playbook_page(published: Published, version: Version, user: User) -> PlaybookPage:
    """A version of a playbook, as far as this person may see its records."""
    if not is_readable(version.pk):
        return _unreadable(published, version)
    playbook, speaker = definition_of(version.pk), speaker_of(version.pk)
    versions = _versions(published)
    return PlaybookPage(
        name=published.name,
        title=speaker.word(playbook.title),
        shown=next(one for one in versions if one.pk == version.pk),
        versions=versions,
        processes=[_process(one, speaker, published, user) for one in playbook.processes.values()],
        problems=problems_of(playbook, words_now()),
        sentences=explain(playbook, standard(), language()),
        files=_files(version.files, {one.place.file for one in playbook.processes.values()}),
        passed=_passed(published, speaker),
        score=review_of(published, clock.now()),
    )


def _unreadable(published: Published, version: Version) -> PlaybookPage:
    """Its text, and what is wrong with it: nothing else can be told."""
    versions = _versions(published)
    shown = next(one for one in versions if one.pk == version.pk)
    return PlaybookPage(
        name=published.name,
        title=published.title,
        shown=replace(shown, trouble=why_unreadable(version.pk)),
        versions=versions,
        processes=(),
        problems=read(version.files, words_now(), name=published.name, frozen=True).problems,
        sentences=(),
        files=_files(version.files, set()),
        passed=(),
        score=None,
    )


def _passed(published: Published, speaker: Speaker) -> list[Passed]:
    """Which rules people passed, the most often passed first."""
    rows = Passing.objects.filter(playbook=published).values("rule", "action")
    counted = rows.annotate(number=Count("pk"), last_at=Max("passed_at"))
    return [
        Passed(
            rule=speaker.word(one["rule"]),
            action=spoken_act(one["action"], speaker),
            number=one["number"],
            last_at=one["last_at"],
        )
        for one in counted.order_by("-number", "rule")
    ]


def _process(process: Process, speaker: Speaker, published: Published, user: User) -> ProcessMap:
    labels = {name: speaker.word(name) for name in process.stages}
    drawn = map_of(process, labels)
    rows = visible(user, Record.objects.filter(kind=process.follows))
    rows = rows.filter(version__playbook=published)
    places = [
        Place(
            knot=knot,
            label=labels[knot.name],
            number=number_of(rows.filter(stage=knot.name)),
            href_stage=knot.name,
        )
        for knot in drawn.knots
    ]
    return ProcessMap(
        name=speaker.word(process.name),
        goal=speaker.word(process.first_stage.goal),
        lists=KINDS[process.follows].at() if process.follows in KINDS else "",
        map=drawn,
        places=places,
        anywhere=[labels[name] for name in drawn.anywhere],
        transitions=transitions_of(process, speaker),
    )


def _versions(published: Published) -> list[VersionLine]:
    rows = published.versions.select_related("published_by").order_by("-number")
    counts = _counted(Record.objects.filter(version__playbook=published), "version")
    return [
        VersionLine(
            pk=one.pk,
            number=one.number,
            published_at=one.published_at,
            published_by=str(one.published_by or ""),
            records=counts.get(one.pk, 0),
            is_current=one.pk == published.current_id,
            trouble=_trouble(one, published, counts),
        )
        for one in rows
    ]


def _trouble(one: Version, published: Published, counts: Mapping[int, int]) -> str:
    """Of the version in force and of those on which records stand: these are still read."""
    if one.pk != published.current_id and not counts.get(one.pk):
        return ""
    return why_unreadable(one.pk)


def _counted(rows: QuerySet[Record], by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(Count("pk")))


def _files(files: Mapping[str, str], processes: Set[str]) -> list[File]:
    """Those that write the processes first, and open."""
    first = sorted(files, key=lambda path: (path not in processes, "/" in path, path))
    return [
        File(path, list(enumerate(files[path].splitlines(), 1)), path in processes)
        for path in first
    ]
