"""A rehearsal is asked for by somebody who may publish, and noted as it goes on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.roles import MANAGER, reserve
from leadline.automation.models import Rehearsal, Rehearsed
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.playbooks.models import Published

KEPT = 5  # rehearsals of one playbook; older ones are forgotten


@action(_("rehearse playbook"), _("Tries a text on what has happened; no record is changed."))
def rehearse_playbook(
    batch: Batch,
    subject: None,
    *,
    name: str,
    hash: str,
    all: int,
    since: datetime | None = None,
) -> Rehearsal:
    """hash: of the archive. all: how many records there are. The worker does the rest."""
    published = Published.objects.select_for_update().filter(name=name).first()
    if published is None or published.current_id is None:
        raise Invalid(gettext("There is no such playbook in force."))
    rows = Rehearsal.objects.filter(playbook=published).order_by("-pk")
    older = list(rows.values_list("pk", flat=True)[KEPT - 1 :])
    Rehearsal.objects.filter(pk__in=older).delete()
    return batch.add(
        Rehearsal(
            playbook=published, hash=hash, since=since, until=batch.now, all=all,
            user_id=batch.actor.user_id, asked_at=batch.now,
        )
    )  # fmt: skip


@action(_("note rehearsal"), _("Notes how much is known by now of a rehearsal."))
def note_rehearsal(
    batch: Batch,
    subject: None,
    *,
    rehearsal: int,
    begun: int,
    last: int,
    report: Mapping[str, Any],
    differing: Sequence[Rehearsed],
    reason: str = "",
    is_finished: bool = False,
) -> bool:
    """begun: the record (id) behind which it went on. False, and nothing is noted, where another
    worker has been there or nobody wants to know any more."""
    found = Rehearsal.objects.select_for_update().filter(pk=rehearsal, last=begun, finished_at=None)
    for row in found:
        batch.change(
            row,
            last=last,
            report=dict(report),
            reason=reason[:500],
            finished_at=batch.now if is_finished else None,
        )
        for one in differing:
            batch.add(one)
    return bool(found)


reserve("rehearse playbook", MANAGER)
