"""What is typed finds who is meant, and nothing that may not be seen."""

from collections.abc import Callable

import pytest

from leadline.core.actor import AUTOMATION
from leadline.parties.candidates import Candidate
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.search.asked import read
from leadline.search.queries import (
    found_companies,
    found_people,
    found_records,
    meant,
    records_with,
)
from leadline.search.tests.conftest import JURGEN, LI_NA, OBRIEN, SHAN, Cast, names

Take = Callable[..., list[Record]]
LI, JM, SX, OB = "李娜", "Jürgen Müller-Lüdenscheidt", "单雄信", "Sinéad O'Brien"


@pytest.fixture
def everybody(take_in: Take) -> list[Record]:
    return take_in(LI_NA, JURGEN, SHAN, OBRIEN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("李娜", LI), ("李", LI), ("娜", LI), ("lina", LI), ("li na", LI), ("na li", LI),
        ("ln", LI), ("LINA", LI), ("澜石", LI), ("上海", LI), ("lanshi", LI), ("shlsgc", LI),
        ("钢材 lina", LI), ("gangcai", LI), ("shanghailanshigangcai", LI),
        ("li.na@lanshi-steel.example", LI), ("lanshi-steel.example", LI), ("steel", LI),
        ("138 1234 5678", LI), ("+8613812345678", LI), ("0086 138-1234-5678", LI),
        ("13812345678", LI), ("5678", LI), ("1381", LI), ("12345678", LI), ("+86 138 12", LI),
        ("CUST-2024-0017", LI), ("cust20240017", LI), ("cust 0017", LI),
        ("jurgen", JM), ("Jürgen", JM), ("JÜRG", JM), ("ludenscheidt", JM), ("müller nord", JM),
        ("0151 23456789", JM), ("+49 151 23456789", JM), ("(0151) 2345-6789", JM),
        ("0151 234", JM), ("nordwire kabel", JM), ("nordwire.example", JM),
        ("shanxiongxin", SX), ("shan xiong", SX), ("sxx", SX), ("雄信", SX),
        ("obrien", OB), ("O’Brien", OB), ("sinead", OB), ("strasse", OB), ("sohne", OB),
        ("06 1234567", OB), ("+39 06 12", OB), ("1234567", OB),
    ],
)  # fmt: skip
def test_who_is_meant_is_found(
    cast: Cast, everybody: list[Record], text: str, expected: str
) -> None:
    assert names(found_records(read(text), "lead", cast.sight(cast.mei), 9)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jurgne", JM), ("jrgen", JM), ("juurgen", JM), ("jurhen", JM), ("nordwine kabel", JM),
        ("mueller", JM), ("lixa lanshj", LI), ("lxxa", ""), ("jrugne", ""), ("lanxhi", LI),
        ("shanxiongxn", SX),
        ("obrein", OB), ("ikrosof", SX), ("ordwir", JM), ("scheidt", JM),
    ],
)  # fmt: skip
def test_a_slip_or_a_piece_of_a_word_is_understood(
    cast: Cast, everybody: list[Record], text: str, expected: str
) -> None:
    found = records_with(cast.mei, "lead", text, 9)
    assert names(found) == ([expected] if expected else [])


@pytest.mark.parametrize(
    "text",
    [
        "", " ", '"', "'", "AND", "NEAR(", 'AND NEAR * "', "a OR b", "* *", "%", "_", "\\",
        "^jurgen$",
        "\x00", "jurgen\x00", "\u202ejurgen", "🚀", "jurgen🚀", "x" * 10_000, "9" * 10_000,
        "李" * 10_000, "a " * 5_000, "مرحبا", "שלום", "\ue000o1", "\ue000n", "\ue001", "\ud800",
        "words:jurgen", "-jurgen", "jurgen*", "(jurgen", "';DROP TABLE x;--", "{}", "\t\n", "0",
    ],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_it(cast: Cast, everybody: list[Record], text: str) -> None:
    found = names(records_with(cast.mei, "lead", text, 9))
    assert set(found) <= {JM}
    assert names(found_records(meant(read(text)), "lead", cast.sight(cast.ben), 9)) in ([], [JM])
    assert found_people(read(text), 9) == []
    found_companies(read(text), 9)


def test_marks_of_the_index_cannot_be_typed(cast: Cast, everybody: list[Record]) -> None:
    assert not read("\ue000")
    assert not read("\ue001")
    assert [one.word for group in read("\ue000klead x1").groups for one in group] == ["klead", "x1"]


def test_who_is_from_elsewhere_sees_nothing(cast: Cast, everybody: list[Record]) -> None:
    for text in ("lina", "jurgen", "13812345678"):
        assert records_with(cast.kai, "lead", text, 9) == []
        assert len(records_with(cast.ben, "lead", text, 9)) == 1
    assign(AUTOMATION, everybody[0], owner=cast.kai)
    assert names(records_with(cast.kai, "lead", "lina", 9)) == [LI]


def test_without_any_right_nothing_is_found(cast: Cast, everybody: list[Record]) -> None:
    cast.mei.memberships.all().delete()
    assert records_with(cast.mei, "lead", "lina", 9) == []


def test_whole_words_first_then_ones_own_then_the_newest(cast: Cast, take_in: Take) -> None:
    named = [Candidate(name=name) for name in ("Anna Marlow", "Mar Koch", "Ben Marx")]
    take_in(*named)
    take_in(Candidate(name="Cy Mars"), Candidate(name="Di Mar"), owner=cast.ben)
    found = found_records(read("mar"), "lead", cast.sight(cast.mei), 9)
    assert names(found) == ["Mar Koch", "Ben Marx", "Anna Marlow"]
    found = found_records(read("mar"), "lead", cast.sight(cast.ben), 9)
    assert names(found) == ["Di Mar", "Mar Koch", "Cy Mars", "Ben Marx", "Anna Marlow"]


def test_kinds_are_found_apart(cast: Cast, take_in: Take) -> None:
    take_in(LI_NA)
    take_in(LI_NA, kind="deal")
    take_in(LI_NA, kind="trial")
    for kind in ("lead", "deal"):
        [found] = found_records(read("lina"), kind, cast.sight(cast.ben), 9)
        assert Record.objects.get(pk=found).kind == kind
    assert found_records(read("lina"), "trial", cast.sight(cast.ben), 9) == []
