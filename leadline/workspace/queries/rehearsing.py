"""What the pages of a rehearsal show: its numbers, the records behind each, both ways of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from leadline.automation.models import Rehearsal, Rehearsed
from leadline.automation.rehearsal.outcome import About
from leadline.automation.rehearsal.rehearsing import Compared, Report
from leadline.automation.rehearsal.rehearsing import Rehearsal as Led
from leadline.automation.rehearsal.run import Run
from leadline.automation.rehearsal.telling import Step, headings, name_said, steps_of
from leadline.automation.rehearsal.working import LISTED, Unreadable, asked_of, kept, playbook_of
from leadline.core.written import labelled
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.vocabulary_files import standard
from leadline.records.models import Record
from leadline.workspace.queries.publishing import title_of
from leadline.workspace.reading import language, said


@dataclass(frozen=True)
class Figure:
    """One thing that is counted. records: how many differ in it; href: the list of them."""

    name: str
    happened: int
    would: int
    records: int
    href: str


@dataclass(frozen=True)
class Group:
    """Figures of one kind."""

    about: About
    title: str
    figures: Sequence[Figure]

    @property
    def only_would(self) -> bool:
        """Whether there is no other side to compare with."""
        return self.about in (About.WAIT, About.TIME)

    @property
    def is_waiting(self) -> bool:
        return self.about is About.WAIT


@dataclass(frozen=True)
class RehearsalPage:
    """problem: why nothing more can be told, "" while all is well."""

    rehearsal: Rehearsal
    title: str
    report: Report
    groups: Sequence[Group]
    unchanged: Sequence[Group]
    problem: str

    @property
    def is_done(self) -> bool:
        return self.rehearsal.finished_at is not None

    @property
    def led(self) -> int:
        return self.report.records + self.report.apart

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.led / self.rehearsal.all)) if self.rehearsal.all else 0

    @property
    def other(self) -> int:
        return self.report.records - self.report.same


@dataclass(frozen=True)
class Told:
    """One step of a way, with values as people read them, and where its line stands."""

    step: Step
    values: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class BothWays:
    """One record as it went, and as it would have. differs: (heading, what of it)."""

    record: Record
    happened: Sequence[Told]
    would: Sequence[Told]
    differs: Sequence[tuple[str, str]]
    is_told: bool


def rehearsal_page(rehearsal: Rehearsal) -> RehearsalPage:
    report, title = Report.from_json(rehearsal.report), title_of(rehearsal.playbook)
    other: list[Group] = []
    same: list[Group] = []
    try:
        speaker = _speaker(rehearsal)
    except Unreadable as gone:
        return RehearsalPage(rehearsal, title, report, other, same, _(str(gone)))
    for about, heading in headings().items():
        figures = _figures(rehearsal, about, report.told.get(about, {}), speaker)
        changed = [one for one in figures if one.records]
        rest = [one for one in figures if not one.records]
        if changed:
            other.append(Group(about, heading, changed))
        if rest:
            same.append(Group(about, heading, rest))
    return RehearsalPage(
        rehearsal, title, report, other, same, rehearsal.reason and _(rehearsal.reason)
    )


def figure_named(rehearsal: Rehearsal, about: str, name: str) -> tuple[str, str]:
    """The heading and the name of one figure. Raises KeyError for what is not counted."""
    return headings()[About(about)], name_said(About(about), name, _speaker(rehearsal))


def records_behind(
    rehearsal: Rehearsal, about: str, name: str, seen: QuerySet[Record]
) -> QuerySet[Rehearsed]:
    """The records of one figure, of those that the reader may see; the first few hundred."""
    rows = Rehearsed.objects.filter(rehearsal=rehearsal, about=about, name=kept(name))
    rows = rows.filter(record__in=seen)
    return rows.select_related("record").order_by("record")[:LISTED]


def both_ways(rehearsal: Rehearsal, record: Record) -> BothWays:
    """Led once more, now. Raises Unreadable."""
    [one] = Led(asked_of(rehearsal)).compare([record])
    if one.happened is None or one.would is None:
        return BothWays(record, (), (), (), is_told=False)
    speaker = Speaker(one.would.playbook, standard(), language())
    return BothWays(
        record, _told(one.happened), _told(one.would), _differs(one, speaker), is_told=True
    )


def _speaker(rehearsal: Rehearsal) -> Speaker:
    return Speaker(playbook_of(rehearsal), standard(), language())


def _figures(
    rehearsal: Rehearsal, about: About, lines: Mapping[str, list[int]], speaker: Speaker
) -> list[Figure]:
    """Those in which most records differ first."""
    page = reverse("rehearsal-records", args=[rehearsal.pk])
    found = [
        Figure(
            name_said(about, name, speaker), happened, would, records,
            f"{page}?{urlencode({'about': about.value, 'name': name})}",
        )
        for name, (happened, would, records) in lines.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.records, -one.happened, one.name))


def _told(run: Run) -> list[Told]:
    speaker = Speaker(run.playbook, standard(), language())
    return [
        Told(step, [(speaker.word(name), said(value, speaker) or "–")
                    for name, value in step.values.items()])
        for step in steps_of(run, speaker)
    ]  # fmt: skip


def _differs(one: Compared, speaker: Speaker) -> list[tuple[str, str]]:
    """Of the stage, the owner and the band both in one line: there is one of each."""
    titles, differs = headings(), one.differs
    found: list[tuple[str, str]] = []
    for about in (About.STAGE, About.OWNER, About.BAND):
        names = [name for kind, name in differs if kind is about]
        was = [name for name in names if differs[about, name][0]]
        then = [name for name in names if differs[about, name][1]]
        if names:
            said_ = [name_said(about, each, speaker) for each in (*was, *then)]
            found.append((titles[about], " → ".join(said_)))
    for (about, name), (happened, would) in differs.items():
        if about not in (About.STAGE, About.OWNER, About.BAND, About.MOVE):
            told = name_said(about, name, speaker)
            is_one_sided = about in (About.WAIT, About.TIME)
            found.append(
                (titles[about], told if is_one_sided else labelled(told, f"{happened} → {would}"))
            )
    return found
