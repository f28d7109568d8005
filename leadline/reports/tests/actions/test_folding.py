"""The roll-ups equal a plain count, whatever happens, in whatever order it is folded."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.leads.models import Lead
from leadline.records.models import Record, StageVisit
from leadline.reports.actions import folding
from leadline.reports.actions.folding import fold_next
from leadline.reports.models import Fold, Journey, JourneyMark, Stirred, Tally
from leadline.reports.statuses import MAIN, PLACE
from leadline.reports.tests.conftest import MONDAY, STATUSES, fold

ENDS = ("SQL", "Disqualified")


def moved(record: Record, stage: str, days: float) -> None:
    """A visit as automation writes it, back in time where days says so."""
    with Batch(AUTOMATION) as batch:
        [row] = batch.lock([record])
        at = MONDAY + timedelta(days=days)
        for visit in StageVisit.objects.filter(record=row, left_at=None):
            batch.change(visit, left_at=at)
        number = row.visit + 1
        batch.add(StageVisit(record=row, number=number, stage=stage, cycle=1, entered_at=at))
        batch.change(row, stage=stage, visit=number)


def tallies() -> dict[tuple, int]:
    names = (
        "funnel",
        "month",
        "dimension",
        "key",
        "owner",
        "team",
        "measure",
        "what",
        "is_of_all",
        "number",
    )
    return {tuple(row[:-1]): row[-1] for row in Tally.objects.values_list(*names)}


def reached_in(found: dict[tuple, int]) -> Counter:
    """What the whole of the roll-ups says of each status."""
    sums: Counter = Counter()
    for key, number in found.items():
        if key[2] == "" and key[6] == "reached" and key[8]:
            sums[key[7]] += number
    return sums


def plain_count() -> Counter:
    """By the farthest status of each lead's visits alone; written without the product's rules."""
    found: Counter = Counter()
    for lead in Lead.objects.all():
        stages = set(StageVisit.objects.filter(record=lead.pk).values_list("stage", flat=True))
        places = [PLACE[one] for one in stages if one in MAIN]
        farthest = max(places) if places else 1
        for status in MAIN:
            if PLACE[status] <= farthest and (status != "Raw" or "Raw" in stages):
                found[status] += 1
    return found


@pytest.mark.parametrize("seed", range(4))
def test_s3_31_roll_ups_equal_a_plain_count(cast, monkeypatch, seed):
    monkeypatch.setattr(folding, "FEW", 7)
    monkeypatch.setattr(folding, "PLENTY", 7)
    draw = random.Random(seed)
    leads = [cast.lead(campaign=draw.choice(["", "Fair", "Mail"])) for _ in range(12)]
    for _ in range(60):
        record = draw.choice(leads)
        moved(record, draw.choice([*STATUSES, *ENDS]), draw.uniform(-2, 40))
        if draw.random() < 0.2:
            with Batch(AUTOMATION) as batch:
                [row] = batch.lock([record])
                batch.change(row, owner=draw.choice([cast.mei, cast.ben, None]))
        if draw.random() < 0.3:
            fold_next(MONDAY)
    fold()
    assert reached_in(tallies()) == plain_count()
    before = tallies()
    for table in (JourneyMark, Journey, Tally):
        table.objects.all().delete()
    Stirred.objects.bulk_create(Stirred(about=one.pk) for one in reversed(leads))
    fold()
    assert tallies() == before


def test_folding_twice_changes_nothing(cast):
    record = cast.go(cast.lead(), "MAQL", "SQL")
    fold()
    before, marks = tallies(), JourneyMark.objects.count()
    Stirred.objects.bulk_create([Stirred(about=record.pk), Stirred(about=999_999)])
    fold()
    assert (tallies(), JourneyMark.objects.count()) == (before, marks)
    assert not Stirred.objects.exists()
    assert Fold.objects.get().folded_at is not None


def test_a_record_that_is_gone_is_taken_out(cast):
    record, stays = cast.lead(), cast.lead()
    fold()
    StageVisit.objects.filter(record=record).delete()
    Lead.objects.filter(pk=record.pk).delete()
    Record.objects.filter(pk=record.pk).delete()
    Stirred.objects.create(about=None)
    fold()
    assert list(Journey.objects.values_list("pk", flat=True)) == [stays.pk]
    assert set(tallies().values()) == {1}


@pytest.mark.parametrize("number", [2, 8])
def test_any_number_takes_as_many_queries(cast, number):
    for _ in range(number):
        cast.go(cast.lead(), "MAQL")
    with CaptureQueriesContext(connection) as seen:
        fold_next(MONDAY)
    assert len(seen) <= 40
    assert Journey.objects.count() == number


def test_what_was_read_before_another_fold_is_thrown_away(cast, monkeypatch):
    lead = cast.lead()
    cast.go(lead, "MAQL")
    read = folding._worked_out

    def interrupted(entries):
        change = read(entries)
        monkeypatch.setattr(folding, "_worked_out", read)
        cast.go(lead, "LAL")
        assert fold_next(MONDAY) > len(entries)
        return change

    monkeypatch.setattr(folding, "_worked_out", interrupted)
    assert fold_next(MONDAY) == 0
    assert Journey.objects.get().reached == 3
    assert reached_in(tallies()) == plain_count()
