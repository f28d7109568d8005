"""Whoever sees less is told how much there is, and shown only what they may see."""

from leadline.core.remembered import remembering
from leadline.workspace.queries.leaving import staying_with


def test_what_one_may_not_see_is_counted_and_not_named(cast, django_assert_num_queries):
    with remembering(), django_assert_num_queries(8):  # two of them for the reader's rights
        of_ben = staying_with(cast.mei, cast.ben)
    assert (of_ben.number, of_ben.more) == (2, 0)
    assert [one.title for one in dict(of_ben.lists)["Records"]] == [
        str(cast.lead), str(cast.other),
    ]  # fmt: skip
    of_kai = staying_with(cast.mei, cast.kai)
    assert (of_kai.number, of_kai.more) == (2, 2)
