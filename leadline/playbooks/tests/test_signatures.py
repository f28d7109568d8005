"""Both sides' signatures put the words in force, in every version that says just that."""

from collections.abc import Mapping

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.access.actor import person
from leadline.access.models import Membership, Permission, Reach, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish, sign_playbook
from leadline.playbooks.agreement import Part
from leadline.playbooks.models import Version
from leadline.playbooks.signatures import parts_of, with_definition_in_force
from leadline.playbooks.tests.folders import SMALL

pytestmark = pytest.mark.django_db
AGREED: Mapping[str, str] = {
    **SMALL,
    "playbook.yaml": SMALL["playbook.yaml"].replace("[Sales]\n", "[Sales, Marketing]\n", 1),
    "fields.yaml": 'lead:\n  ready: {means: "interest is Yes", opposite: not ready}\n',
    "agreement.yaml": "sales-ready: ready\ndefinition signed by: [Marketing, Sales]\n",
}


def put(**changes: str) -> Version:
    files = {**AGREED, **{f"{name}.yaml": text for name, text in changes.items()}}
    return publish(AUTOMATION, None, name="small", source=files)


def signer(role: str) -> User:
    user = User.objects.create(email=f"{role.lower()}@firm.example", name=role)
    kept, _ = Role.objects.get_or_create(name=role)
    Permission.objects.get_or_create(role=kept, action="see", defaults={"reach": Reach.OWN})
    team, _ = Team.objects.get_or_create(name="All")
    Membership.objects.create(team=team, user=user, role=kept)
    return user


def sign(version: Version, *users: User) -> None:
    [part] = parts_of(version)
    for user in users:
        sign_playbook(
            person(user), None, playbook="small", part=Part.DEFINITION, role=user.name,
            hash=part.signable.hash,
        )  # fmt: skip


def test_s3_03_one_signature_is_not_enough_and_two_are() -> None:
    first = put()
    marketing, sales = signer("Marketing"), signer("Sales")
    sign(first, marketing)
    assert parts_of(first)[0].lacking == ("Sales",)
    assert with_definition_in_force({first.pk}) == frozenset()
    sign(first, sales, sales)
    assert parts_of(first)[0].is_in_force
    same = put(playbook=AGREED["playbook.yaml"].replace("title: Small", "title: Tiny"))
    other = put(fields=AGREED["fields.yaml"].replace("Yes", "Unsure"))
    assert with_definition_in_force({first.pk, same.pk, other.pk}) == {first.pk, same.pk}


def test_one_role_alone_is_no_agreement() -> None:
    version = put(agreement="sales-ready: ready\ndefinition signed by: [Sales]\n")
    sign(version, signer("Sales"))
    [part] = parts_of(version)
    assert (part.lacking, part.is_in_force) == ((), False)


def test_any_number_of_versions_takes_the_same_queries() -> None:
    versions = {put().pk, put(fields=AGREED["fields.yaml"].replace("Yes", "No")).pk}
    with_definition_in_force(versions)  # definitions are read once
    for some in ({min(versions)}, versions):
        with CaptureQueriesContext(connection) as queries:
            with_definition_in_force(some)
        assert len(queries) == 2
