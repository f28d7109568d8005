"""The way of a lead, in a table: what is reached, skipped, timed and unusual."""

from datetime import UTC, datetime, timedelta

import pytest

from leadline.reports.statuses import ALL, PLACE
from leadline.reports.ways import Stay, Way, way_of

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
DAY = 86_400


def way(text: str, *, known: tuple[str, ...] = ALL, brought: bool = False) -> Way | None:
    """ "Inquiry MAQL+3 LAL~": a day apart or +3 days after the start; ! skip, ~ back, * cycle."""
    stays, cycle = [], 1
    for nth, word in enumerate(text.split()):
        name = word.rstrip("!~*").partition("+")[0]
        days = float(word.partition("+")[2].rstrip("!~*") or nth)
        cycle += word.endswith("*")
        mark = {"!": "skip", "~": "back"}.get(word[-1], "")
        stays.append(Stay(name, BEGIN + timedelta(days=days), cycle, mark))
    return way_of(stays, BEGIN, frozenset(known), brought=brought)


@pytest.mark.parametrize(
    ("text", "reached", "unusual"),
    [
        ("Inquiry", "Inquiry", ()),
        ("Raw", "Raw", ()),
        ("Raw Inquiry MAQL LAL MQL SAL SQL", "SQL", ()),
        ("Raw MAQL", "MAQL", ("skipped",)),
        ("Inquiry SAL", "SAL", ("skipped",)),
        ("Inquiry MAQL LAL MQL LAL MQL SAL", "SAL", ("back",)),
        ("Inquiry MAQL Re-Market MAQL* LAL", "LAL", ("recycled",)),
        ("Inquiry Disqualified Inquiry*", "Inquiry", ("recycled",)),
        ("Inquiry Re-Market", "Inquiry", ()),
        ("Disqualified", "Inquiry", ()),
        ("Raw Disqualified", "Raw", ()),
        ("SAL SQL", "SQL", ("by sales",)),
        ("MQL+3 SQL+1", "SQL", ("skipped", "negative time")),
        ("Inquiry Re-Market!", "Inquiry", ("skipped",)),
        ("MQL Re-Market~", "MQL", ("back",)),
    ],
)
def test_s3_32_each_flow_is_counted_once(text: str, reached: str, unusual: tuple[str, ...]) -> None:
    found = way(text)
    assert found is not None
    assert found.reached == PLACE[reached]
    assert found.unusual == unusual


def test_what_the_process_does_not_have_is_not_skipped() -> None:
    found = way("Inquiry MQL SQL", known=("Inquiry", "MQL", "SQL"))
    assert found is not None
    assert found.unusual == ()


def test_what_comes_from_elsewhere_is_neither_skipped_nor_found_by_sales() -> None:
    found = way("SAL SQL", brought=True)
    assert found is not None
    assert found.unusual == ()
    assert way("Inquiry SAL", brought=True).unusual == ()  # type: ignore[union-attr]


def test_times_go_from_each_new_farthest_status_to_the_next() -> None:
    found = way("Inquiry MAQL+2 Inquiry+3 MAQL+5 MQL+9 SQL+10")
    assert found is not None
    assert found.times == (
        ("Inquiry>MAQL", 2 * DAY), ("MAQL>MQL", 7 * DAY), ("MQL>SQL", DAY),
        ("opened>SQL", 10 * DAY),
    )  # fmt: skip


def test_negative_times_are_listed_and_not_timed() -> None:
    found = way("MQL+3 SQL+1")
    assert found is not None
    assert found.times == (("opened>SQL", DAY),)
    assert way("SQL+-2").unusual == ("by sales", "negative time")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Inquiry MAQL LAL MQL SAL", ""),
        ("Inquiry MAQL Re-Market", "Re-Market"),
        ("MAQL Disqualified", "Disqualified"),
        ("MAQL LAL MQL LAL", "LAL"),
        ("MAQL LAL MQL LAL MQL Re-Market", "Re-Market"),
        ("LAL Re-Market", ""),
        ("SAL Disqualified", ""),
    ],
)
def test_s3_34_sent_back_from_maql_or_mql(text: str, to: str) -> None:
    assert way(text).rejected_to == to  # type: ignore[union-attr]


def test_moves_are_noted_once_each() -> None:
    found = way("Inquiry MAQL Inquiry MAQL")
    assert found is not None
    assert found.moves == ("Inquiry>MAQL", "MAQL>Inquiry")
    assert way_of([], BEGIN, frozenset(), brought=False) is None
