"""Campaigns with their responses, and names on leads that nobody has described yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from leadline.core.money import Money
from leadline.core.written import money
from leadline.reports.cells import CAMPAIGN, REACHED
from leadline.reports.models import Campaign, Tally
from leadline.reports.statuses import INQUIRY, SAL

MOST = 200


@dataclass(frozen=True)
class Line:
    """responses: leads that name it. each: what an accepted one cost, "" where nobody knows."""

    campaign: Campaign
    cost: str
    responses: int
    accepted: int
    each: str


@dataclass(frozen=True)
class CampaignsPage:
    """others: (name, responses) of those that are no campaigns yet, the largest first."""

    lines: Sequence[Line]
    others: Sequence[tuple[str, int]]


def campaign_lines() -> CampaignsPage:
    """Two queries. Of everybody's leads: who plans campaigns answers for all of them."""
    rows = Tally.objects.order_by().filter(dimension=CAMPAIGN, measure=REACHED, is_of_all=True)
    sums = rows.filter(what__in=(INQUIRY, SAL)).values_list("key", "what").annotate(Sum("number"))
    numbers: dict[tuple[str, str], int] = {(key, what): number for key, what, number in sums}
    known = list(Campaign.objects.order_by("-begins_on", "label"))
    names = {one.name for one in known}
    others = [
        (key, number)
        for (key, what), number in numbers.items()
        if what == INQUIRY and number and key and key not in names
    ]
    return CampaignsPage(
        lines=[_line(one, numbers) for one in known],
        others=sorted(others, key=lambda one: (-one[1], one[0]))[:MOST],
    )


def _line(one: Campaign, numbers: Mapping[tuple[str, str], int]) -> Line:
    responses, accepted = numbers.get((one.name, INQUIRY), 0), numbers.get((one.name, SAL), 0)
    if one.cost is None:
        return Line(one, "", responses, accepted, "")
    cost = Money(one.cost, one.currency)
    each = money(Money(cost.amount // accepted, cost.currency)) if accepted else ""
    return Line(one, money(cost), responses, accepted, each)
