"""What conditions may ask of a deal, and of the deals of a lead, a person and a company."""

from collections.abc import Sequence

from leadline.conditions.catalogue import Field, Kind
from leadline.conditions.declared import declare
from leadline.deals.models import Deal
from leadline.parties.models import Company, Person
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


def _with_deals(people: Sequence[Person]) -> list[object]:
    """Whether each has a deal that is neither won nor lost."""
    still = Record.objects.filter(kind="deal", outcome="", person__in=[one.pk for one in people])
    found = set(still.values_list("person_id", flat=True))
    return [one.pk in found for one in people]


declare(
    Field(
        "a deal of person is open",
        Kind.YES_NO,
        zh="此人有进行中的商机",
        opposite="no deal of person is open",
        opposite_zh="此人没有进行中的商机",
    ),
    about="person",
    load=_with_deals,
    room="deals",
    by_id=True,
)


def _customers(companies: Sequence[Company]) -> list[object]:
    """Whether each has bought: one of its deals was won."""
    won = Record.objects.filter(kind="deal", outcome="won", company__in=[o.pk for o in companies])
    found = set(won.values_list("company_id", flat=True))
    return [one.pk in found for one in companies]


declare(
    Field(
        "company is a customer",
        Kind.YES_NO,
        zh="公司是客户",
        opposite="company is not a customer",
        opposite_zh="公司不是客户",
    ),
    about="company",
    load=_customers,
    room="deals",
    by_id=True,
)
