"""Of the many forms of a page only the one that was sent is read."""

from django.http import QueryDict

from leadline.access.models import User
from leadline.records.routing.ledger import Share
from leadline.workspace.routing_forms import PlaceForm


def share(pk: int) -> Share:
    return Share(User(pk=pk), True, 2, 9, None, 0, 0, 0, 0, 0, 0, 0)


def test_only_the_one_that_was_sent_is_bound() -> None:
    given = QueryDict("user=7&weight=3&capacity=")
    mine, other = PlaceForm(share(7), given), PlaceForm(share(8), given)
    assert mine.is_valid()
    assert mine.values() == {"user": mine.share.user, "weight": 3, "capacity": None}
    assert not other.is_bound
    assert other.initial == {"weight": 2, "capacity": None}
