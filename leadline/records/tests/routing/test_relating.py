"""Account managers of many companies are found in one look."""

from collections.abc import Callable
from typing import Any

from leadline.access.models import User
from leadline.parties.models import Company
from leadline.records.models import Record
from leadline.records.routing.relating import account_managers


def test_each_record_has_that_of_its_company(
    lead: Callable[..., Record], sellers: list[User], django_assert_num_queries: Any
) -> None:
    one = Company.objects.create(name="One", account_manager=sellers[0])
    other = Company.objects.create(name="Other")
    records = [lead(1, one), lead(2, other), lead(3), lead(4, one)]
    with django_assert_num_queries(2):
        assert account_managers(records) == [sellers[0], None, None, sellers[0]]
