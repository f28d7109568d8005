"""What learning found, as the page and the command tell it, and as it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from leadline.core.pausing import Pausing, in_one_go
from leadline.leads.score.measures import Group, auc
from leadline.leads.scorecard.fitting import fitting
from leadline.leads.scorecard.leaks import Leak, Sign, seeking_leaks
from leadline.leads.scorecard.proposing import Line, lines_of, points_of
from leadline.leads.scorecard.table import Table


@dataclass(frozen=True)
class Told:
    """auc, spread: over five folds, of leads that each fold had not seen. by_points: the area with
    whole points, over all leads. lines: what is proposed, the most points first."""

    won: int
    leads: int
    columns: int
    auc: float
    spread: float
    by_points: float
    groups: Sequence[Group]
    leaks: Sequence[Leak]
    lines: Sequence[Line]

    def json(self) -> dict[str, Any]:
        return asdict(self)


def learned(table: Table) -> Told:
    """Raises ValueError where there are too few leads of either end to learn from."""
    return in_one_go(learning(table))


def learning(table: Table) -> Pausing[Told]:
    """As `learned`, with pauses."""
    found = yield from fitting(table)
    lines = lines_of(found.card)
    by_points = auc(points_of(lines, table), table.won) or 0.0
    yield
    leaks = yield from seeking_leaks(table)
    return Told(
        won=sum(table.won),
        leads=len(table.won),
        columns=len(table.columns),
        auc=found.auc,
        spread=found.spread,
        by_points=by_points,
        groups=found.groups,
        leaks=leaks,
        lines=lines,
    )


def told_of(json: Mapping[str, Any]) -> Told | None:
    """None where nothing was learned."""
    if not json:
        return None
    leaks = [Leak(**{**one, "signs": tuple(map(Sign, one["signs"]))}) for one in json["leaks"]]
    groups = [Group(**one) for one in json["groups"]]
    return Told(**{**json, "groups": groups, "leaks": leaks,
                   "lines": [Line(**one) for one in json["lines"]]})  # fmt: skip


def too_few(table: Table) -> str:
    told = _("There are too few leads of either end to learn from: %(won)s of %(all)s won.")
    return told % {"won": sum(table.won), "all": len(table.won)}


def reasons(leak: Leak) -> list[str]:
    """Why a column is suspected."""
    facts = {
        "iv": f"{leak.iv:.2f}",
        "blank": f"{leak.blank:.0%}",
        "won_blank": f"{leak.won_blank:.0%}",
        "won_filled": f"{leak.won_filled:.0%}",
        "late": f"{leak.late:.0%}",
    }
    blanks = _("blank for %(blank)s, of whom %(won_blank)s were won; of the others %(won_filled)s")
    said = {
        Sign.VALUE: _("tells more than is known beforehand (information value %(iv)s)"),
        Sign.BLANKS: blanks,
        Sign.SOME_BLANKS: blanks,
        Sign.LATE: _("%(late)s of its answers were given after the end"),
        Sign.PEOPLE: _("colleagues fill it in who work on the lead"),
    }
    return [said[sign] % facts for sign in leak.signs]
