"""Which rules hold for leads, and where the leads stand: a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from leadline.core.models import Event
from leadline.leads.score.decay import engagement_of
from leadline.leads.score.models import ENDED, EngagementSum, LeadScore, ScoreRules
from leadline.leads.score.rules import Rules, rules_in
from leadline.leads.score.standing import Standing
from leadline.playbooks.definition import Playbook
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of, readable
from leadline.records.models import Record


@dataclass(frozen=True)
class Heard:
    """An event that may be worth points. field: the one that it answers."""

    seq: int
    name: str
    at: datetime
    field: str = ""


@dataclass
class Scored:
    """A lead's row with its sums; `row` is None while there is none.

    is_anew: it is by other rules than those in force, so that everything is counted once more.
    """

    row: LeadScore | None = None
    sums: list[EngagementSum] = field(default_factory=list)
    is_anew: bool = False

    @property
    def standing(self) -> Standing | None:
        """None while no rules have said anything."""
        if self.row is None or self.row.rules_id is None:
            return None
        return Standing(self.row.fit, self.row.band, engagement_of(self.row.lasting, self.sums))


@dataclass(frozen=True)
class InForce:
    """The rules of a playbook now. version: the id of the one in force."""

    playbook: int
    version: int
    rules: Rules


def in_force(version_id: int) -> InForce | None:
    """The rules for records that stand on a version; None where its playbook has none now."""
    found = Published.objects.filter(versions=version_id).values_list("pk", "current_id").get()
    return _in_force(*found)


def all_in_force() -> list[InForce]:
    """Of every playbook that has a score, by its id; one that cannot be read is left out."""
    found = [_by_text(*one) for one in _texts()]
    return [one for one in found if one is not None]


def _texts() -> list[tuple[int, int, Playbook | None]]:
    """Every playbook in force: its id, that of its version, and the text if it can be read."""
    rows = Published.objects.exclude(current=None).order_by("pk")
    return [
        (playbook, version, readable(version))
        for playbook, version in rows.values_list("pk", "current_id")
        if version is not None
    ]


def _in_force(playbook: int, version: int | None) -> InForce | None:
    return _by_text(playbook, version, definition_of(version)) if version is not None else None


def _by_text(playbook: int, version: int, text: Playbook | None) -> InForce | None:
    rules = rules_in(text) if text is not None else None
    return InForce(playbook, version, rules) if rules else None


def latest_rules(playbook: int) -> ScoreRules | None:
    """The rules that were last put in force."""
    return ScoreRules.objects.filter(playbook=playbook).order_by("-in_force_at", "-pk").first()


def ended_rules() -> list[ScoreRules]:
    """The last rules of every playbook that has had a score and has none now, by playbook.

    Without those that no lead has a score by any more. Of a text that cannot be read nobody knows
    whether it has none.
    """
    keeping = {one[0] for one in _texts() if one[2] is None or _by_text(*one) is not None}
    rows = ScoreRules.objects.exclude(playbook__in=keeping).order_by("in_force_at", "pk")
    latest = {one.playbook_id: one for one in rows}
    return [latest[playbook] for playbook in sorted(latest) if latest[playbook].upto < ENDED]


def scored_behind(rules: ScoreRules) -> QuerySet[LeadScore]:
    """Leads behind the last one that was looked at which have a score of that playbook."""
    rows = LeadScore.with_bin.filter(pk__gt=rules.upto, rules__playbook=rules.playbook_id)
    return rows.order_by("pk")


def scored(records: Sequence[Record], *, with_bin: bool = False) -> list[Scored]:
    """Loader: the rows of leads, in two queries. with_bin: also of those that lie in the bin."""
    ids = [record.pk for record in records if record.pk]
    rows = (LeadScore.with_bin if with_bin else LeadScore.objects).in_bulk(ids)
    sums: dict[int, list[EngagementSum]] = defaultdict(list)
    for one in EngagementSum.with_bin.filter(record__in=ids).order_by("half_life"):
        sums[one.record_id].append(one)
    return [Scored(rows.get(record.pk), sums[record.pk]) for record in records]


def all_heard(records: Sequence[Record], names: Collection[str]) -> dict[int, list[Heard]]:
    """Every event of these names that the records have had, oldest first; one query."""
    rows = Event.objects.filter(
        stream=Record.stream, stream_id__in=[one.pk for one in records], name__in=sorted(names)
    ).order_by("stream_id", "seq")
    found: dict[int, list[Heard]] = defaultdict(list)
    for pk, seq, name, at in rows.values_list("stream_id", "seq", "name", "occurred_at"):
        found[pk].append(Heard(seq, name, at))
    return found
