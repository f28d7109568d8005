"""Which of the demo's customers a record is about."""

from functools import cache

from leadline.demo.cast import Customer, customers
from leadline.records.models import Record


def story_of(record: Record) -> Customer | None:
    """By name, which no two of them share; None for somebody else."""
    return _by_name().get(record.person.name) if record.person else None


@cache
def _by_name() -> dict[str, Customer]:
    return {one.name: one for one in customers()}
