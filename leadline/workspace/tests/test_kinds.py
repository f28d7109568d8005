"""Each kind of record names its pages."""

from leadline.workspace.kinds import KINDS
from leadline.workspace.queries.lists.columns import LABELS


def test_pages_have_names():
    assert KINDS["lead"].at() == "leads"
    assert KINDS["deal"].at("board") == "deals-board"


def test_the_usual_columns_exist():
    assert all(set(kind.columns) <= set(LABELS) for kind in KINDS.values())
