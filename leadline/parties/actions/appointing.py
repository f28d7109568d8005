"""Who serves a company: its account manager, to whom later requests of its people go."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.roles import MANAGER, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.parties import events
from leadline.parties.models import Company


@action(
    _("appoint account manager"),
    _("Says who serves a company from now on"),
    events=(events.ACCOUNT_MANAGER_APPOINTED,),
)
def appoint_account_manager(
    batch: Batch, company: Company, *, manager: User | None, reason: str
) -> None:
    """None: nobody does any more. Raises Invalid without a reason; the same again is no event."""
    if not reason.strip():
        raise Invalid(gettext("Say why."), {"reason": gettext("Say why.")})
    if company.account_manager_id == (manager.pk if manager else None):
        return
    before = company.account_manager
    batch.change(company, account_manager=manager)
    batch.happened(
        company,
        events.ACCOUNT_MANAGER_APPOINTED,
        manager=str(manager or gettext("Nobody")),
        manager_id=manager.pk if manager else None,
        before=str(before or ""),
        reason=reason.strip()[:200],
    )


reserve("appoint account manager", MANAGER)
