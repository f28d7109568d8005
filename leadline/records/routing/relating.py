"""Whom records know through their company."""

from collections.abc import Sequence

from leadline.access.models import User
from leadline.playbooks.relations import relate
from leadline.records.models import Record


def account_managers(records: Sequence[Record]) -> list[User | None]:
    """Per record the account manager of its company; one query for all of them."""
    wanted = {record.company_id for record in records if record.company_id is not None}
    rows = User.objects.filter(companies__in=wanted).values_list("companies", "pk")
    by_company = dict(rows)
    users = User.objects.in_bulk(set(by_company.values()))
    return [users.get(by_company.get(record.company_id or 0, 0)) for record in records]


relate("account manager of company", account_managers)
