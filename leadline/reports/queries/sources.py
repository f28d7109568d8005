"""What marketing passed on and what became of it, by source or campaign: rejections with reasons,
revenue by a stated way of crediting, and what an accepted lead cost."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.access.models import User
from leadline.core.money import Money
from leadline.core.written import listed, money
from leadline.reports import said
from leadline.reports.cells import CAMPAIGN, REACHED, REJECTED, SOURCE
from leadline.reports.credit import CHOSEN, FIRST, LAST, LINEAR, WAYS
from leadline.reports.models import Campaign
from leadline.reports.queries.asked import Asked
from leadline.reports.queries.cohorts import Counts, Key, counts_by, link_to, names_of
from leadline.reports.statuses import INQUIRY, MAQL, MQL, SAL, SQL

MOST = 100
WAY_NAMES: Mapping[str, Promise] = {
    FIRST: gettext_lazy("First touch"),
    LAST: gettext_lazy("Last touch"),
    LINEAR: gettext_lazy("Every touch alike"),
    CHOSEN: gettext_lazy("As chosen on the lead"),
}


@dataclass(frozen=True)
class Line:
    """rejected: of those passed on to people (MAQL and farther). cost: of one accepted lead."""

    label: str
    inquiries: int
    passed: int
    accepted: int
    qualified: int
    handed: int
    rejected: int
    rate: str
    reasons: str
    revenue: str
    spent: str
    cost: str
    links: Mapping[str, str]
    funnel: str


@dataclass(frozen=True)
class SourcesPage:
    """hidden: lines that there is no room for. has_costs: all leads are counted, so that what a
    campaign cost can be divided by them."""

    asked: Asked
    by: str
    way: str
    ways: Sequence[tuple[str, str]]
    lines: Sequence[Line]
    total: Line | None
    hidden: int
    has_costs: bool


def sources_page(user: User, asked: Asked, by: str, way: str) -> SourcesPage:
    """Three queries: the numbers, the names, the costs."""
    by = by if by in (SOURCE, CAMPAIGN) else SOURCE
    way = way if way in WAYS else LINEAR
    counts = counts_by(user, asked, by, (REACHED, REJECTED, way))
    names = names_of(by, list(counts))
    is_whole = asked.is_of_all(user) and asked.since is None and asked.until is None
    spent = _costs(counts) if by == CAMPAIGN and is_whole else {}
    keys = sorted(counts, key=lambda key: (-counts[key].get((REACHED, MQL), 0), str(key)))
    whole: dict[tuple[str, str], int] = defaultdict(int)
    for one in counts.values():
        for what, number in one.items():
            whole[what] += number
    lines = [
        _line(names.get(key, str(key)), counts[key], asked, way, link_to(by, key), spent.get(key))
        for key in keys[:MOST]
    ]
    total = _line(_("All"), whole, asked, way, {}, None) if counts else None
    ways = [(name, str(words)) for name, words in WAY_NAMES.items()]
    return SourcesPage(asked, by, way, ways, lines, total, max(0, len(keys) - MOST), is_whole)


def _costs(counts: Counts) -> dict[Key, Money]:
    rows = Campaign.objects.filter(name__in=[str(key) for key in counts], cost__isnull=False)
    return {one.name: Money(one.cost or 0, one.currency) for one in rows}


def _line(
    label: str,
    counts: Mapping[tuple[str, str], int],
    asked: Asked,
    way: str,
    own: Mapping[str, str],
    spent: Money | None,
) -> Line:
    def reached(status: str) -> int:
        return counts.get((REACHED, status), 0)

    reasons = {what: number for (one, what), number in counts.items() if one == REJECTED}
    revenue = {what: number for (one, what), number in counts.items() if one == way}
    rejected, accepted = sum(reasons.values()), reached(SAL)
    links = {one: asked.link(REACHED, one, **own) for one in (INQUIRY, MQL, SAL, SQL)}
    return Line(
        label=label,
        inquiries=reached(INQUIRY),
        passed=reached(MQL),
        accepted=accepted,
        qualified=reached(SQL),
        handed=reached(MAQL),
        rejected=rejected,
        rate=said.share(rejected, reached(MAQL)),
        reasons=_reasons(reasons),
        revenue=said.money(revenue),
        spent=money(spent) if spent is not None else "",
        cost=money(Money(spent.amount // accepted, spent.currency)) if spent and accepted else "",
        links={**links, REJECTED: asked.link(REJECTED, **own)},
        funnel=asked.narrowed(**own) if own else "",
    )


def _reasons(reasons: Mapping[str, int]) -> str:
    """The most frequent first: "No budget 3, no reason given 1"."""
    ordered = sorted(reasons.items(), key=lambda one: (-one[1], one[0]))
    return listed(f"{reason or _('no reason given')} {number}" for reason, number in ordered)
