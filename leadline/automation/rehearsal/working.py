"""The worker's part of a rehearsal that somebody asked for: a few records in every round."""

import logging
import time
from datetime import datetime
from typing import Any

from django.db import OperationalError
from django.utils.translation import gettext_noop as _

from leadline.automation.actions.rehearsing import note_rehearsal
from leadline.automation.models import Rehearsal, Rehearsed
from leadline.automation.rehearsal.rehearsing import Asked, Compared, Report
from leadline.automation.rehearsal.rehearsing import Rehearsal as Led
from leadline.core.actor import AUTOMATION
from leadline.files.store import open_content
from leadline.playbooks.custom import words_now
from leadline.playbooks.definition import Playbook
from leadline.playbooks.reader.archive import files_in
from leadline.playbooks.reader.playbook import read

log = logging.getLogger(__name__)
TURN = 2.0  # seconds of one turn of the worker
LISTED = 500  # records that are listed of each number
NAMED = 300  # characters of a figure's name that its rows keep
BROKEN = _("Something went wrong; the log of the worker says what.")


class Unreadable(Exception):
    """The text is not there any more, or cannot be read."""


def rehearse_due(now: datetime) -> int:
    """One turn at the rehearsal that was asked for first; how many records were led."""
    row = Rehearsal.objects.filter(finished_at=None).select_related("playbook").first()
    if row is None:
        _working.clear()
        return 0
    try:
        return _turn(row)
    except Unreadable as error:
        _stop(row, str(error))
    except OperationalError:  # the database is busy or away: it is tried again
        raise
    except Exception:  # whoever asked must not wait for ever, nor others for it
        log.exception("%s could not be rehearsed.", row)
        _stop(row, BROKEN)
    return 0


def _stop(row: Rehearsal, reason: str) -> None:
    note(row, row.last, Report.from_json(row.report), [], reason=reason, is_finished=True)


def playbook_of(row: Rehearsal) -> Playbook:
    """The text that is tried. Raises Unreadable."""
    try:
        with open_content(row.hash) as packed:
            _folder, files, _problems = files_in(packed)
    except FileNotFoundError as gone:
        raise Unreadable(_("The text that was tried is not there any more.")) from gone
    found = read(files, words_now(), name=row.playbook.name).playbook
    if found is None:
        raise Unreadable(_("The text that was tried cannot be read."))
    return found


def asked_of(row: Rehearsal) -> Asked:
    return Asked(row.playbook.name, playbook_of(row), row.since, row.until)


def differing_of(row: Rehearsal, compared: Compared, report: Report) -> list[Rehearsed]:
    """A row for each thing in which the record differs, while there are few of it."""
    found: dict[tuple[str, str], Rehearsed] = {}
    for (about, name), (happened, would) in compared.differs.items():
        if report.told[about][name][2] <= LISTED:
            found.setdefault(
                (about, kept(name)),
                Rehearsed(
                    rehearsal=row, record=compared.record, about=about, name=kept(name),
                    happened=happened, would=would,
                ),
            )  # fmt: skip
    return list(found.values())


def kept(name: str) -> str:
    """As much of the name of a figure as its rows have; two that begin alike share them."""
    return name[:NAMED]


def note(
    row: Rehearsal, last: int, report: Report, differing: list[Rehearsed], **more: Any
) -> bool:
    return note_rehearsal(
        AUTOMATION, None, rehearsal=row.pk, begun=row.last, last=last, report=report.as_json(),
        differing=differing, **more,
    )  # fmt: skip


def _led(row: Rehearsal) -> Led:
    try:
        return Led(asked_of(row))
    except ValueError as error:
        raise Unreadable(_("The version in force cannot be read any more.")) from error


def _turn(row: Rehearsal) -> int:
    key = row.pk, row.asked_at
    if key not in _working:
        _working.clear()
        _working[key] = _led(row)
    report, differing = Report.from_json(row.report), list[Rehearsed]()
    until, last, done, ended = time.monotonic() + TURN, row.last, 0, True
    for slice_ in _working[key].slices(after=row.last):
        for one in slice_:
            report.add(one)
            differing += differing_of(row, one, report)
        last, done = slice_[-1].record.pk, done + len(slice_)
        if time.monotonic() > until:
            ended = False
            break
    note(row, last, report, differing, is_finished=ended)
    return done


_working: dict[tuple[int, datetime], Led] = {}  # the one that this process works on
