"""The score of one lead, explained: what gives points, what fades, and how it came about."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from leadline.conditions.fading import rounded
from leadline.core.written import labelled, listed
from leadline.leads.score.loading import all_heard, scored
from leadline.leads.score.models import ScoreChange
from leadline.leads.score.rules import Rules, half_life_of, rules_in
from leadline.leads.score.standing import Standing
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.rulebook import Points
from leadline.playbooks.versions import readable
from leadline.records.models import Record
from leadline.workspace.reading import speaker_of

WIDTH, ROW = 320, 14  # of the picture; a bar is as high as a row less 4
AHEAD = timedelta(days=30)
CHANGES = 12


@dataclass(frozen=True)
class Share:
    """What one line of the rules gives. points: now. note: what it looked at, what has faded.

    x, y, width: of its bar, beginning where the bars before it end.
    """

    label: str
    points: int
    note: str
    does_fade: bool
    x: float = 0
    y: int = 0
    width: float = 0

    @property
    def kind(self) -> str:
        return "minus" if self.points < 0 else "fades" if self.does_fade else "stays"


@dataclass(frozen=True)
class Change:
    """One entry of the history."""

    at: datetime
    score: int
    before: int | None
    band: str
    rules: int
    version: int
    because: str


@dataclass(frozen=True)
class ScoreCard:
    """shares: the lines that give points. zero: where the picture's bars begin.

    ended_at: since when the playbook gives no points any more; then it is what the lead had last.
    """

    score: int
    band: str
    sentences: Sequence[str]
    shares: Sequence[Share]
    zero: float
    width: int
    height: int
    changes: Sequence[Change]
    rules: int
    playbook: str
    ended_at: datetime | None = None


def score_of(record: Record, now: datetime) -> ScoreCard | None:
    """None for what has no score. Six queries."""
    [known] = scored([record])
    standing = known.standing
    if known.row is None or standing is None or known.row.rules is None:
        return _ended(record) if known.row is not None else None
    row = known.row.rules
    playbook, speaker = readable(row.version_id), speaker_of(row.version_id)
    rules = rules_in(playbook) if playbook is not None else None
    if rules is None:
        return None
    rows = ScoreChange.objects.filter(record=record).select_related("rules").order_by("-pk")
    changes = list(rows[:CHANGES])
    shares = [*_fit(changes, rules, speaker), *_engagement(record, rules, speaker, now)]
    drawn, zero = _drawn(shares)
    return ScoreCard(
        score=standing.score(now),
        band=standing.band,
        sentences=score_sentences(standing, now),
        shares=drawn,
        zero=zero,
        width=WIDTH,
        height=len(drawn) * ROW,
        changes=[_change(one, speaker) for one in changes],
        rules=row.number,
        playbook=row.playbook.name,
    )


def _ended(record: Record) -> ScoreCard | None:
    """What it scored last, where its playbook gives no points any more."""
    rows = ScoreChange.objects.filter(record=record, rules__ended_at__isnull=False)
    changes = list(rows.select_related("rules__playbook").order_by("-pk")[:CHANGES])
    if not changes:
        return None
    last, speaker = changes[0], speaker_of(changes[0].rules.version_id)
    assert last.rules.ended_at is not None
    told = _("No longer in force since %(day)s: the playbook gives no points any more.")
    day = date_format(localtime(last.rules.ended_at), "DATE_FORMAT")
    return ScoreCard(
        score=last.score,
        band=last.band,
        sentences=[told % {"day": day}],
        shares=(),
        zero=0,
        width=WIDTH,
        height=0,
        changes=[_change(one, speaker) for one in changes],
        rules=last.rules.number,
        playbook=last.rules.playbook.name,
        ended_at=last.rules.ended_at,
    )


def score_sentences(standing: Standing, now: datetime) -> list[str]:
    """What the points are for and, where they fade, how many will be left."""
    engagement = rounded(standing.engagement.value(now))
    facts: dict[str, object] = {"score": standing.score(now), "fit": standing.fit}
    facts["engagement"] = engagement
    facts["band"] = standing.band
    told = _("%(score)s points: %(fit)s for what they are, %(engagement)s for what they did.")
    if standing.band:
        told = _(
            "%(score)s points: %(fit)s for what they are, which is band %(band)s, and "
            "%(engagement)s for what they did."
        )
    found = [told % facts]
    later = standing.score(now + AHEAD)
    if later < standing.score(now):
        told = _("If nothing happens it will be %(later)s on %(day)s.")
        day = date_format(localtime(now + AHEAD), "DATE_FORMAT")
        found.append(told % {"later": later, "day": day})
    return found


def _fit(changes: Sequence[ScoreChange], rules: Rules, speaker: Speaker) -> Iterator[Share]:
    """The lines that the last change named, with the values as they were then."""
    for place, values in changes[0].why.get("fit", ()) if changes else ():
        line = rules.score.fit[place]
        label = speaker.condition(line.when) if line.when is not None else ""
        note = listed(labelled(speaker.word(name), value) for name, value in values.items())
        yield Share(label, line.points, note, does_fade=False)


def _engagement(record: Record, rules: Rules, speaker: Speaker, now: datetime) -> Iterator[Share]:
    """One share for each line that events have met."""
    heard = all_heard([record], rules.given.keys())[record.pk]
    for line in rules.score.engagement:
        moments = [one.at for one in heard if one.name == line.on]
        if moments:
            yield _share(line, moments, speaker, now)


def _share(line: Points, moments: list[datetime], speaker: Speaker, now: datetime) -> Share:
    life = half_life_of(line)
    worth: float = line.points * len(moments)
    if life:
        minutes = ((now - at) / timedelta(minutes=1) for at in moments)
        worth = sum(line.points * 2.0 ** -(age / life) for age in minutes)
    facts: dict[str, Any] = {"number": len(moments), "points": line.points}
    facts |= {"half": speaker.duration(line.half_life)}
    note = _("%(number)s × %(points)s") % facts
    if life:
        note = _("%(number)s × %(points)s, halved every %(half)s") % facts
    return Share(speaker.event(line.on), rounded(worth), note, does_fade=bool(life))


def _drawn(shares: Sequence[Share]) -> tuple[list[Share], float]:
    """Each bar begins where the one before it ends; all of it fits into the picture."""
    ends, total = [0], 0
    for share in shares:
        total += share.points
        ends.append(total)
    low, span = min(ends), max(max(ends) - min(ends), 1)
    scale = WIDTH / span
    found = []
    for number, share in enumerate(shares):
        left = min(ends[number], ends[number + 1]) - low
        x, width = round(left * scale, 1), round(max(abs(share.points) * scale, 1), 1)
        y = number * ROW + 2
        found.append(Share(share.label, share.points, share.note, share.does_fade, x, y, width))
    return found, round(-low * scale, 1)


def _change(one: ScoreChange, speaker: Speaker) -> Change:
    heard = Counter(name for name, _at in one.why.get("heard", ()))
    because = listed(speaker.event(name) for name in heard)
    return Change(
        at=one.changed_at,
        score=one.score,
        before=one.before,
        band=one.band,
        rules=one.rules.number,
        version=one.rules.version_id,
        because=because,
    )
