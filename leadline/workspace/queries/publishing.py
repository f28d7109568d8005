"""What the pages of publishing show: versions, and what a proposed text would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q

from leadline.playbooks.actions import groups_missing, problems_to_publish
from leadline.playbooks.checks.every import check
from leadline.playbooks.custom import words_now
from leadline.playbooks.definition import Playbook
from leadline.playbooks.diff import Change, diff, unchanged_stages
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.models import Published, Version
from leadline.playbooks.problems import Problem, Severity
from leadline.playbooks.reader.playbook import read
from leadline.playbooks.versions import definition_of
from leadline.playbooks.vocabulary_files import standard
from leadline.records.models import Record
from leadline.workspace.reading import language, speaker_of


@dataclass(frozen=True)
class VersionLine:
    """A published version, who published it, and the records that stand on it."""

    version: Version
    open: int
    ended: int
    is_current: bool


@dataclass(frozen=True)
class PlaybookLine:
    """A playbook in the list: what it is called in the reader's language."""

    published: Published
    title: str


@dataclass(frozen=True)
class ShippedLine:
    """A playbook that comes with Leadline, in the reader's language."""

    name: str
    title: str
    about: str


@dataclass(frozen=True)
class Told:
    """A problem with the line of text that it is about, "" where there is none."""

    problem: Problem
    line: str


@dataclass(frozen=True)
class Staying:
    """A stage that would mean something else: so many records finish it as they began it."""

    process: str
    stage: str
    number: int


@dataclass(frozen=True)
class Proposal:
    """A text before it is in force. over: the version that it would take the place of.

    number: that it would have; is_known: an older version says the very same. comparable: what
    holds now can be compared with it.
    """

    name: str
    title: str
    over: Version | None
    number: int
    is_known: bool
    is_in_force: bool
    errors: Sequence[Told]
    warnings: Sequence[Told]
    changes: Sequence[Change]
    comparable: bool
    versions: Sequence[VersionLine]
    staying: Sequence[Staying]

    @property
    def can_be_published(self) -> bool:
        return not self.errors and not self.is_in_force

    @property
    def over_number(self) -> int:
        return self.over.number if self.over else 0


def playbook_lines() -> list[PlaybookLine]:
    """Every playbook that was ever published, in one query besides their texts."""
    rows = Published.objects.exclude(current=None).select_related("current__published_by")
    return [PlaybookLine(one, title_of(one)) for one in rows.order_by("title", "pk")]


def version_lines(published: Published | None) -> list[VersionLine]:
    """Newest first, in one query."""
    if published is None:
        return []
    rows = published.versions.select_related("published_by").annotate(
        going_on=Count("record", filter=Q(record__outcome="", record__binned_at=None)),
        finished=Count("record", filter=Q(record__binned_at=None) & ~Q(record__outcome="")),
    )
    return [
        VersionLine(one, one.going_on, one.finished, one.pk == published.current_id)
        for one in rows.order_by("-number")
    ]


def shipped_folder(name: str) -> Path | None:
    """The folder of the playbook of this name that comes with Leadline."""
    return next((folder for folder in _shipped_folders() if folder.name == name), None)


def shipped_lines() -> list[ShippedLine]:
    """Every playbook that comes with Leadline and was never in force here, by title."""
    known = set(Published.objects.exclude(current=None).values_list("name", flat=True))
    waiting = (folder for folder in _shipped_folders() if folder.name not in known)
    found = ((folder.name, read(folder, standard()).draft) for folder in waiting)
    lines = [_shipped(name, playbook) for name, playbook in found if playbook is not None]
    return sorted(lines, key=lambda one: one.title)


def _shipped(name: str, playbook: Playbook) -> ShippedLine:
    spoken, about = (
        Speaker(playbook, standard(), language()),
        str(playbook.settings.get("about", "")),
    )
    return ShippedLine(name, spoken.word(playbook.title), spoken.word(about))


def _shipped_folders() -> list[Path]:
    return [path.parent for path in Path(settings.PLAYBOOKS).glob("*/playbook.yaml")]


def proposal_of(name: str, files: Mapping[str, str]) -> Proposal:
    """Checks the text and says what it would change, in the reader's language."""
    published = Published.objects.filter(name=name).select_related("current").first()
    versions, over = version_lines(published), published.current if published else None
    playbook, problems = _checked(name, files)
    same = next((one for one in versions if playbook and one.version.hash == playbook.hash), None)
    wrong = [one for one in problems if one.severity is Severity.ERROR]
    before, after = _before(over), None if wrong else playbook
    last = max((one.version.number for one in versions), default=0)
    return Proposal(
        name=name,
        title=_spoken_title(playbook) if playbook else name,
        over=over,
        number=same.version.number if same else last + 1,
        is_known=same is not None,
        is_in_force=same is not None and same.is_current,
        errors=_told(wrong, files),
        warnings=_told([one for one in problems if one not in wrong], files),
        changes=_changes(before, after) if before and after else (),
        comparable=before is not None or over is None,
        versions=versions,
        staying=_staying(over, before, after) if over and before and after else (),
    )


def _checked(name: str, files: Mapping[str, str]) -> tuple[Playbook | None, list[Problem]]:
    """With what nobody carries out yet, which is found once all else is right."""
    checked = check(files, words_now(), name)
    if checked.playbook is None:
        return None, list(checked.problems)
    later = (*problems_to_publish(checked.playbook), *groups_missing(checked.playbook))
    return checked.playbook, [*checked.problems, *later]


def _before(over: Version | None) -> Playbook | None:
    """None for a text of long ago that cannot be read any more."""
    try:
        return definition_of(over.pk) if over else None
    except ValueError:
        return None


def _told(problems: Sequence[Problem], files: Mapping[str, str]) -> list[Told]:
    found = []
    for problem in problems:
        lines = files.get(problem.place.file, "").splitlines()
        at = problem.place.line - 1
        found.append(Told(problem, lines[at].strip()[:200] if 0 <= at < len(lines) else ""))
    return found


def _changes(before: Playbook, after: Playbook) -> list[Change]:
    spoken = Speaker(after, standard(), language())
    return [
        Change(
            one.kind,
            " · ".join(spoken.word(part) for part in one.where.split(" · ")),
            one.sentence,
            one.before,
        )
        for one in diff(before, after, standard(), language())
    ]


def _staying(over: Version, before: Playbook, after: Playbook) -> list[Staying]:
    """The open records of the version in force whose stage would mean something else."""
    same = unchanged_stages(before, after, standard())
    rows = Record.objects.filter(version=over, outcome="").order_by("process", "stage")
    counted = rows.values_list("process", "stage").annotate(Count("pk"))
    spoken = speaker_of(over.pk)
    return [
        Staying(spoken.word(process), spoken.word(stage), number)
        for process, stage, number in counted
        if (process, stage) not in same
    ]


def title_of(published: Published) -> str:
    """What a playbook in force is called, in the reader's language."""
    assert published.current_id is not None
    return speaker_of(published.current_id).word(published.title)


def _spoken_title(playbook: Playbook) -> str:
    return Speaker(playbook, standard(), language()).word(playbook.title)
