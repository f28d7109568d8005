"""The pages on which points are learned from leads that have ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leadline.core.written import percent
from leadline.leads.score.measures import Group
from leadline.leads.score.models import ScoreFit
from leadline.leads.scorecard.closed import fields_told
from leadline.leads.scorecard.leaks import Leak
from leadline.leads.scorecard.proposing import Line, with_fit
from leadline.leads.scorecard.told import Told, reasons, told_of
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.workspace.reading import speaker_of

WIDTH, ROW = 320, 26
FILE = "score.yaml"


@dataclass(frozen=True)
class LearnPage:
    """columns: the fields that can be left out, by name, as they are read. fits: newest first."""

    name: str
    title: str
    columns: Sequence[tuple[str, str]]
    fits: Sequence[ScoreFit]


@dataclass(frozen=True)
class Suspect:
    """A column that seems to know the end, or that somebody should look at, and why."""

    label: str
    column: str
    is_certain: bool
    reasons: Sequence[str]


@dataclass(frozen=True)
class Tenth:
    """Leads of about the same odds: expected and won, as shares in per cent and as bars."""

    number: int
    group: Group
    expected: str
    won: str
    y: int
    expected_width: float
    won_width: float


@dataclass(frozen=True)
class LearnedPage:
    """told: None while it is worked out, or where nothing could be learned. lines: numbered."""

    name: str
    title: str
    fit: ScoreFit
    without: Sequence[str]
    told: Told | None
    suspects: Sequence[Suspect]
    tenths: Sequence[Tenth]
    lines: Sequence[tuple[int, str, Line]]
    width: int
    height: int

    @property
    def auc(self) -> str:
        return f"{self.told.auc:.3f}" if self.told else ""

    @property
    def spread(self) -> str:
        return f"{self.told.spread:.3f}" if self.told else ""

    @property
    def by_points(self) -> str:
        return f"{self.told.by_points:.3f}" if self.told else ""

    @property
    def leaking(self) -> Sequence[str]:
        return [one.label for one in self.suspects if one.is_certain]


def learn_page(published: Published) -> LearnPage:
    """Two queries."""
    assert published.current_id is not None
    speaker = speaker_of(published.current_id)
    columns = [(one, speaker.word(one)) for one in fields_told(definition_of(published.current_id))]
    fits = published.score_fits.select_related("user").order_by("-pk")
    return LearnPage(published.name, speaker.word(published.title), columns, list(fits))


def learned_page(published: Published, fit: ScoreFit) -> LearnedPage:
    """No query of its own."""
    assert published.current_id is not None
    speaker, told = speaker_of(published.current_id), told_of(fit.told)
    tenths = list(_tenths(told.groups)) if told else []
    return LearnedPage(
        name=published.name,
        title=speaker.word(published.title),
        fit=fit,
        without=[speaker.word(one) for one in fit.without],
        told=told,
        suspects=[_suspect(one, speaker) for one in told.leaks] if told else (),
        tenths=tenths,
        lines=[(n, _said(one, speaker), one) for n, one in enumerate(told.lines)] if told else (),
        width=WIDTH,
        height=len(tenths) * ROW,
    )


def score_file(published: Published, lines: Sequence[Line]) -> str:
    """The score.yaml in force with these lines for fit; a new one where there is none."""
    assert published.current is not None
    return with_fit(published.current.files.get(FILE, ""), lines)


def _suspect(leak: Leak, speaker: Speaker) -> Suspect:
    return Suspect(speaker.word(leak.column), leak.column, leak.is_certain, reasons(leak))


def _tenths(groups: Sequence[Group]) -> Iterator[Tenth]:
    for place, group in enumerate(groups):
        expected = (group.expected or 0.0) / group.leads
        yield Tenth(
            number=place + 1,
            group=group,
            expected=percent(expected),
            won=percent(group.rate),
            y=place * ROW + 3,
            expected_width=round(expected * WIDTH, 1),
            won_width=round(group.rate * WIDTH, 1),
        )


def _said(line: Line, speaker: Speaker) -> str:
    """In the reader's language where the field is one of the playbook's; else as it is written."""
    name = " ".join(line.column.casefold().split())
    return line.condition.replace(name, speaker.word(line.column))
