"""The bin is emptied by the worker, a slice in every round."""

from datetime import datetime

from leadline.automation.jobs import add_job
from leadline.automation.worker import Job
from leadline.core.actor import AUTOMATION
from leadline.core.bin import KEPT
from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.work.models import Note
from leadline.workspace.actions.emptying import empty_bin
from leadline.workspace.models import View


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


add_job(Job("bin", empty_due))
