"""What people do to the worker."""

from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, reserve
from leadline.automation import events
from leadline.automation.holding import REASONS
from leadline.automation.models import Worker
from leadline.core.actions import action
from leadline.core.batch import Batch


@action(_("let automation go on"), _("Lets go what was held back."), events=(events.LET_GO,))
def let_go(batch: Batch, worker: Worker) -> None:
    """What is due now leaves and happens; what should not must have been dropped before."""
    if worker.is_held:
        batch.change(worker, held_at=None, held_because="")
        batch.happened(worker, events.LET_GO)


@action(_("hold automation"), _("Holds back everything until somebody lets it go."))
def hold_back(batch: Batch, worker: Worker) -> None:
    """Nothing leaves and nothing happens by itself from now on."""
    if not worker.is_held:
        batch.change(worker, held_at=batch.now, held_because="asked")
        batch.happened(worker, events.HELD, reason=REASONS["asked"])


reserve("let automation go on", MANAGER)
reserve("hold automation", MANAGER)
