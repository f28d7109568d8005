"""A document holds what its record, person and company are called, and nothing else."""

from collections.abc import Callable

from leadline.records.models import Record
from leadline.search.documents import documents_of
from leadline.search.tests.conftest import LI_NA, OBRIEN, Cast

Take = Callable[..., list[Record]]


def test_the_words_of_a_record(cast: Cast, take_in: Take) -> None:
    [record] = take_in(LI_NA)
    made = documents_of([record], {record.person_id or 0}, {record.company_id or 0}, {})
    words = made.records[record.pk].split()
    assert len(words) == len(set(words))
    assert {"李娜", "lina", "ln", "li", "lanshi", "steel", "13812345678", "澜石"} <= set(words)
    assert {"cust", "2024", "0017", "cust20240017", "shlsgcgfyxgs"} & set(words) >= {"0017"}
    assert made.people == {}  # a record stands for her
    assert "澜石" in made.companies[record.company_id or 0]
    assert {"lina", "lanshi", "steel"} <= made.known
    assert "李娜" not in made.known


def test_kinds_that_nobody_declared_are_not_found(cast: Cast, take_in: Take) -> None:
    [record] = take_in(OBRIEN, kind="errand")
    made = documents_of([record], {record.person_id or 0}, (), {})
    assert made.records == {}
    assert "obrien" in made.people[record.person_id or 0]
