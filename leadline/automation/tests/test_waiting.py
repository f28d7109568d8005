"""Only records whose stage asks what is sales-ready wait for the signature."""

import pytest

from leadline.access.models import User
from leadline.automation.tests.conftest import LEAD, PLAYBOOK, published, take_in
from leadline.automation.waiting import waiting_for
from leadline.playbooks.agreement import Part, signable
from leadline.playbooks.models import Signature, Version
from leadline.playbooks.versions import definition_of
from leadline.records.models import Record

ROLES = PLAYBOOK.replace("[Inside Sales]", "[Inside Sales, Marketing]")
FIELDS = 'lead:\n  ready: {means: "users above 3", opposite: not ready}\n'
AGREEMENT = "sales-ready: ready\ndefinition signed by: [Marketing, Inside Sales]\n"
READY = LEAD.replace("        by: owner\n", "        by: owner\n        when: ready\n")


@pytest.fixture
def version(mei: User) -> Version:
    return published(READY, playbook=ROLES, fields=FIELDS, agreement=AGREEMENT)


def signed(version: Version, *roles: str) -> list[Signature]:
    part = signable(definition_of(version.pk), Part.DEFINITION)
    assert part is not None
    return [
        Signature.objects.create(
            playbook=version.playbook, version=version, part=Part.DEFINITION, hash=part.hash,
            words=part.text, role=role, signed_at="2026-03-02T09:00Z",
            user=User.objects.get_or_create(email=f"{role[0].lower()}@firm.example", name=role)[0],
        )
        for role in roles
    ]  # fmt: skip


def test_nobody_goes_on_before_both_have_signed(version: Version) -> None:
    assert waiting_for(signed(version, "Marketing")) is None


def test_those_at_a_stage_that_asks_go_on(version: Version) -> None:
    [lead] = take_in(version, "Web")
    Record.objects.update(stage="New")
    waiting = waiting_for(signed(version, "Marketing", "Inside Sales"))
    assert waiting is not None
    assert list(Record.objects.filter(waiting)) == [lead]
    Record.objects.update(stage="Done")
    assert not Record.objects.filter(waiting).exists()


def test_signed_promises_let_nobody_go_on(version: Version) -> None:
    rows = signed(version, "Marketing", "Inside Sales")
    for one in rows:
        one.part = Part.PROMISES
    assert waiting_for(rows) is None
