"""What is planted in a generated export, in which rows: the key that an import is held against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from bench.cultures import CHINESE_STEMS, CULTURES, IMPOSSIBLE, STEMS
from bench.people import Lead, again, company_of, lead

# How many of each kind in 5,000 rows; more and fewer rows have them in proportion.
PLANTED = {
    "doubles": 212,
    "banned": 41,
    "impossible phones": 12,
    "GB18030 rows": 9,
    "names in one cell": 30,
    "no basis": 734,
}
OF = 5_000
BANNED_NAMES = 20
CHINESE = next(one for one in CULTURES if one.country == "CN")
PARTING = (" / ", "; ", ", ", "、", " & ")


@dataclass(frozen=True)
class Plan:
    """Which row (from 1, the heading not counted) holds what; each row holds one thing at most."""

    leads: int
    seed: int

    @cached_property
    def rows(self) -> dict[str, dict[int, int]]:
        """Per kind the rows; of a double also the row that it repeats, otherwise 0."""
        chance = Random(self.seed)
        wanted = {kind: round(n * self.leads / OF) for kind, n in PLANTED.items()}
        chosen = iter(chance.sample(range(2, self.leads + 1), sum(wanted.values())))
        rows = {kind: {next(chosen): 0 for _ in range(n)} for kind, n in wanted.items()}
        taken = {row for kind in rows.values() for row in kind}
        rows["doubles"] = {row: _free_before(row, taken, chance) for row in rows["doubles"]}
        return rows

    @cached_property
    def kinds(self) -> dict[int, str]:
        return {row: kind for kind, rows in self.rows.items() for row in rows}

    def key(self) -> dict[str, object]:
        """The answer: how many of each kind, and the rows."""
        rows: dict[str, Sequence[object]] = {
            kind: sorted(found.items()) if kind == "doubles" else sorted(found)
            for kind, found in self.rows.items()
        }
        counts = {kind: len(found) for kind, found in self.rows.items()}
        return {"leads": self.leads, "seed": self.seed, "counts": counts, "rows": rows}


def planted(plan: Plan) -> Iterator[tuple[Lead, str]]:
    """Every row in order, with its encoding; nothing but the plan is kept in memory."""
    for row in range(1, plan.leads + 1):
        one = lead(plan.seed, row, plan.leads)
        kind = plan.kinds.get(row, "")
        chance = Random(plan.seed * 7 + row)
        yield _planted(plan, one, row, kind, chance), "gb18030" if "GB" in kind else "utf-8"


def ban_list() -> list[tuple[str, str]]:
    """The entries that the banned rows meet: kind, text."""
    return [("company", banned_company(nth)) for nth in range(BANNED_NAMES)]


def banned_company(nth: int) -> str:
    """A trading house; nobody else deals in trade."""
    if nth % 4 == 0:
        return f"北京{CHINESE_STEMS[nth]}{CHINESE_STEMS[nth + 1]}贸易有限公司"
    return f"{STEMS[nth].title()}{STEMS[-nth]} Trading {('Ltd', 'GmbH', 'S.A.')[nth % 3]}"


def _planted(plan: Plan, one: Lead, row: int, kind: str, chance: Random) -> Lead:
    match kind:
        case "doubles":
            original = lead(plan.seed, plan.rows["doubles"][row], plan.leads)
            return again(original, one.number, chance)
        case "banned":
            return replace(one, company=banned_company(chance.randrange(BANNED_NAMES)))
        case "impossible phones":
            return replace(one, phone=chance.choice(IMPOSSIBLE))
        case "GB18030 rows":
            return replace(one, name=CHINESE.person(row)[0], company=company_of(CHINESE, row)[0])
        case "names in one cell":
            others = [lead(plan.seed + 1, row + n, plan.leads).name for n in (1, 2)]
            return replace(one, name=chance.choice(PARTING).join([one.name, *others]))
        case "no basis":
            return replace(one, may_write="no")
        case _:
            return one


def _free_before(row: int, taken: set[int], chance: Random) -> int:
    """A row before this one in which nothing is planted; the first row is always free."""
    for _ in range(100):
        found = chance.randrange(1, row)
        if found not in taken:
            return found
    return 1
