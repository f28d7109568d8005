from io import StringIO

import pytest
from django.core.management import call_command

from leadline.access.models import Firm, Role, User
from leadline.config.management.commands.setup import NOBODY, needs_a_group, shipped_playbooks
from leadline.playbooks.models import Published, Version


@pytest.mark.django_db
def test_setting_up_twice_is_setting_up_once() -> None:
    said = StringIO()
    call_command("setup", stdout=said)
    assert "Published trial-subscription, version 1." in said.getvalue()
    again = StringIO()
    call_command("setup", stdout=again)
    assert again.getvalue().strip() == NOBODY
    User.objects.create(email="anna@example.com")
    third = StringIO()
    call_command("setup", stdout=third)
    assert third.getvalue() == ""
    assert Firm.objects.count() == 1
    assert Role.objects.filter(name__in=["Seller", "Manager", "Admin"]).count() == 3
    shipped = {folder.name for folder in shipped_playbooks() if not needs_a_group(folder)}
    assert set(Published.objects.values_list("name", flat=True)) == shipped
    assert Version.objects.count() == len(shipped)


def test_a_playbook_of_a_group_is_shipped_and_left_to_a_person() -> None:
    assert [one.name for one in shipped_playbooks() if needs_a_group(one)] == ["lead-management"]
