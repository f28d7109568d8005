"""The list of leads or deals, newest first: a page at a time, in a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, QuerySet, Subquery

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.access.queries import schedule_of_person
from leadline.core.models import Event
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record
from leadline.search.queries import records_with
from leadline.work.rules import share_left
from leadline.workspace.queries.lead import ring_state
from leadline.workspace.reading import speaker_of

ROWS = 50
COUNTED = 10_000
LONGEST = 100  # characters of a text that is looked for


@dataclass(frozen=True)
class Wanted:
    """What is looked for. owner: "", "mine", "nobody". before: the end of the page before."""

    stage: str = ""
    owner: str = ""
    text: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Wanted":
        """From an address; anything unknown there is left out."""
        owner = given.get("owner", "")
        return cls(
            stage=given.get("stage", "")[:80],
            owner=owner if owner in ("mine", "nobody") else "",
            text=" ".join(given.get("q", "").split())[:LONGEST],
            before=given.get("before", "")[:60],
        )

    @property
    def is_anything(self) -> bool:
        return not (self.stage or self.owner or self.text)

    @property
    def query(self) -> str:
        """The filter as part of an address, without the page."""
        given = {"stage": self.stage, "owner": self.owner, "q": self.text}
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True)
class Row:
    """One record of the list. left, ring: of its promise, where one runs."""

    pk: int
    title: str
    person: str
    company: str
    stage: str
    outcome: str
    owner: str
    source: str
    changed_at: datetime
    due_at: datetime | None
    promise: str
    left: int
    ring: str


@dataclass(frozen=True)
class RecordList:
    """One page of the list. number: how many there are in all ("212", "10,000+")."""

    rows: Sequence[Row]
    wanted: Wanted
    stages: Sequence[tuple[str, str]]
    number: str
    older: str


def records_for(user: User, kind: str, wanted: Wanted, now: datetime) -> RecordList:
    """What this person may see of a kind of record."""
    rows = _filtered(visible(user, Record.objects.filter(kind=kind)), user, wanted)
    beyond = False
    if wanted.text:
        found = records_with(user, kind, wanted.text, COUNTED + 1)
        rows, beyond = rows.filter(pk__in=found), len(found) > COUNTED
    page = _page(rows, wanted.before)
    older = _mark(page[ROWS - 1]) if len(page) > ROWS else ""
    time = schedule_of_person(user)
    return RecordList(
        rows=[_row(one, time, now) for one in page[:ROWS]],
        wanted=wanted,
        stages=stages_of(kind),
        number=number_of(rows, beyond=beyond),
        older=older,
    )


def stages_of(kind: str) -> list[tuple[str, str]]:
    """The stages of every process in force for this kind, by name and as the reader says it."""
    found: dict[str, str] = {}
    for version in Published.objects.exclude(current=None).values_list("current_id", flat=True):
        assert version is not None
        speaker = speaker_of(version)
        for process in definition_of(version).processes.values():
            if process.follows == kind:
                found |= {name: speaker.word(name) for name in process.stages}
    return list(found.items())


def number_of(rows: QuerySet[Record], *, beyond: bool = False) -> str:
    """Counted up to ten thousand. beyond: there are more that were not looked at."""
    number = rows.order_by()[: COUNTED + 1].count()
    return f"{min(number, COUNTED):,}+" if beyond or number > COUNTED else f"{number:,}"


def _filtered(rows: QuerySet[Record], user: User, wanted: Wanted) -> QuerySet[Record]:
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    if wanted.owner == "mine":
        rows = rows.filter(owner=user)
    elif wanted.owner == "nobody":
        rows = rows.filter(owner=None)
    return rows


def _page(rows: QuerySet[Record], before: str) -> list[Record]:
    """One row more than is shown, from behind the mark."""
    mark = _read_mark(before)
    if mark is not None:
        at, pk = mark
        rows = rows.filter(Q(opened_at__lt=at) | Q(opened_at=at, pk__lt=pk))
    last = Event.objects.filter(
        stream=Record.stream, stream_id=OuterRef("pk"), seq=OuterRef("seq")
    ).values("recorded_at")
    found = rows.select_related("person", "company", "owner", "lead__source")
    return list(found.annotate(changed_at=Subquery(last)).order_by("-opened_at", "-pk")[: ROWS + 1])


def _row(record: Record, time: object, now: datetime) -> Row:
    left, ring = 0, ""
    if record.due_at is not None:
        left = share_left(time, record.entered_at, record.due_at, now)  # type: ignore[arg-type]
        ring = ring_state(left, late=record.due_at <= now)
    lead = getattr(record, "lead", None)
    speaker = speaker_of(record.version_id) if record.version_id else None
    return Row(
        pk=record.pk,
        title=record.title,
        person=record.person.name if record.person else "",
        company=str(record.company or ""),
        stage=speaker.word(record.stage) if speaker else record.stage,
        outcome=record.outcome,
        owner=str(record.owner or ""),
        source=str(lead.source or "") if lead else "",
        changed_at=getattr(record, "changed_at", None) or record.entered_at,
        due_at=record.due_at,
        promise=speaker.word(record.promise) if speaker else record.promise,
        left=left,
        ring=ring,
    )


def _mark(record: Record) -> str:
    return f"{record.opened_at.isoformat()}_{record.pk}"


def _read_mark(before: str) -> tuple[datetime, int] | None:
    """Nothing for an address that somebody made up."""
    at, _underscore, pk = before.rpartition("_")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    try:
        moment = datetime.fromisoformat(at.replace(" ", "+"))
    except ValueError:
        return None
    return (moment, int(pk)) if moment.tzinfo else None
