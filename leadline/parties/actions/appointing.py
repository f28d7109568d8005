"""Who serves a company: its account manager, to whom later requests of its people go."""

from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.roles import MANAGER, reserve
from leadline.core.actions import action
from leadline.core.allowed import those_allowed
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


@action(
    _("hand over companies"),
    _("Gives companies that a person serves to a colleague."),
    events=(events.ACCOUNT_MANAGER_APPOINTED,),
)
def hand_over_companies(
    batch: Batch, subject: User, *, to: User, some: Sequence[int], reason: str = ""
) -> int:
    """How many there were; what a rule forbids to give away stays. One query besides writing.

    some: the ids of those that are meant.
    """
    locked = batch.lock([Company(pk=pk) for pk in some])
    companies = [one for one in locked if one.account_manager_id == subject.pk]
    for company in companies:
        company.account_manager = subject  # it is known who that is
    why = reason or gettext("%(person)s has left.") % {"person": subject}
    give = partial(appoint_account_manager.within, batch, manager=to, reason=why)
    return those_allowed(batch, (partial(give, one) for one in companies))


reserve("appoint account manager", MANAGER)
reserve("hand over companies", MANAGER)
