"""The worker's part of a move to another version: record by record, each in its own transaction."""

import logging
import time
from datetime import datetime

from leadline.automation.actions.migrating import Busy, end_move, leave_record, move_record
from leadline.automation.answering import answer_now
from leadline.automation.models import VersionMove
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.records.models import Record

log = logging.getLogger(__name__)
SLICE, TURN = 200, 2.0  # records read at once; seconds of one turn of the worker
TRIES = 3


def move_due(now: datetime) -> int:
    """One turn at the move that was asked for first; how many records were looked at.

    Cut off, it goes on behind the last record that it has moved or left.
    """
    rows = VersionMove.objects.filter(finished_at=None).select_related("version", "playbook")
    move = rows.order_by("pk").first()
    if move is None:
        return 0
    until, done = time.monotonic() + TURN, 0
    if move.version_id == move.playbook.current_id:
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
    rows = Record.objects.filter(
        version__playbook=move.playbook_id, outcome="", visit__gt=0, pk__gt=move.last
    )
    return list(
        rows.exclude(version=move.version_id).order_by("pk").values_list("pk", flat=True)[:SLICE]
    )


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
