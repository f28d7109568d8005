"""Whoever is meant gets one notice of one cause; it is read by them and mailed once."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.errors import Refused
from leadline.playbooks.definition import Who, WhoKind
from leadline.records.cause import Cause
from leadline.records.models import Record
from leadline.work.actions.telling import read_notice, tell
from leadline.work.models import Notice
from leadline.work.tests.conftest import MONDAY, Cast, leads

OWNER = Who(WhoKind.OWNER, text="owner")
BOSS = Who(WhoKind.SUPERVISOR, of=OWNER)
SELLERS = Who(WhoKind.ROLE, "Seller", text="role Seller")


@pytest.mark.parametrize(
    ("who", "names"),
    [(OWNER, ["Mei Chen"]), (BOSS, ["Ben Lee"]), (SELLERS, ["Mei Chen"]), (None, [])],
)
def test_who_is_told(cast: Cast, told: Any, who: Who, names: list[str]) -> None:
    tell(AUTOMATION, cast.lead, who=who, what="owner", cause=Cause("k"))
    assert [str(one.user) for one in Notice.objects.all()] == names
    assert told(cast.lead) == (["notice given"] if names else [])


def test_one_cause_tells_a_person_once(cast: Cast) -> None:
    for _ in range(2):
        with Batch(AUTOMATION, MONDAY) as batch:
            for _ in range(2):
                tell.within(batch, cast.lead, who=OWNER, cause=Cause("k"))
    notice = Notice.objects.get()
    assert notice.sentence == "Lead 0 is now at “Registered”."


def test_a_notice_is_put_away_by_whom_it_is_for(cast: Cast) -> None:
    tell(AUTOMATION, cast.lead, who=OWNER)
    notice = Notice.objects.get()
    with pytest.raises(Refused, match="somebody else"):
        read_notice(person(cast.ben), None, notice=notice)
    read_notice(cast.as_mei, None, notice=notice)
    assert Notice.objects.get().read_at is not None


def tell_many(records: Sequence[Record]) -> int:
    with CaptureQueriesContext(connection) as queries, Batch(AUTOMATION, MONDAY) as batch:
        for record in batch.lock(records):
            tell.within(batch, record, who=BOSS, cause=Cause(f"record:{record.pk}/1/tell"))
    return len(queries)


def test_fifty_records_cost_as_many_queries_as_two(cast: Cast) -> None:
    assert tell_many(leads(2, owner=cast.mei)) == tell_many(leads(50, owner=cast.mei))
    assert Notice.objects.filter(user=cast.ben).count() == 52
