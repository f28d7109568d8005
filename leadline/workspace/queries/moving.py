"""What the page shows on which records in flight are moved to the version in force."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leadline.automation.migrating.plan import Part, Plan, Wanted, WhyNot, plan_of
from leadline.automation.models import VersionMove
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record
from leadline.workspace.queries.publishing import title_of
from leadline.workspace.reading import speaker_of


@dataclass(frozen=True)
class PartLine:
    """Records of one version at one stage, in the reader's language. why_not: "" where they go."""

    part: Part
    process: str
    stage: str
    to: str
    why_not: str
    kept: Sequence[str]
    gone: Sequence[str]
    fresh: Sequence[str]


@dataclass(frozen=True)
class Choice:
    """A stage that is gone, and where its records could go on. name: of the form's field."""

    name: str
    process: str
    stage: str
    label: str
    stages: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class MovingPage:
    """running: the move that is under way; last: the one that ended last."""

    title: str
    plan: Plan
    lines: Sequence[PartLine]
    choices: Sequence[Choice]
    running: VersionMove | None
    last: VersionMove | None

    @property
    def done(self) -> int:
        return self.running.moved + self.running.stayed if self.running else 0


def moving_page(published: Published, mapping: Wanted) -> MovingPage:
    assert published.current_id is not None
    plan, speaker = plan_of(published, mapping), speaker_of(published.current_id)
    moves = _moves(published)
    return MovingPage(
        title_of(published),
        plan,
        [_line(one, speaker) for one in plan.parts],
        choices_of(published),
        moves.filter(finished_at=None).first(),
        _last(moves),
    )


def moved_now(published: Published) -> bool:
    """Whether records of it are on their way to another version than the one in force."""
    under_way = VersionMove.objects.filter(playbook=published, finished_at=None)
    return under_way.exclude(version=published.current_id).exists()


def stopped_move(published: Published) -> VersionMove | None:
    """The last move, where another version put an end to it; two queries at most.

    None as soon as nobody stands on an older version.
    """
    last = _last(_moves(published))
    if last is None or last.overtaken_by is None:
        return None
    rows = Record.objects.filter(version__playbook=published, outcome="", visit__gt=0)
    return last if rows.exclude(version=published.current_id).exists() else None


def choices_of(published: Published) -> list[Choice]:
    """The stages that are gone and at which records stand; their fields are numbered."""
    assert published.current_id is not None
    new, speaker = definition_of(published.current_id), speaker_of(published.current_id)
    found: dict[tuple[str, str], Choice] = {}
    for part in plan_of(published, {}).to_map:
        stages = [
            (one.name, speaker.word(one.name))
            for one in new.processes[part.process].stages.values()
            if not one.is_end
        ]
        stage = _speaker_of(part, speaker).word(part.stage)
        label = _("Records at “%(stage)s” go on at") % {"stage": stage}
        key = part.process, part.stage
        found.setdefault(key, Choice(f"stage-{len(found)}", *key, label, stages))
    return list(found.values())


def _moves(published: Published) -> QuerySet[VersionMove]:
    moves = VersionMove.objects.filter(playbook=published)
    return moves.select_related("user", "version", "overtaken_by")


def _last(moves: QuerySet[VersionMove]) -> VersionMove | None:
    """The one that ended last; none while another is under way."""
    last = moves.order_by("-pk").first()
    return last if last is not None and last.finished_at is not None else None


def _line(part: Part, speaker: Speaker) -> PartLine:
    return PartLine(
        part,
        _speaker_of(part, speaker).word(part.process),
        _speaker_of(part, speaker).word(part.stage),
        speaker.word(part.to) if part.to else "",
        _(part.why_not.value) if part.why_not else "",
        _named(part.kept, speaker),
        _named(part.gone, _speaker_of(part, speaker)),
        _named(part.fresh, speaker),
    )


def _speaker_of(part: Part, otherwise: Speaker) -> Speaker:
    """Says what stands in the text that the records are on, while that can be read."""
    return otherwise if part.why_not is WhyNot.UNREADABLE else speaker_of(part.version_id)


def _named(names: Sequence[str], speaker: Speaker) -> list[str]:
    """Clocks and lines by what they are called, without the stage that they stand in."""
    return [_said(name.rpartition("/")[2], speaker) for name in names]


def _said(name: str, speaker: Speaker) -> str:
    whole = speaker.word(name)
    for verb, said in (
        ("go to ", _("go to “%(what)s”")),
        ("send ", _("Letter “%(what)s”")),
        ("task ", _("Task: %(what)s")),
    ):
        if whole == name and name.startswith(verb):
            return said % {"what": speaker.word(name.removeprefix(verb).partition(" #")[0])}
    return whole
