"""How large a share of a pool somebody gets, and how many open records they can carry for it."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import User
from leadline.access.roles import MANAGER, reserve
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid
from leadline.records.models import Pool, Turn
from leadline.records.routing.ledger import pool_names, pool_roles
from leadline.records.routing.pools import lock_pools, members_of
from leadline.work import events

MOST_WEIGHT, MOST_CAPACITY = 100, 9999


@action(
    _("change pool"),
    _("Says how large a share of a pool somebody gets, and how much they can carry."),
    events=(events.POOL_CHANGED,),
)
def change_pool(
    batch: Batch,
    subject: None,
    *,
    pool: str,
    user: User,
    weight: int,
    capacity: int | None = None,
) -> None:
    """weight: 0 (takes none) to 100. capacity: None as their team. Raises Invalid.

    Turns that are being taken meanwhile wait, and count by the new weight.
    """
    roles = pool_roles(pool)
    lock_pools(roles)
    _refuse(pool, roles, user, weight, capacity)
    place = Turn.objects.select_for_update().filter(pool=pool, user=user).first()
    if place is None:
        place = batch.add(Turn(pool=pool, user=user))
    if (place.weight, place.capacity) == (weight, capacity):
        return
    before = [place.weight, place.capacity]
    batch.change(place, weight=weight, capacity=capacity)
    row = Pool.objects.select_for_update().filter(name=pool).first()
    batch.happened(
        row or batch.add(Pool(name=pool)),
        events.POOL_CHANGED,
        person=str(user),
        person_id=user.pk,
        weight=weight,
        capacity=capacity,
        before=before,
    )


def _refuse(pool: str, roles: Sequence[str], user: User, weight: int, capacity: int | None) -> None:
    if pool not in pool_names() or user.pk not in members_of(roles):
        raise Invalid(gettext("%(name)s is not in this pool.") % {"name": user})
    if not 0 <= weight <= MOST_WEIGHT:
        sentence = gettext("A weight is a whole number from 0 to 100.")
        raise Invalid(sentence, {"weight": sentence})
    if capacity is not None and not 0 <= capacity <= MOST_CAPACITY:
        sentence = gettext("A capacity is a whole number from 0 to 9999.")
        raise Invalid(sentence, {"capacity": sentence})


reserve("change pool", MANAGER)
