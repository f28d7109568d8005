"""Records leave the house as a file: who may, and that it happened."""

from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.roles import MANAGER, MARKETING, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.workspace import events


@action(
    _("export records"),
    _("Takes the records of a list out as a file."),
    events=(events.RECORDS_EXPORTED,),
)
def export_records(
    batch: Batch, subject: User, *, kind: str, query: str, number: int, format: str
) -> None:
    """Notes in the person's own history what they took, and how it was filtered."""
    batch.happened(
        subject, events.RECORDS_EXPORTED, kind=kind, query=query, number=number, format=format
    )


reserve("export records", MANAGER, MARKETING)
