"""A board: the records of one process by stage, a column at a time, and where each may go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from leadline.access.queries import schedule_of_person
from leadline.core.schedules import Schedule
from leadline.playbooks.definition import Stage
from leadline.records.models import Record
from leadline.work.rules import share_left
from leadline.workspace.kinds import Kind
from leadline.workspace.queries.lead import ring_state
from leadline.workspace.queries.leads import Selection
from leadline.workspace.queries.lists.columns import title_of
from leadline.workspace.queries.lists.paging import NEWEST, Order, number_of, page_of
from leadline.workspace.reading import speaker_of

CARDS = 20  # of one column at a time
COUNTED = 1_000  # of one column, as its head says it


@dataclass(frozen=True)
class Card:
    """One record. ring, left: of its promise, if one runs. on_its_way: the stage it waits for."""

    pk: int
    title: str
    company: str
    owner: str
    amount: str
    due_at: datetime | None
    ring: str
    left: int
    on_its_way: str


@dataclass(frozen=True)
class BoardColumn:
    """One stage. number: of its records ("12", "1,000+"). more: the mark of the cards after these.

    An end shows its number alone: what is closed stands in the list.
    """

    name: str
    label: str
    is_end: bool
    number: str
    cards: Sequence[Card]
    more: str


@dataclass(frozen=True)
class Board:
    """processes: those that a board can be of, by name and as the reader says them."""

    process: str
    processes: Sequence[tuple[str, str]]
    columns: Sequence[BoardColumn]


def board_of(selection: Selection, process: str, now: datetime) -> Board:
    """A constant number of queries: at most two for each stage."""
    askable = selection.askable
    process = process if process in askable.processes else next(iter(askable.processes), "")
    stages = askable.processes.get(process, ())
    time = schedule_of_person(selection.user)
    words = {name: speaker_of(version).word for name, version in askable.stages.items()}
    names = [
        (name, words[stages[0].name](name) if stages else name)
        for name, stages in askable.processes.items()
    ]
    columns = [column_of(selection, process, stage, "", time, now) for stage in stages]
    return Board(process, names, columns)


def column_of(
    selection: Selection, process: str, stage: Stage, before: str, time: Schedule, now: datetime
) -> BoardColumn:
    """One stage's cards behind a mark; counted only where they do not fit."""
    rows = _standing(selection, process, stage)
    related = ("person", "company", "owner", *selection.kind.related)
    found: list[Record] = []
    more = ""
    if not stage.is_end:
        wide = rows.select_related(*related).defer("answers")
        found, more = page_of(wide, Order.read(NEWEST), before, CARDS)
    is_whole = not stage.is_end and not more and not before
    return BoardColumn(
        name=stage.name,
        label=speaker_of(selection.askable.stages[stage.name]).word(stage.name),
        is_end=stage.is_end,
        number=f"{len(found):,}" if is_whole else number_of(rows, COUNTED),
        cards=[_card(record, selection.kind, time, now) for record in found],
        more=more,
    )


def _standing(selection: Selection, process: str, stage: Stage) -> QuerySet[Record]:
    """By stage alone where its name is of one process only: then an index has the answer."""
    rows = selection.rows.filter(stage=stage.name)
    sharing = [
        name
        for name, stages in selection.askable.processes.items()
        if any(one.name == stage.name for one in stages)
    ]
    return rows.filter(process=process) if len(sharing) > 1 else rows


def _card(record: Record, kind: Kind, time: Schedule, now: datetime) -> Card:
    left, ring = 0, ""
    if record.due_at is not None:
        left = share_left(time, record.entered_at, record.due_at, now)
        ring = ring_state(left, late=record.due_at <= now)
    speaker = speaker_of(record.version_id) if record.version_id else None
    wish = (record.state or {}).get("wish") or {}
    deal = getattr(record, "deal", None) if kind.name == "deal" else None
    return Card(
        pk=record.pk,
        title=title_of(record, kind),
        company=str(record.company or ""),
        owner=str(record.owner or ""),
        amount=str(deal.money or "") if deal else "",
        due_at=record.due_at,
        ring=ring,
        left=left,
        on_its_way=speaker.word(wish["to"]) if speaker and wish.get("to") else "",
    )
