from leadline.workspace.kinds import KINDS
from leadline.workspace.queries.lists.sources import PARTIES, RECORDS, source_of


def test_each_kind_is_made_of_something():
    assert source_of(KINDS["lead"]) is source_of(KINDS["deal"]) is RECORDS
    assert source_of(KINDS["person"]) is source_of(KINDS["company"]) is PARTIES


def test_the_usual_order_can_be_sorted_by():
    for source in (RECORDS, PARTIES):
        assert source.usual.removeprefix("-") in source.sorts


def test_each_sees_its_own(cast):
    for kind, number in (("lead", 2), ("deal", 0), ("person", 2), ("company", 2)):
        assert source_of(KINDS[kind]).seen(cast.mei, KINDS[kind]).count() == number
