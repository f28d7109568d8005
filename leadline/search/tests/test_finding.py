"""The newest are found without reading the rest, however many there are."""

from collections.abc import Callable

import pytest

from leadline.parties.candidates import Candidate
from leadline.records.models import Record
from leadline.search import finding
from leadline.search.asked import Term, read
from leadline.search.finding import as_fts5, as_tsquery, newest
from leadline.search.models import RecordWords
from leadline.search.tests.conftest import Cast

Take = Callable[..., list[Record]]


def test_both_languages() -> None:
    query = (Term("li", is_start=True), Term("ln")), (Term("x"),)
    assert as_fts5(query) == '("li" * OR "ln") AND ("x")'
    assert as_tsquery(query) == "('li':* | 'ln') & ('x')"


@pytest.mark.parametrize("limit", [1, 3, 40])
@pytest.mark.parametrize("often", [0, 100])
def test_the_newest_of_many(
    cast: Cast, take_in: Take, monkeypatch: pytest.MonkeyPatch, limit: int, often: int
) -> None:
    """PostgreSQL looks at the newest four keys first, and goes on by either way."""
    monkeypatch.setattr(finding, "RECENT", 4)
    monkeypatch.setattr(finding, "OFTEN", often)
    records = take_in(*(Candidate(name=f"Same Nr{n}") for n in range(23)))
    ids = sorted((record.pk for record in records), reverse=True)
    assert newest(RecordWords, read("same").groups, limit) == ids[:limit]
    assert newest(RecordWords, read("nr2").groups, 40) == [
        pk for pk in ids if Record.objects.get(pk=pk).title[5:].startswith("Nr2")
    ]


def test_nothing_asked_is_nothing_found(cast: Cast, take_in: Take) -> None:
    take_in(Candidate(name="Anna"))
    assert newest(RecordWords, (), 9) == []
