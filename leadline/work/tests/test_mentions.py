"""Who can be told is offered by name; who is named in vain is said."""

from typing import Any

from leadline.access.models import Membership, User
from leadline.access.policy import rights_of
from leadline.core.remembered import remembering
from leadline.work.mentions import named_in_vain, names_of, offered, with_mentions
from leadline.work.tests.conftest import Cast


def test_offered_is_everybody_else_who_may_see_it(cast: Cast) -> None:
    assert [one.name for one in offered(cast.lead, cast.mei)] == ["Ben Lee"]
    assert [one.name for one in offered(cast.lead, cast.kai)] == ["Ben Lee", "Mei Chen"]


def test_two_of_one_name_are_named_by_their_address(cast: Cast) -> None:
    other = User.objects.create(email="other@firm.example", name="Ben Lee")
    had = Membership.objects.get(user=cast.ben)
    Membership.objects.create(user=other, team=had.team, role=had.role)
    found = [one.mention for one in offered(cast.lead, cast.mei)]
    assert sorted(found) == ["@ben@firm.example", "@other@firm.example"]


def test_the_chosen_are_named_once(cast: Cast) -> None:
    among = offered(cast.lead, cast.mei)
    ben, nobody = str(cast.ben.pk), str(cast.kai.pk)
    assert with_mentions("Look", [ben, nobody, "x"], among) == "Look @Ben Lee"
    assert with_mentions("Look @ben lee!", [ben], among) == "Look @ben lee!"
    assert with_mentions("Look", [], among) == "Look"


def test_who_may_not_see_it_is_named_in_vain(cast: Cast) -> None:
    assert named_in_vain(cast.lead, "@Kai and @Ben Lee, look") == ["Kai"]
    assert named_in_vain(cast.lead, "Kai is away") == []
    assert names_of(cast.kai) == ["Kai", "kai@firm.example", "kai"]


def test_of_many_colleagues_only_what_they_may_see_is_read(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    with remembering():
        rights_of(cast.mei.pk)
        with django_assert_num_queries(2) as asked:  # their names, and what they may see
            assert [one.name for one in offered(cast.lead, cast.mei)] == ["Ben Lee"]
    assert "'see'" in asked[1]["sql"]
