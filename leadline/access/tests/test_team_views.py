"""The tree of teams, their hours and special days, by page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.models import SpecialDay, Team
from leadline.access.team_views import tree

HERE = "/settings/teams/"


@pytest.fixture
def anna(cast, client):
    client.force_login(cast.anna)
    return client


def test_the_tree_is_one_query(cast):
    with CaptureQueriesContext(connection) as asked:
        branches = tree()
    assert len(asked) == 1
    assert [(one.team.name, one.depth, one.people) for one in branches] == [
        ("Company", 0, 1), ("Sales", 1, 1), ("Inside Sales", 2, 1), ("Service", 1, 1),
    ]  # fmt: skip


def test_a_team_is_made_and_given_hours_of_its_own(cast, anna):
    hours = {f"hours_{n}": "08:00–16:00" if n < 5 else "" for n in range(7)}
    told = {"name": "Night", "parent": cast.service.pk} | hours
    anna.post(f"{HERE}new/", told)
    night = Team.objects.get(name="Night")
    assert night.hours is None
    page = anna.post(f"{HERE}{night.pk}/", told | {"own_hours": "on"}, follow=True)
    assert Team.objects.get(pk=night.pk).hours == ["08:00–16:00"] * 5 + ["", ""]
    assert "Its next working time begins" in page.content.decode()
    never = {f"hours_{n}": "" for n in range(7)} | {"own_hours": "on"}
    page = anna.post(f"{HERE}{night.pk}/", told | never, follow=True).content.decode()
    assert "By these hours it never works." in page


def test_what_makes_no_tree_stays_as_it_was(cast, anna):
    told = {"name": "Sales", "parent": cast.inside.pk}
    answer = anna.post(f"{HERE}{cast.sales.pk}/", told)
    assert answer.status_code == 422
    assert "A team cannot stand below itself." in answer.content.decode()
    answer = anna.post(f"{HERE}{cast.sales.pk}/", {"name": "Sales", "hours_1": "9 to 5"})
    assert answer.status_code == 422
    assert Team.objects.get(pk=cast.sales.pk).parent == cast.company


def test_special_days_come_and_go(cast, anna):
    path = f"{HERE}{cast.sales.pk}/days/"
    anna.post(path, {"day_on": "2026-03-07", "works": "yes", "name": "Fair"})
    assert "Fair" in anna.get(f"{HERE}{cast.sales.pk}/").content.decode()
    anna.post(f"{path}2026-03-07/end/")
    anna.post(f"{path}nonsense/end/")
    assert not SpecialDay.objects.exists()
    assert anna.post(path, {"day_on": "soon"}).status_code == 422


@pytest.mark.parametrize("who", ["ben", "chen", "dora"])
def test_others_are_refused(cast, client, who):
    client.force_login(getattr(cast, who))
    for path in (HERE, f"{HERE}new/", f"{HERE}{cast.sales.pk}/"):
        assert client.get(path).status_code == 403
    for path in (f"{HERE}new/", f"{HERE}{cast.sales.pk}/", f"{HERE}{cast.sales.pk}/days/"):
        assert client.post(path, {"name": "Mine"}).status_code == 403
