"""Companies become partners, and what is said of them changes."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.roles import MANAGER, reserve
from leadline.channel import events
from leadline.channel.models import Partner, Within
from leadline.core.actions import action
from leadline.core.allowed import those_allowed
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.core.history import changes_in
from leadline.core.shifts import parse_shifts
from leadline.parties.models import Company

CHANGEABLE = frozenset({
    "manager", "contact", "email", "language", "countries", "segment", "within", "zone",
    "country", "hours", "is_active",
})  # fmt: skip


@action(_("appoint partner"), _("Says that a company sells for us."), events=(events.APPOINTED,))
def appoint_partner(
    batch: Batch, company: Company, *, manager: User, email: str, values: Mapping[str, Any]
) -> Partner:
    """values: of CHANGEABLE. Raises Invalid, and Refused for a company that is one already."""
    if Partner.objects.filter(company=company).exists():
        raise Refused(gettext("This company is a partner already."))
    _check(values)
    partner = batch.add(Partner(company=company, manager=manager, email=email, **values))
    batch.happened(partner, events.APPOINTED, company=str(company), manager=str(manager))
    return partner


@action(_("change partner"), _("Changes what is said of a partner."), events=(events.CHANGED,))
def change_partner(batch: Batch, partner: Partner, *, values: Mapping[str, Any]) -> None:
    """values: of CHANGEABLE. Leads that stand with it keep the time that they were given."""
    _check(values)
    changes = changes_in(partner, values)
    if not changes:
        return
    batch.change(partner, **{name: values[name] for name in changes})
    told = {name: pair for name, pair in changes.items() if name not in ("contact", "email")}
    batch.happened(
        partner, events.CHANGED, partner=str(partner), changed=sorted(changes), changes=told
    )


@action(
    _("hand over partners"),
    _("Gives partners that a person looks after to a colleague."),
    events=(events.CHANGED,),
)
def hand_over_partners(batch: Batch, subject: User, *, to: User, some: Sequence[int]) -> int:
    """How many there were; what a rule forbids to give away stays. Two queries besides writing.

    some: the ids of those that are meant.
    """
    locked = batch.lock([Partner(pk=pk) for pk in some])
    partners = [one for one in locked if one.manager_id == subject.pk]
    prefetch_related_objects(partners, "company")
    for partner in partners:
        partner.manager = subject  # it is known who that is
    give = partial(change_partner.within, batch, values={"manager": to})
    return those_allowed(batch, (partial(give, one) for one in partners))


def _check(values: Mapping[str, Any]) -> None:
    if unknown := values.keys() - CHANGEABLE:
        raise TypeError(f"not to be changed: {sorted(unknown)}")
    try:
        has_hours = bool(parse_shifts(values.get("hours", "09:00–17:30")))
    except ValueError:
        has_hours = False
    if not has_hours:
        sentence = gettext("Write the hours like 09:00–12:30, 13:30–18:00.")
        raise Invalid(sentence, {"hours": sentence})
    if values.get("within", Within.DAY) not in Within.values:
        sentence = gettext("Choose how long they have to answer.")
        raise Invalid(sentence, {"within": sentence})


reserve("appoint partner", MANAGER)
reserve("change partner", MANAGER)
reserve("hand over partners", MANAGER)
