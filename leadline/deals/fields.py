"""What conditions may ask of a deal, and of the deal of a lead."""

from collections.abc import Sequence

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.deals.models import Deal
from leadline.records.models import Record


def _amounts(records: Sequence[Record]) -> list[object]:
    deals = Deal.objects.in_bulk([record.pk for record in records])
    return [deals[record.pk].money if record.pk in deals else None for record in records]


declare(
    Field("deal amount", Kind.MONEY, zh="商机金额", column="deal__amount"),
    about="deal",
    load=_amounts,
    room="deals",
)
declare(
    Field("deal is open", Kind.YES_NO, zh="商机进行中", opposite_zh="商机未在进行"),
    about="deal",
    load=lambda records: [record.is_open for record in records],
    room="deals",
)


def _converted(leads: Sequence[Record]) -> list[object]:
    """Whether each lead has become a contact with a deal."""
    found = set(Deal.objects.filter(lead__in=leads).values_list("lead_id", flat=True))
    return [lead.pk in found for lead in leads]


declare(
    Field("person is converted", Kind.YES_NO, zh="已转化", opposite_zh="未转化"),
    about="lead",
    load=_converted,
    room="deals",
)
