"""An empty installation says what comes next; what is done is ticked, whoever comes back."""

import pytest
from django.test import Client

from leadline.access.actions import change_firm_settings, make_firm, make_shipped_roles
from leadline.access.models import Firm, Membership, Role, Team, User
from leadline.access.roles import ADMIN, SELLER
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.leads.events import OPENED
from leadline.records.opening import open_record
from leadline.workspace.queries.first_steps import STEPS, first_steps


@pytest.fixture
def admin(db: None) -> User:
    make_firm()
    make_shipped_roles()
    return somebody("ada@x.example", ADMIN)


def somebody(email: str, role: str) -> User:
    user = User.objects.create(email=email, name=email[:3])
    team, _made = Team.objects.get_or_create(name="Sales")
    Membership.objects.create(user=user, team=team, role=Role.objects.get(name=role))
    return user


def test_an_empty_installation_shows_its_first_steps(admin: User, client: Client) -> None:
    client.force_login(admin)
    text = client.get("/").content.decode()
    assert text.count('class="first-step') == len(STEPS)
    assert "is-done" not in text
    for step in first_steps(admin):
        assert client.get(step.href).status_code == 200, step.title


def test_what_is_done_stays_done(admin: User, client: Client) -> None:
    values = {"sender": "hello@x.example"}
    change_firm_settings(AUTOMATION, Firm.objects.get(), values=values)
    somebody("ben@x.example", SELLER)
    done = [str(one.title) for one in first_steps(admin) if one.is_done]
    assert done == ["Say who you are", "Invite a colleague"]


def test_only_who_may_take_them_sees_them(admin: User, client: Client) -> None:
    seller = somebody("ben@x.example", SELLER)
    client.force_login(seller)
    assert first_steps(seller) == ()
    assert "Nothing waits for you" in client.get("/").content.decode()


def test_with_the_first_lead_they_are_gone(admin: User, client: Client) -> None:
    with Batch(AUTOMATION) as batch:
        open_record(batch, "lead", "Li Na", OPENED)
    client.force_login(admin)
    assert "First steps" not in client.get("/").content.decode()


def test_an_empty_list_offers_the_first_step(admin: User, client: Client) -> None:
    client.force_login(admin)
    for address, is_offered in (("/leads/", True), ("/people/", True), ("/deals/", False)):
        text = client.get(address).content.decode().partition('class="empty"')[2]
        assert ('href="/new/"' in text) is is_offered, address
