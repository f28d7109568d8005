"""The rows of the roll-ups: a key for each cell, and numbers that are added to."""

from datetime import date

from leadline.core import bulk
from leadline.reports.actions.roll_ups import key_of
from leadline.reports.cells import Cell
from leadline.reports.models import Tally


def test_cells_have_keys_of_their_own():
    one = Cell("acquisition", "2026-03", "", "", 1, 2, "reached", "SQL")
    keys = {key_of(one), key_of(one._replace(what="SAL")), key_of(one._replace(owner=12, team=0))}
    assert len(keys) == 3
    assert all(0 <= key < 2**63 for key in keys)


def test_numbers_are_added_to_without_being_read(db):
    bulk.insert(Tally, [Tally(id=pk, month=date(2026, 3, 1), number=pk) for pk in (1, 2, 3)])
    bulk.add_to(Tally, "number", {1: 5, 3: -3, 99: 1})
    bulk.add_to(Tally, "number", {})
    assert list(Tally.objects.order_by("pk").values_list("number", flat=True)) == [6, 2, 0]
