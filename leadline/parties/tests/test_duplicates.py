"""Doubles are found against the database and within a batch, in a constant number of queries."""

import csv
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from leadline.parties.candidates import Candidate
from leadline.parties.duplicates import MatchResult, find_matches
from leadline.parties.match import Verdict

FEBRL = Path(__file__).resolve().parents[4] / "shared" / "data" / "febrl"

ANNA = Candidate(name="Anna Koch", company="Acme GmbH", emails=("anna@acme.de",))
FANG = Candidate(
    name="王芳", company="深圳市华为技术有限公司", phones=("138 1234 5678",), country="CN"
)

pytestmark = pytest.mark.django_db


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _febrl(row: dict[str, str]) -> Candidate:
    number = row["soc_sec_id"]
    return Candidate(
        given=row["given_name"],
        family=row["surname"],
        street=f"{row['street_number']} {row['address_1']}".strip(),
        city=row["suburb"],
        region=row["state"],
        postcode=row["postcode"],
        born_on=_day(row["date_of_birth"]),
        external=(("social security", number),) if number else (),
    )


def _pairs(groups: dict[object, list[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def _found(results: list[MatchResult]) -> set[tuple[int, int]]:
    groups: dict[object, list[int]] = defaultdict(list)
    for index, result in enumerate(results):
        twin = result.twin if result.verdict is Verdict.SAME else None
        groups[index if twin is None else twin].append(index)
    return _pairs(groups)


@pytest.mark.realdata
@pytest.mark.skipif(not FEBRL.is_dir(), reason="../shared/data/febrl is not beside the repository")
@pytest.mark.parametrize(("number", "at_least"), [(1, 0.99), (2, 0.98)])
def test_febrl_doubles_are_found(number: int, at_least: float) -> None:
    with (FEBRL / f"dataset{number}.csv").open() as file:
        rows = [{k.strip(): v.strip() for k, v in row.items()} for row in csv.DictReader(file)]
    truth: dict[object, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        truth[row["rec_id"].split("-")[1]].append(index)
    true, found = _pairs(truth), _found(find_matches([_febrl(row) for row in rows]))
    f1 = 2 * len(true & found) / (len(true) + len(found))
    print(number, "P", len(true & found) / len(found), "R", len(true & found) / len(true), "F1", f1)
    assert f1 >= at_least
