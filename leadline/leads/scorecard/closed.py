"""The closed leads of a playbook as a table: what was known of each, and how it ended."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from leadline.conditions.catalogue import Kind
from leadline.conditions.declared import declared_fields
from leadline.core.models import Event
from leadline.core.pausing import Pausing, in_one_go
from leadline.leads.known import KIND
from leadline.leads.scorecard.table import Table, table_of
from leadline.playbooks.definition import Playbook
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.records.events import ANSWERED
from leadline.records.models import Record
from leadline.records.view import views_of

OUTCOME = "how it ended"
WON = frozenset({"won", "qualified"})
SLICE, MOST = 1000, 100_000  # leads; the newest ends
KINDS = frozenset({Kind.NUMBER, Kind.TEXT, Kind.CHOICE, Kind.YES_NO})
OF_THE_WAY = frozenset({"stage", "score", "engagement", "fit band", "owner"})
ABOUT = frozenset({"lead", "person", "company"})


@dataclass(frozen=True)
class Which:
    """Of the leads that have ended the newest, perhaps only those that ended since a day."""

    most: int = MOST
    since: datetime | None = None

    def of(self, published: Published) -> QuerySet[Record]:
        ended = Record.objects.filter(kind=KIND, version__playbook=published).exclude(outcome="")
        if self.since is not None:
            ended = ended.filter(ended_at__gte=self.since)
        return ended.order_by("-ended_at", "-pk")


ALL = Which()


class Late:
    """By field, which share of the answers of closed leads was given when they had ended."""

    def __init__(self) -> None:
        self.given, self.late = Counter[str](), Counter[str]()

    def count(self, ids: Sequence[int], ends: Mapping[int, datetime | None]) -> None:
        told = Event.objects.filter(stream=Record.stream, stream_id__in=ids, name=ANSWERED.name)
        for pk, field, at in told.values_list("stream_id", "data__field", "occurred_at"):
            ended_at = ends[pk]
            self.given[field] += 1
            self.late[field] += ended_at is not None and at >= ended_at

    @property
    def shares(self) -> dict[str, float]:
        return {field: self.late[field] / number for field, number in self.given.items()}


def closed_leads(published: Published, which: Which = ALL) -> Table:
    """One column for each field of the version in force."""
    return in_one_go(reading_closed_leads(published, which))


def reading_closed_leads(published: Published, which: Which = ALL) -> Pausing[Table]:
    """As `closed_leads`, with a pause after each slice: each lead as it is when it is read."""
    assert published.current_id is not None
    playbook = definition_of(published.current_id)
    names = fields_told(playbook)
    supplied = {name: _supplied_by(playbook, name) for name in names}
    ends = dict(which.of(published).values_list("pk", "ended_at")[: which.most])
    ids, rows, answers = list(ends), list[Mapping[str, str]](), Late()
    for start in range(0, len(ids), SLICE):
        some = ids[start : start + SLICE]
        rows += _rows(some, playbook, names)
        answers.count(some, ends)
        yield
    by_whom = {name: who for name, who in supplied.items() if who}
    return table_of(rows, OUTCOME, by_whom, answers.shares)


def fields_told(playbook: Playbook) -> list[str]:
    """The fields that a column is made of, by name."""
    declared = declared_fields()
    return [
        field.name
        for field in playbook.catalogue.fields
        if field.kind in KINDS
        and field.means is None
        and field.name not in OF_THE_WAY
        and (field.name in playbook.fields or _is_of_leads(declared.get(field.name)))
    ]


def _is_of_leads(one: object) -> bool:
    return getattr(one, "about", "") in ABOUT


def _supplied_by(playbook: Playbook, name: str) -> str:
    """The role that supplies a field, "" where it is no role of the playbook."""
    spec = playbook.fields.get(name)
    return spec.supplied_by if spec and spec.supplied_by in playbook.roles else ""


def _rows(
    ids: Sequence[int], playbook: Playbook, names: Sequence[str]
) -> Iterator[Mapping[str, str]]:
    found = Record.objects.in_bulk(ids)
    records = [found[pk] for pk in ids if pk in found]
    views = views_of(records, names, playbook.catalogue)
    for record, view in zip(records, views, strict=True):
        row = {name: _text(view.get(name)) for name in names}
        yield {**row, OUTCOME: "yes" if record.outcome in WON else "no"}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
