"""The whole index made anew, in transactions of a bounded size, while people go on working."""

from collections.abc import Callable

from leadline.parties.models import Company, Person
from leadline.records.models import Record
from leadline.search.actions import index_next
from leadline.search.models import RecordWords

TABLES = (Record, Person, Company)


def index_all(done: Callable[[str, int], None]) -> None:
    """Records, people and companies, oldest first; `done` hears the table and the last id."""
    for table in TABLES:
        after = index_next(table, 0)
        while after is not None:
            done(table._meta.model_name or "", after)
            after = index_next(table, after)


def make_missing(done: Callable[[str, int], None]) -> None:
    """The whole index, where there are records and none of them is found by anything."""
    if Record.objects.exists() and not RecordWords.objects.exists():
        index_all(done)
