"""The worker's part of a move to another version: record by record, each in its own transaction."""

import logging
import time
from datetime import datetime

from django.db.models import QuerySet

from leadline.automation.actions.migrating import Busy, end_move, leave_record, move_record
from leadline.automation.answering import answer_now
from leadline.automation.models import VersionMove
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.playbooks.models import Version
from leadline.records.models import Record

log = logging.getLogger(__name__)
SLICE, TURN = 200, 2.0  # records read at once; seconds of one turn of the worker
TRIES = 3


def move_due(now: datetime) -> int:
    """One turn at the move that was asked for first; how many records were looked at.

    Cut off, it goes on behind the last record that it has moved or left.
    """
    rows = VersionMove.objects.filter(finished_at=None)
    move = rows.select_related("version", "playbook__current").order_by("pk").first()
    if move is None:
        return 0
    if move.version_id != move.playbook.current_id:
        end_move(AUTOMATION, None, move=move, overtaken_by=_overtaking(move))
        return 0
    until, done = time.monotonic() + TURN, 0
    for pk in in_flight(move):
        _move(move, pk)
        done += 1
        if time.monotonic() > until:
            return done
    if done == 0:
        end_move(AUTOMATION, None, move=move)
    return done


def in_flight(move: VersionMove) -> list[int]:
    """The next open records that stand on another version."""
    return list(_behind(move).order_by("pk").values_list("pk", flat=True)[:SLICE])


def _overtaking(move: VersionMove) -> Version | None:
    """The version in force by now, unless nobody is left who would have been moved."""
    is_left = _behind(move).exclude(version=move.playbook.current_id).exists()
    return move.playbook.current if is_left else None


def _behind(move: VersionMove) -> QuerySet[Record]:
    rows = Record.objects.filter(
        version__playbook=move.playbook_id, outcome="", visit__gt=0, pk__gt=move.last
    )
    return rows.exclude(version=move.version_id)


def _move(move: VersionMove, pk: int) -> None:
    """What has just happened to it is answered first, by the version that it stands on."""
    try:
        for _try in range(TRIES):
            answer_now(pk)
            try:
                move_record(AUTOMATION, Record(pk=pk), move=move)
                return
            except Busy:
                log.info("Record %s is answered once more before it is moved.", pk)
    except Refused as refused:
        log.warning("Record %s stays on its version: %s", pk, refused.sentence)
    except Exception:  # one bad record keeps nobody else from going
        log.exception("Record %s could not be moved.", pk)
    leave_record(AUTOMATION, None, move=move, record=pk)
