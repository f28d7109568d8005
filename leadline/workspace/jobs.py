"""The bin is emptied by the worker, and what leavers had is handed over, some in every round."""

import logging
import time
from datetime import datetime

from leadline.access.actor import person
from leadline.access.policy import Denied, may
from leadline.automation.jobs import add_job
from leadline.automation.worker import Job
from leadline.core.actor import AUTOMATION
from leadline.core.batch_size import let_others_in
from leadline.core.bin import KEPT
from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.work.models import Note
from leadline.workspace.actions.emptying import empty_bin
from leadline.workspace.actions.leaving import hand_over
from leadline.workspace.models import Handover, View

log = logging.getLogger(__name__)
TURN = 2.0  # seconds in one round for each who has left


def empty_due(now: datetime) -> int:
    """How many rows went; looks first, since an action would keep writers waiting in vain."""
    before = now - KEPT
    lying = any(
        model.with_bin.filter(binned_at__lte=before).exists()
        for model in (Record, Person, Company, Note)
    )
    if lying or View.objects.filter(removed_at__lte=before).exists():
        return empty_bin(AUTOMATION, None, before=before)
    return 0


def hand_over_due(now: datetime) -> int:
    """Goes on with what is being handed over; with how many of them."""
    running = Handover.objects.filter(finished_at=None).select_related("leaver", "user")
    went_on = 0
    for handover in running.order_by("asked_at", "pk"):
        try:
            go_on_handing_over(handover, TURN)
            went_on += 1
        except Exception:  # one that breaks keeps nobody else's from going over
            log.exception("%s could not be handed over further; it is tried again.", handover)
    return went_on


def go_on_handing_over(handover: Handover, seconds: float) -> bool:
    """In the name of whoever asked, as long as they may; whether it is done."""
    until = time.monotonic() + seconds
    actor = person(handover.user) if handover.user is not None else AUTOMATION
    if isinstance(may(actor, hand_over.name), Denied):
        actor = AUTOMATION
    while hand_over(actor, handover.leaver, handover=handover):
        if time.monotonic() > until:
            return False
        let_others_in()
    return True


add_job(Job("bin", empty_due))
add_job(Job("handovers", hand_over_due))
