"""Points are learned from leads that have ended: somebody asks, the worker notes what it found."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.leads.score.models import ScoreFit
from leadline.playbooks.models import Published

KEPT = 20  # of a playbook: older ones go


@action(_("learn score"), _("Learns points from the leads of a playbook that have ended."))
def learn_score(
    batch: Batch,
    subject: None,
    *,
    playbook: Published,
    since_on: date | None = None,
    is_at_capture: bool = False,
    without: Sequence[str] = (),
) -> ScoreFit:
    """The worker does it; nothing is put in force by it. The newest 20 are kept."""
    fits = ScoreFit.objects.filter(playbook=playbook, finished_at__isnull=False)
    ScoreFit.objects.filter(
        pk__in=list(fits.order_by("-pk").values_list("pk", flat=True)[KEPT - 1 :])
    ).delete()
    return batch.add(
        ScoreFit(
            playbook=playbook,
            user_id=batch.actor.user_id,
            asked_at=batch.now,
            since_on=since_on,
            is_at_capture=is_at_capture,
            without=list(without),
        )
    )


@action(_("note learned score"), _("Notes which points were learned."))
def note_learned_score(
    batch: Batch, subject: None, *, fit: ScoreFit, told: Mapping[str, Any], reason: str = ""
) -> None:
    """told: see `leads.scorecard.told`. One that is gone by now is left alone."""
    row = ScoreFit.objects.select_for_update().filter(pk=fit.pk, finished_at=None).first()
    if row is not None:
        batch.change(row, told=dict(told), reason=reason[:500], finished_at=batch.now)


reserve("learn score", MANAGER, MARKETING)
