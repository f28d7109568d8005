"""Each kind of record names its pages."""

from leadline.workspace.kinds import KINDS
from leadline.workspace.queries.lists.columns import LABELS
from leadline.workspace.queries.lists.parties import COMPANIES, PEOPLE


def test_pages_have_names():
    assert KINDS["lead"].at() == "leads"
    assert KINDS["deal"].at("board") == "deals-board"


def test_the_usual_columns_exist():
    known = {"person": PEOPLE, "company": COMPANIES}
    for kind in KINDS.values():
        assert set(kind.columns) <= set(known.get(kind.name, LABELS))


def test_lists_of_people_have_no_stages():
    assert not KINDS["person"].is_record
    assert KINDS["person"].urls.keys() == {
        "list", "columns", "keeping", "bulk", "export", "report",
    }  # fmt: skip
    assert KINDS["lead"].is_record
    assert KINDS["lead"].urls["board"] == "/leads/board/"
