"""Real exports through import, follower and pages; none of them is part of the product."""

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from leadline.reports.tests.conftest import Cast

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
LEADS = """
columns: {mql_id: number, first_contact_date: received on, origin: campaign}
placement: {otherwise: MQL}
"""
DEALS = """
columns: {mql_id: number, won_date: since}
placement: {otherwise: SQL}
"""
CALLS = """
columns: {line: number, campaign: answer attempts}
placement: {column: y, stages: {'yes': SQL, 'no': Disqualified}}
"""
BY_ORIGIN = {
    "organic_search": (2296, 271), "paid_search": (1586, 195), "social": (1350, 75),
    "unknown": (1099, 179), "direct_traffic": (499, 56), "email": (493, 15), "referral": (284, 24),
    "other": (150, 4), "display": (118, 6), "other_publicities": (65, 3),
}  # fmt: skip
BLANK = (60, 14)

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.is_dir(), reason="needs the folder shared/data beside the clone"),
]


@pytest.fixture
def read_in(cast: Cast, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    def read(path: Path, mapping: str, source: str) -> dict[str, Any]:
        written = tmp_path / "mapping.yaml"
        written.write_text(mapping)
        out = StringIO()
        call_command("import", str(path), source=source, how="history", mapping=written, stdout=out)
        told: dict[str, Any] = json.loads(out.getvalue())
        return told

    return read


def rows_of(client: Any, address: str) -> list[list[str]]:
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def test_s3_31_the_funnel_of_olist(
    cast: Cast, read_in: Callable[..., Any], page: Callable[..., str], client: Any
) -> None:
    olist = DATA / "olist"
    told = read_in(olist / "olist_marketing_qualified_leads_dataset.csv", LEADS, "Olist")
    assert told["created"] == 8_000
    told = read_in(olist / "olist_closed_deals_dataset.csv", DEALS, "Olist")
    assert (told["created"], told["joined"]) == (0, 842)
    text = page(cast.ben, "/insight/")
    assert "842" in text
    assert "10.5 %" in text
    rows = rows_of(client, "/insight/?format=csv")
    assert rows[1:3] == [["MQL", "8000", "0", "", "–"], ["SQL", "842", "0", "10.525", "–"]]
    median = re.search(r"MQL → SQL</th>.*?>841</a>.*?>(\d+ days)<.*?>(\d+ days)<.*?>(\d+ days)<",
                       text, re.DOTALL)  # fmt: skip
    assert median is not None
    assert median.groups() == ("5 days", "14 days", "55 days")
    assert "1 lead has a negative time" in text
    listed = page(cast.ben, "/insight/leads/?measure=unusual&what=negative+time")
    assert listed.count("<tr data-row>") == 1


def test_s3_31_the_cohorts_of_olist(
    cast: Cast, read_in: Callable[..., Any], page: Callable[..., str], client: Any
) -> None:
    read_in(DATA / "olist" / "olist_marketing_qualified_leads_dataset.csv", LEADS, "Olist")
    read_in(DATA / "olist" / "olist_closed_deals_dataset.csv", DEALS, "Olist")
    page(cast.ben, "/insight/cohorts/?by=campaign")
    rows = rows_of(client, "/insight/cohorts/?by=campaign&format=csv")[1:-1]
    # A blank origin is called "unknown", as one of Olist's own is: the larger one stands first.
    unknown = [(int(row[1]), int(row[3])) for row in rows if row[0] == "unknown"]
    assert unknown == [BY_ORIGIN["unknown"], BLANK]
    known = {row[0]: (int(row[1]), int(row[3])) for row in rows if row[0] != "unknown"}
    assert {**known, "unknown": unknown[0]} == BY_ORIGIN
    months = rows_of(client, "/insight/cohorts/?by=month&format=csv")
    january = next(row for row in months if row[0] == "January 2018")
    assert (january[1], january[3]) == ("1141", "152")
    shares = {row[0]: f"{float(row[4]):.2f}" for row in months[1:]}
    assert [shares[f"{month} 2018"] for month in ("February", "March", "April", "May")] == [
        "14.49", "14.22", "13.54", "9.98",
    ]  # fmt: skip


def test_s3_31_yes_by_attempt(
    cast: Cast, read_in: Callable[..., Any], page: Callable[..., str], client: Any, tmp_path: Path
) -> None:
    """The file names nobody, so each of its lines is given its number first."""
    lines = (DATA / "calls" / "bank-additional.csv").read_text().splitlines()
    numbered = tmp_path / "calls.csv"
    numbered.write_text(
        "\n".join([f'"line";{lines[0]}', *(f"{nth};{line}" for nth, line in enumerate(lines[1:]))])
    )
    told = read_in(numbered, CALLS, "Bank")
    assert told["created"] == 4_119, told
    page(cast.ben, "/insight/cohorts/?by=attempts")
    rows = rows_of(client, "/insight/cohorts/?by=attempts&format=csv")
    assert rows[0][1:] == ["Inquiry", "Inquiry %", "SQL", "SQL %"]
    shares = [(row[0], f"{float(row[4]):.2f}") for row in rows[1:]]
    assert shares == [
        ("1", "12.41"), ("2", "11.45"), ("3", "11.29"), ("4", "11.00"), ("5", "6.34"),
        ("6", "4.04"), ("7 or more", "2.55"), ("All", "10.95"),
    ]  # fmt: skip
