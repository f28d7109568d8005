"""Calls follow their person when people are merged, and go back at a split."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from leadline.parties.lineage import Pointer, points_at_person
from leadline.parties.models import PhoneNumber
from leadline.work.models import Call


def line_called(calls: Sequence[Call]) -> list[set[int]]:
    """Per call the number that was dialed, so that a later call goes back with its number."""
    dialed = PhoneNumber.objects.in_bulk({call.phone_id for call in calls if call.phone_id})
    phones = [dialed.get(call.phone_id) if call.phone_id else None for call in calls]
    return [{phone.hash} if phone and phone.hash is not None else set() for phone in phones]


points_at_person(Pointer(Call, "person", _("Calls"), follows="record", came_through=line_called))
