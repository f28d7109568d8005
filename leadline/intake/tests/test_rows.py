"""Rows are read by their mapping; what cannot be read is said by its heading."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from leadline.core.errors import Invalid
from leadline.intake.columns import Columns, plain, read_columns
from leadline.intake.rows import Ground, country_of, read_row, stage_named
from leadline.intake.tests.conftest import FILES, NINE
from leadline.playbooks.reader.playbook import read
from leadline.playbooks.vocabulary_files import standard
from leadline.work.results import CallResult

PLAYBOOK = read(FILES, standard(), name="small").playbook
assert PLAYBOOK is not None


def ground(columns: Columns, **more: object) -> Ground:
    assert PLAYBOOK is not None
    process = PLAYBOOK.processes["Small"]
    zone = ZoneInfo("Asia/Shanghai")
    return Ground(columns, "Old CRM", process, PLAYBOOK.catalogue, zone, **more)  # type: ignore[arg-type]


def test_a_person_with_all_that_was_said() -> None:
    given = {"name": "Li\x00 Na ", "e-mail": "l@x.example", "country": "Germany", "source": "Fair"}
    row = read_row(
        {**given, "answer total visits": "7"}, ground(plain([*given, "answer total visits"])), NINE
    )
    one = row.incoming
    assert (one.candidate.name, one.candidate.country) == ("Li\ufffd Na", "DE")
    assert (one.source, one.received_at, one.place) == ("Fair", NINE, None)
    assert [str(value) for value in one.answers.values()] == ["7"]


HISTORY = """
columns:
  No: number
  First: received on
  Result: call result
  Mail: do not e-mail
  Visits: answer total visits
dates: month first
blanks: [Select]
call results: {Ringing: no answer}
placement:
  column: Converted
  stages: {'1': won}
  otherwise: Registered
"""


def test_history_is_placed_with_its_dates_and_calls() -> None:
    given = {"No": "17", "First": "2/1/2018", "Result": "ringing", "Mail": "Yes", "Converted": "1"}
    row = read_row({**given, "Visits": "Select"}, ground(read_columns(HISTORY), placed=True), NINE)
    place = row.incoming.place
    assert place is not None
    assert (place.stage, place.outcome) == ("Won", "qualified")
    assert place.at == row.incoming.received_at == datetime(2018, 1, 31, 16, tzinfo=UTC)
    assert (row.call, row.no_mail) == ((CallResult.NO_ANSWER, "ringing"), True)
    assert (row.incoming.number, row.incoming.source, row.incoming.answers) == (
        "17",
        "Old CRM",
        {"do not e-mail": True},  # nobody is named to whom the wish could belong
    )


@pytest.mark.parametrize(
    ("given", "heading"),
    [
        ({"First": "20/1/2018"}, "First"),
        ({"Visits": "many"}, "Visits"),
        ({}, ""),
    ],
)
def test_what_cannot_be_read_is_said_by_heading(given: dict[str, str], heading: str) -> None:
    numbered = {**given, "No": "17"} if heading else given
    with pytest.raises(Invalid) as told:
        read_row(numbered, ground(read_columns(HISTORY)), NINE)
    assert set(told.value.problems) == {heading}


def test_an_unknown_stage_and_owner_are_said() -> None:
    columns = read_columns("columns: {No: number, Stage: stage, Who: owner}\n")
    given = {"No": "1", "Stage": "Nowhere", "Who": "gone@firm.example"}
    with pytest.raises(Invalid) as told:
        read_row(given, ground(columns, placed=True), NINE)
    assert set(told.value.problems) == {"Stage"}
    with pytest.raises(Invalid) as told:
        read_row({**given, "Stage": "Raw"}, ground(columns, placed=True), NINE)
    assert set(told.value.problems) == {"Who"}


def test_countries_and_stages_are_known_by_name() -> None:
    names = ("de", "Deutschland", "中国", "USA", "Atlantis", "")
    assert [country_of(name) for name in names] == ["DE", "DE", "CN", "US", "", ""]
    assert PLAYBOOK is not None
    assert stage_named(PLAYBOOK.processes["Small"], " registered ") is not None


def test_only_a_plain_no_takes_away_the_basis() -> None:
    columns = plain(["name", "may e-mail"])
    for text, allowed in (("yes", True), ("", True), ("No", False), ("否", False)):
        row = read_row({"name": "Li Na", "may e-mail": text}, ground(columns), NINE)
        assert row.incoming.may_email is allowed
    with pytest.raises(Invalid, match="neither yes nor no"):
        read_row({"name": "Li Na", "may e-mail": "perhaps"}, ground(columns), NINE)


def test_a_column_of_stages_is_read_as_it_was_said() -> None:
    columns = read_columns(
        "columns: {Name: name, State: stage}\n"
        "placement: {column: State, stages: {open: Raw}, otherwise: Lost}\n"
    )
    for text, stage in (("Open", "Raw"), ("", "Lost"), ("what", "Lost")):
        place = read_row(
            {"Name": "Li Na", "State": text}, ground(columns, placed=True), NINE
        ).incoming.place
        assert place is not None
        assert place.stage == stage
