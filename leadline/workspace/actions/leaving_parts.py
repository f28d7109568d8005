"""What of a person who leaves goes over, part by part, each in slices and in this order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from leadline.access.models import User
from leadline.channel.actions.partners import hand_over_partners
from leadline.channel.models import Partner
from leadline.core.batch import Batch
from leadline.parties.actions.appointing import hand_over_companies
from leadline.parties.models import Company
from leadline.records.actions import hand_over_records
from leadline.records.models import Record
from leadline.work.actions.following import stop_following_all
from leadline.work.actions.handing_over import hand_over_tasks
from leadline.work.models import OPEN, Follower, Task

Give = Callable[[Batch, User, User, Sequence[int], str], int]


@dataclass(frozen=True)
class Part:
    """One kind of thing for which somebody answers.

    counter: the field in which a handover counts what has changed hands, "" for none. key: the
    table and field that say whose it is. theirs: what is still somebody's. give: gives those of
    these ids, for a reason, to a successor; how many have changed hands.
    """

    counter: str
    key: str
    theirs: Callable[[User], QuerySet[Any]]
    give: Give


def _records(batch: Batch, leaver: User, to: User, some: Sequence[int], reason: str) -> int:
    return hand_over_records.within(batch, leaver, to=to, reason=reason, some=some)


def _tasks(batch: Batch, leaver: User, to: User, some: Sequence[int], reason: str) -> int:
    return hand_over_tasks.within(batch, leaver, to=to, some=some)


def _companies(batch: Batch, leaver: User, to: User, some: Sequence[int], reason: str) -> int:
    return hand_over_companies.within(batch, leaver, to=to, some=some, reason=reason)


def _partners(batch: Batch, leaver: User, to: User, some: Sequence[int], reason: str) -> int:
    return hand_over_partners.within(batch, leaver, to=to, some=some)


def _follows(batch: Batch, leaver: User, to: User, some: Sequence[int], reason: str) -> int:
    return stop_following_all.within(batch, leaver, some=some)


PARTS = (
    Part(
        "records",
        "records.record.owner",
        lambda leaver: Record.objects.filter(owner=leaver, outcome=""),
        _records,
    ),
    Part(
        "tasks",
        "work.task.assignee",
        lambda leaver: Task.objects.filter(OPEN, assignee=leaver),
        _tasks,
    ),
    Part(
        "companies",
        "parties.company.account_manager",
        lambda leaver: Company.objects.filter(account_manager=leaver),
        _companies,
    ),
    Part(
        "partners",
        "channel.partner.manager",
        lambda leaver: Partner.objects.filter(manager=leaver),
        _partners,
    ),
    Part(
        "",
        "work.follower.user",
        lambda leaver: Follower.with_bin.filter(user=leaver),
        _follows,
    ),
)
AT_ONCE = ("access.user.manager", "access.user.stand_in")  # as they leave, in one transaction
