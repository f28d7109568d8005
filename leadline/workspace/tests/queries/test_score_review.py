"""The review counts what one may see, each lead once."""

import pytest

from leadline.access.models import Firm, Membership, Permission, Reach, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.leads.tests.score.score_cast import LEAD, NINE, people, published, rescore, score
from leadline.playbooks.actions import publish
from leadline.playbooks.tests.folders import SMALLEST
from leadline.records.models import Record
from leadline.workspace.queries.score_review import ScoreReview, score_review

pytestmark = pytest.mark.django_db


def review(user: User, line: int = 30) -> ScoreReview:
    found = score_review(published().playbook, user, NINE, line)
    assert found is not None
    return found


@pytest.fixture
def ada(db: None) -> User:
    Firm.objects.update_or_create(pk=1, defaults={"name": "Meridian", "zone": "UTC"})
    user = User.objects.create(email="ada@firm.example", name="Ada")
    role = Role.objects.create(name="Any")
    Permission.objects.create(role=role, action="see", reach=Reach.ALL)
    Membership.objects.create(team=Team.objects.create(name="All"), user=user, role=role)
    return user


def test_every_ended_lead_stands_in_one_cell_and_one_tenth(ada: User) -> None:
    leads = people(published(), 30)
    score(*leads)
    Record.objects.filter(pk__in=[one.pk for one in leads[:20]]).update(
        outcome="lost", ended_at=NINE
    )
    page = review(ada)
    cells = [cell for _label, row in page.levels for _band, cell in row]
    assert sum(cell.leads for cell in cells) == page.leads == 20
    assert sum(bar.group.leads for bar in page.bars) == 20
    assert (page.auc, page.is_little, page.most) == ("", True, 0)
    assert page.sentences[0].startswith("40 points")


def test_before_anything_ended_and_for_who_sees_nothing(ada: User) -> None:
    assert (review(ada).leads, list(review(ada).rules)) == (0, [])
    version = published()
    leads = people(version, 3)
    rescore(version)
    Record.objects.filter(pk=leads[0].pk).update(outcome="lost", ended_at=NINE)
    kai = User.objects.create(email="kai@firm.example", name="Kai")
    assert (review(kai).leads, review(ada).leads) == (0, 1)
    assert [one.number for one in review(ada).rules] == [1]


def test_a_playbook_without_a_score_has_no_review(ada: User) -> None:
    files = {**SMALLEST, "lead.yaml": LEAD}
    version = publish(AUTOMATION, None, name="small", source=files)
    assert score_review(version.playbook, ada, NINE, 0) is None
