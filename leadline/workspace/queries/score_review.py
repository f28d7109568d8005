"""The page on which a score is compared with what came of the leads."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from leadline.access.models import Firm, User
from leadline.access.policy import visible
from leadline.conditions.catalogue import normalised
from leadline.core.written import percent
from leadline.leads.known import KIND
from leadline.leads.score.loading import in_force
from leadline.leads.score.measures import AtLeast, Group, at_least, auc, deciles
from leadline.leads.score.models import ScoreRules
from leadline.leads.score.outcomes import MOST, Ended, ended
from leadline.leads.score.review import due_at
from leadline.playbooks.definition import Playbook
from leadline.playbooks.explain.rules import rule_items
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.playbooks.walk import stage_questions
from leadline.records.models import Record
from leadline.workspace.queries.calibrated import Calibrated, calibrated
from leadline.workspace.reading import speaker_of

LEVELS = ((50, None), (25, 50), (10, 25), (None, 10))  # of engagement: from, below
WIDTH, ROW = 320, 18
FEW = 30  # leads of either end: less proves nothing


@dataclass(frozen=True)
class Bar:
    """One tenth: what it is called, the group, and its bar in the picture."""

    label: str
    group: Group
    y: int
    width: float

    @property
    def percent(self) -> str:
        return percent(self.group.rate)


@dataclass(frozen=True)
class Cell:
    """Leads of a band and a level of engagement: how many ended, how many were won."""

    leads: int
    won: int

    @property
    def rate(self) -> str:
        return f"{self.won / self.leads:.0%}" if self.leads else ""


@dataclass(frozen=True)
class Reason:
    """Why leads were given back or lost, and how often in each band."""

    label: str
    numbers: Sequence[tuple[str, int]]
    total: int


@dataclass(frozen=True)
class Rules:
    """One meaning of the points."""

    number: int
    version: int
    since: datetime
    scored: int
    changed: int
    reviewed_at: datetime | None
    reviewed_by: str


@dataclass(frozen=True)
class ScoreReview:
    """auc: "" where it cannot be told. most: only so many leads were looked at, 0 for all."""

    name: str
    title: str
    sentences: Sequence[str]
    due_at: datetime | None
    is_overdue: bool
    leads: int
    won: int
    is_little: bool
    most: int
    auc: str
    bars: Sequence[Bar]
    width: int
    height: int
    line: AtLeast
    calibrated: Calibrated | None
    bands: Sequence[str]
    levels: Sequence[tuple[str, Sequence[tuple[str, Cell]]]]
    reasons: Sequence[Reason]
    rules: Sequence[Rules]

    @property
    def precision(self) -> str:
        return percent(self.line.precision)

    @property
    def recall(self) -> str:
        return percent(self.line.recall)


def score_review(published: Published, user: User, now: datetime, line: int) -> ScoreReview | None:
    """None where the playbook in force has no score. line: a score, to say what lies above it."""
    assert published.current_id is not None
    force = in_force(published.current_id)
    if force is None:
        return None
    rows = list(published.score_rules.select_related("reviewed_by").order_by("-in_force_at"))
    firm = Firm.current()
    due = due_at(force, rows[0] if rows else None, ZoneInfo(firm.zone))
    records = visible(user, Record.objects.filter(kind=KIND, version__playbook=published))
    leads = ended(records)
    scores, won = [one.score for one in leads], [one.won for one in leads]
    told, bars = auc(scores, won), _bars(scores, won)
    bands = list(force.rules.score.bands) or sorted({one.band for one in leads if one.band})
    playbook = definition_of(published.current_id)
    return ScoreReview(
        name=published.name,
        title=speaker_of(published.current_id).word(published.title),
        sentences=_sentences(playbook, published.current_id),
        due_at=due,
        is_overdue=due is not None and due <= now,
        leads=len(leads),
        won=sum(won),
        is_little=min(sum(won), len(won) - sum(won)) < FEW,
        most=MOST if len(leads) == MOST else 0,
        auc="" if told is None else f"{told:.3f}",
        bars=bars,
        width=WIDTH,
        height=len(bars) * ROW,
        line=at_least(scores, won, line),
        calibrated=calibrated(leads, [*bands, ""]),
        bands=[*bands, ""],
        levels=list(_levels(leads, [*bands, ""])),
        reasons=_reasons(leads, playbook, published.current_id, [*bands, ""]),
        rules=[_rules(one) for one in rows],
    )


def _sentences(playbook: Playbook, version: int) -> list[str]:
    """The points, as the playbook's own page says them."""
    speaker = speaker_of(version)
    return [text for section, _key, text in rule_items(speaker) if section == "score"]


def _bars(scores: Sequence[int], won: Sequence[bool]) -> list[Bar]:
    found = []
    for number, group in enumerate(deciles(scores, won) if scores else ()):
        low, high = int(group.low), int(group.high)
        label = str(low) if low == high else f"{high} … {low}"
        found.append(Bar(label, group, number * ROW + 3, round(group.rate * WIDTH, 1)))
    return found


def _levels(
    leads: Sequence[Ended], bands: Sequence[str]
) -> Iterator[tuple[str, Sequence[tuple[str, Cell]]]]:
    """The matrix: a row for each level of engagement, a cell for each band."""
    for low, high in LEVELS:
        inside = [
            one
            for one in leads
            if (low is None or one.engagement >= low) and (high is None or one.engagement < high)
        ]
        yield (
            _level(low, high),
            [(band, _cell([one for one in inside if one.band == band])) for band in bands],
        )


def _level(low: int | None, high: int | None) -> str:
    if high is None:
        return _("%(low)s and more") % {"low": low}
    return _("less than %(high)s") % {"high": high} if low is None else f"{low}–{high - 1}"


def _cell(leads: Sequence[Ended]) -> Cell:
    return Cell(len(leads), sum(one.won for one in leads))


def _reasons(
    leads: Sequence[Ended], playbook: Playbook, version: int, bands: Sequence[str]
) -> list[Reason]:
    """Answers to the questions for a reason, of leads that were not won."""
    asked, speaker = _reason_fields(playbook), speaker_of(version)
    counted: dict[str, Counter[str]] = {}
    for lead in leads:
        for name in () if lead.won else asked:
            if answer := lead.answers.get(name):
                counted.setdefault(str(answer), Counter())[lead.band] += 1
    found = [
        Reason(speaker.word(answer), [(band, numbers[band]) for band in bands], numbers.total())
        for answer, numbers in counted.items()
    ]
    return sorted(found, key=lambda one: (-one.total, one.label))


def _reason_fields(playbook: Playbook) -> list[str]:
    """Fields of choices that are called a reason and asked of leads."""
    names = {}
    for process in playbook.processes.values():
        if process.follows != KIND:
            continue
        questions = [one for stage in process.stages.values() for one in stage_questions(stage)]
        questions += [one for _stage, line in process.lines() for one in line.ask]
        for one in questions:
            field = playbook.catalogue.get(one.field)
            if field is not None and field.choices and "reason" in field.name:
                names[normalised(one.field)] = True
    return list(names)


def _rules(one: ScoreRules) -> Rules:
    return Rules(
        number=one.number,
        version=one.version_id,
        since=one.in_force_at,
        scored=one.scored,
        changed=one.changed,
        reviewed_at=one.reviewed_at,
        reviewed_by=str(one.reviewed_by or ""),
    )
