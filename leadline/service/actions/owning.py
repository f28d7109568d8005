"""What is to be carried out in a product stands with whoever has the lead, whatever door gave it.

So that a person's errands are found along an index: through the leads, all that wait were read.
"""

from collections.abc import Mapping
from typing import cast

from django.db.models import Model, OuterRef, Q, Subquery

from leadline.core.batch import Written, heed_writing
from leadline.records.models import Record
from leadline.service.models import PENDING, Entitlement, Errand


def heed(written: Mapping[type[Model], Written]) -> None:
    """One query, and only where a batch has made errands or given records to somebody else."""
    leads, made = _given(written), _made(written)
    if not leads and not made:
        return
    meant = Entitlement.objects.filter(Q(lead__in=leads) | Q(pk__in=made)).order_by()
    owner = Entitlement.objects.filter(pk=OuterRef("entitlement")).values("lead__owner")
    waiting = Errand.objects.filter(PENDING, entitlement__in=meant.values("pk"))
    waiting.update(owner=Subquery(owner))


def _given(written: Mapping[type[Model], Written]) -> set[int]:
    """The records that have another owner."""
    changed = written[Record].changed if Record in written else ()
    return {cast(int, row.pk) for row, names in changed if "owner" in names}


def _made(written: Mapping[type[Model], Written]) -> set[int]:
    """The entitlements for which something is to be carried out."""
    made = written[Errand].new if Errand in written else ()
    return {cast(Errand, one).entitlement_id for one in made}


heed_writing(heed)
