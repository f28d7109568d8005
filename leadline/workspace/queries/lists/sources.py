"""What a list is made of: records of one kind, or people, or companies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from leadline.access.models import User
from leadline.access.policy import visible
from leadline.core.models import Event
from leadline.core.schedules import Schedule
from leadline.records.models import Record
from leadline.search.queries import records_with
from leadline.workspace.kinds import Kind
from leadline.workspace.queries.lists.askable import Askable, askable_of
from leadline.workspace.queries.lists.columns import Column, Row, columns_for, rows_of
from leadline.workspace.queries.lists.paging import NEWEST, SORTS
from leadline.workspace.queries.lists.parties import (
    PARTY_SORTS,
    lines_of_parties,
    parties_by_owner,
    parties_seen,
    parties_with,
    party_askable,
    party_columns,
    with_related_of_party,
)
from leadline.workspace.queries.lists.wanted import Wanted

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Source:
    """seen: the rows that a person may see. narrowed: by stage and owner. found: ids by words.

    columns: all that there are. related: the rows with all that a line shows of them. lines: in a
    constant number of queries. sorts: the path of each column that has an index; usual: the order
    of a list for which nobody has said one; read: what ordering reads of a row; newest: what puts
    the newest rows first.
    """

    askable: Callable[[str], Askable]
    seen: Callable[[User, Kind], Rows]
    narrowed: Callable[[Rows, User, Kind, Wanted], Rows]
    found: Callable[[User, str, str, int], Sequence[int]]
    columns: Callable[[Kind, Askable], list[Column]]
    related: Callable[[Rows, Kind], Rows]
    lines: Callable[[Sequence[Any], Kind, Sequence[Column], Askable, Schedule, datetime], list[Row]]
    sorts: Mapping[str, str]
    usual: str
    read: tuple[str, ...]
    newest: tuple[str, ...]


def source_of(kind: Kind) -> Source:
    """Records, unless the list is of people or companies."""
    return RECORDS if kind.is_record else PARTIES


def with_related(rows: Rows, kind: Kind) -> Rows:
    """Records with all that a row shows of them."""
    last = Event.objects.filter(
        stream=Record.stream, stream_id=OuterRef("pk"), seq=OuterRef("seq")
    ).values("recorded_at")
    rows = rows.select_related("person", "company", "owner", *kind.related)
    found: Rows = rows.defer("state").annotate(changed_at=Subquery(last[:1]))
    return found


def _records_seen(user: User, kind: Kind) -> Rows:
    return visible(user, Record.objects.filter(kind=kind.name))


def _narrowed(rows: Rows, user: User, kind: Kind, wanted: Wanted) -> Rows:
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    if wanted.owner == "mine":
        rows = rows.filter(owner=user)
    elif wanted.owner == "nobody":
        rows = rows.filter(owner=None)
    return rows


RECORDS = Source(
    askable=askable_of,
    seen=_records_seen,
    narrowed=_narrowed,
    found=records_with,
    columns=columns_for,
    related=with_related,
    lines=rows_of,
    sorts=SORTS,
    usual=NEWEST,
    read=("title", "opened_at", "entered_at", "due_at"),
    newest=("-opened_at", "-pk"),
)
PARTIES = Source(
    askable=party_askable,
    seen=parties_seen,
    narrowed=parties_by_owner,
    found=parties_with,
    columns=party_columns,
    related=with_related_of_party,
    lines=lines_of_parties,
    sorts=PARTY_SORTS,
    usual="name",
    read=("name",),
    newest=("-pk",),
)
