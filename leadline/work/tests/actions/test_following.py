"""One follows what one may see, and stops when one likes."""

from typing import Any

import pytest

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.work.actions.following import (
    begin_to_follow,
    follow_record,
    stop_following,
    stop_following_all,
)
from leadline.work.models import Follower
from leadline.work.tests.conftest import Cast, leads


def test_following_twice_is_following_once(cast: Cast, told: Any) -> None:
    for _ in range(2):
        follow_record(cast.as_mei, cast.mei, record=cast.lead)
    assert [one.user for one in Follower.objects.all()] == [cast.mei]
    for _ in range(2):
        stop_following(cast.as_mei, cast.mei, record=cast.lead)
    assert not Follower.objects.exists()
    assert told(cast.lead) == ["record followed", "record unfollowed"]
    assert str(Event.objects.get(name="record followed")).endswith(": Mei Chen")


def test_nobody_follows_what_they_may_not_see_nor_in_anothers_name(cast: Cast) -> None:
    with pytest.raises(Refused, match="may not see"):
        follow_record(person(cast.kai), cast.kai, record=cast.lead)
    with pytest.raises(Refused):
        follow_record(cast.as_mei, cast.ben, record=cast.lead)
    follow_record(person(cast.ben), cast.ben, record=cast.lead)
    with pytest.raises(Refused):
        stop_following(cast.as_mei, cast.ben, record=cast.lead)
    assert Follower.objects.get().user == cast.ben


def test_many_records_are_followed_in_a_constant_number_of_queries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    def queries(number: int) -> int:
        records = leads(number, owner=cast.mei)
        with django_assert_max_num_queries(99) as found, Batch(cast.as_mei) as batch:
            for record in batch.lock(records):
                begin_to_follow(batch, record, [cast.ben])
        return len(found)

    assert queries(2) == queries(12)


def test_everything_is_left_in_a_constant_number_of_queries(
    cast: Cast, told: Any, django_assert_max_num_queries: Any
) -> None:
    def queries(number: int) -> int:
        records = leads(number, owner=cast.mei)
        rows = [Follower(record=one, user=cast.ben, since=one.opened_at) for one in records]
        Follower.objects.bulk_create(rows)
        with django_assert_max_num_queries(99) as found:
            ids = list(Follower.objects.filter(user=cast.ben).values_list("pk", flat=True))
            assert stop_following_all(AUTOMATION, cast.ben, some=ids) == number
        assert told(records[-1])[-1] == "record unfollowed"
        return len(found)

    follow_record(cast.as_mei, cast.mei, record=cast.lead)
    assert queries(2) == queries(12)
    assert [one.user for one in Follower.objects.all()] == [cast.mei]
