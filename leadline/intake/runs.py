"""Reads a file in, slice by slice, and goes on where it was cut off."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from itertools import islice

from django.db import DatabaseError
from django.utils import translation

from leadline.access.actor import person
from leadline.core import clock
from leadline.core.actor import AUTOMATION, Actor
from leadline.core.batch_size import at_once, let_others_in
from leadline.core.errors import Invalid, Refused, Stale
from leadline.files.store import path_of
from leadline.intake.actions.importing import Line, finish_import, import_rows, stop_import
from leadline.intake.columns import read_columns
from leadline.intake.ground import entry_of, ground_with
from leadline.intake.models import Import
from leadline.intake.rows import Ground, read_row
from leadline.intake.tables import Row, rows_of, shape_of
from leadline.leads.incoming import How

log = logging.getLogger(__name__)

SLICE, FEW = 500, 80  # rows in one transaction; few where it keeps every other writer waiting
CLASHES = 3  # so often a slice is matched again before its rows go one by one


def run_import(begun: Import, slices: int | None = None) -> None:
    """To the end, or so many slices, from the line after the last one that is done.

    Doing it again is harmless. What stops it as a whole stands in `reason`; nothing that the file
    could cause is raised.
    """
    actor = actor_of(begun)
    with in_words_of(begun):
        try:
            _run(actor, begun, slices)
        except Refused as refused:
            stop_import(actor, begun, reason=refused.sentence)


def _run(actor: Actor, begun: Import, slices: int | None) -> None:
    for number, lines in enumerate(_slices(lines_of(begun), at_once(SLICE, FEW))):
        if number == slices:
            return
        read_ahead(lines)
        _take(actor, begun, lines)
        let_others_in()
    finish_import(actor, begun)


def in_words_of(begun: Import) -> AbstractContextManager[None]:
    """What is wrong with a row is kept as a sentence: in the language of who handed it in, also
    where the worker finds it."""
    user = begun.user
    return translation.override(user.language) if user and user.language else nullcontext()


def lines_of(begun: Import) -> Iterator[Line]:
    """The lines that are not done yet, as they are read; raises Refused where they cannot be."""
    columns = read_columns(begun.columns)
    ground = ground_with(columns, begun.door.source, entry_of(begun.door), How(begun.how))
    path = path_of(begun.hash)
    now = clock.now()
    for row in rows_of(path, shape_of(path, columns.encoding), begun.done_line):
        yield _line(row, ground, begun.key, now)


def read_ahead(lines: Sequence[Line]) -> None:
    """Names, numbers and addresses are read before the transaction, a third of its time."""
    for line in lines:
        if line.row is not None:
            _ = line.row.incoming.profile


def _line(row: Row, ground: Ground, key: str, now: datetime) -> Line:
    if row.wrong:
        return Line(row.line, wrong=row.wrong)
    try:
        read = read_row(row.texts, ground, now, key)
    except Invalid as invalid:
        return Line(row.line, wrong=invalid.sentence)
    return Line(row.line, read)


def _take(actor: Actor, begun: Import, lines: Sequence[Line]) -> None:
    """A clash with somebody else is matched again; then each row stands or falls for itself."""
    for _attempt in range(CLASHES):
        try:
            import_rows(actor, begun, lines=lines, last=lines[-1].number)
        except (Stale, DatabaseError):
            log.warning("Import %s: lines from %s are matched again.", begun.pk, lines[0].number)
        except Refused:
            raise
        except Exception:  # one of its rows is to blame, and the others are not
            log.exception("Import %s: lines from %s go one by one.", begun.pk, lines[0].number)
            break
        else:
            return
    for line in lines:
        _take_one(actor, begun, line)


def _take_one(actor: Actor, begun: Import, line: Line) -> None:
    try:
        import_rows(actor, begun, lines=[line], last=line.number)
    except Refused as refused:
        told = Line(line.number, wrong=refused.sentence, failed=True)
        import_rows(actor, begun, lines=[told], last=line.number)
    except Exception as problem:  # it is kept with the reason, and a person sees it
        log.exception("Import %s: line %s failed.", begun.pk, line.number)
        told = Line(line.number, wrong=f"{type(problem).__name__}: {problem}", failed=True)
        import_rows(actor, begun, lines=[told], last=line.number)


def _slices(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    waiting = iter(lines)
    while taken := list(islice(waiting, size)):
        yield taken


def actor_of(begun: Import) -> Actor:
    """Whoever handed the file in, or automation."""
    return person(begun.user) if begun.user is not None else AUTOMATION
