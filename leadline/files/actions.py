"""The only writer of files."""

from django.utils.translation import gettext_noop as _

from leadline.access.policy import let
from leadline.core.actions import action
from leadline.core.actor import ActorKind
from leadline.core.batch import Batch
from leadline.files.models import File
from leadline.files.store import Received


@action(_("keep file"), _("Keeps a file that was handed in."))
def keep_file(batch: Batch, subject: None, *, received: Received) -> File:
    """The row of a file whose content `store.receive` has looked at and kept.

    Relate it by object to what it belongs to.
    """
    return batch.add(
        File(
            hash=received.stored.hash,
            size=received.stored.size,
            name=received.name,
            kind=received.kind,
            uploaded_at=batch.now,
            uploaded_by_id=batch.actor.user_id,
            handed_in_by=batch.actor.kind,
        )
    )


let(ActorKind.CUSTOMER, "keep file")
let(ActorKind.MACHINE, "keep file")
