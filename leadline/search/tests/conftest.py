"""The cast: Mei sells in Sales, Ben manages it and sees all, Kai is from elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from leadline.access.models import Membership, Permission, Reach, Role, Team, User
from leadline.access.policy import Sight, rights_of
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.events import EventType, declared_events
from leadline.parties.actions.entering import enter_people
from leadline.parties.candidates import Candidate, read
from leadline.records.models import Record
from leadline.records.opening import open_record

OPENED: EventType = declared_events()["lead opened"]

LI_NA = Candidate(
    name="李娜", company="上海澜石钢材股份有限公司", emails=("li.na@lanshi-steel.example",),
    phones=("+86 138 1234 5678",), country="CN", external=(("Old system", "CUST-2024-0017"),),
)  # fmt: skip
JURGEN = Candidate(
    name="Jürgen Müller-Lüdenscheidt", company="Nordwire Kabel GmbH",
    emails=("j.mueller@nordwire.example",), phones=("0151 23456789",), country="DE",
)  # fmt: skip
SHAN = Candidate(name="单雄信", company="Mikrosoft Retail Ltd", emails=("shan@mikro.example",))
OBRIEN = Candidate(name="Sinéad O'Brien", company="Straße & Söhne", phones=("+39 06 1234567",))


@dataclass
class Cast:
    mei: User
    ben: User
    kai: User
    sales: Team

    def sight(self, user: User) -> Sight:
        sight = rights_of(user.pk).sight()
        assert sight is not None
        return sight


@pytest.fixture
def cast(db: None) -> Cast:
    sales, service = Team.objects.create(name="Sales"), Team.objects.create(name="Service")
    return Cast(
        _colleague("mei", Reach.TEAM, sales),
        _colleague("ben", Reach.ALL, sales),
        _colleague("kai", Reach.OWN, service),
        sales,
    )


@pytest.fixture
def take_in(cast: Cast) -> Callable[..., list[Record]]:
    """A record per candidate, Mei's unless somebody else is named; all in one batch."""

    def take(
        *candidates: Candidate, owner: User | None = cast.mei, kind: str = "lead"
    ) -> list[Record]:
        with Batch(AUTOMATION) as batch:
            entered = enter_people.within(batch, None, profiles=[read(one) for one in candidates])
            records = [
                open_record(
                    batch, kind, one.person.name or "Nobody", OPENED, person=one.person,
                    company=one.company, owner=owner, source="", page="", campaign="",
                    message="", came_back=False,
                )
                for one in entered
            ]  # fmt: skip
            for record in records:
                record.team = cast.sales if owner is cast.mei else None
        return records

    return take


def names(ids: Sequence[int]) -> list[str]:
    """The titles of records in the order of their ids."""
    found = Record.objects.in_bulk(ids)
    return [found[pk].title for pk in ids]


def _colleague(name: str, reach: Reach, team: Team) -> User:
    user = User.objects.create(email=f"{name}@rebar.example", name=name.title())
    role = Role.objects.create(name=f"{name}'s")
    Permission.objects.create(role=role, action="see", reach=reach)
    Membership.objects.create(user=user, team=team, role=role)
    return user
