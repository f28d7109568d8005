"""A tree can be walked, and derived fields in it opened."""

from leadline.conditions.tests import cast
from leadline.conditions.tree import Either, Known, Negation, compared_with, leaves, opened


def test_tests_come_in_reading_order() -> None:
    tree = cast.read("score above 1 and not (renewed or due day after arrival)").tree
    walked = list(leaves(tree))
    assert [test.field.name for test in walked] == ["score", "renewed", "due day"]
    assert [compared_with(test) for test in walked] == [(), (), (cast.ARRIVAL,)]


def test_a_derived_field_is_opened_into_what_it_means() -> None:
    assert cast.LARGE.means is not None
    meaning = cast.LARGE.means.tree
    assert opened(cast.read("deal is large").tree) == meaning
    assert opened(cast.read("deal is not large").tree) == Negation(meaning)
    always = opened(Known(cast.LARGE, known=True))
    assert always == Either((meaning, Negation(meaning)))
    assert opened(Known(cast.LARGE, known=False)) == Negation(always)
