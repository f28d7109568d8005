"""What may this person see here, and why? Asked of one record, answered with roles."""

import pytest

from leadline.access.models import Role
from leadline.work.actions.making import task


@pytest.fixture
def path(cast):
    return f"/settings/people/{cast.kai.pk}/sight/"


def test_somebody_from_elsewhere_does_not_see_it_and_why(cast, page, path):
    text = page(cast.ben, f"{path}?record={cast.lead.pk}")
    assert "Kai does not see it." in text
    assert "As Engineer in Service they see their own records, and this is none of them." in text
    assert "It belongs to Mei Chen." in text
    assert "Today shows them the record" not in text
    task(cast.as_mei, cast.lead, what="Repair it", assignee=cast.kai)
    assert "Today shows them the record" in page(cast.ben, f"{path}?record={cast.lead.pk}")


def test_its_owner_sees_it_and_may_work_with_it(cast, page):
    text = page(cast.ben, f"/settings/people/{cast.mei.pk}/sight/?record={cast.lead.pk}")
    assert "Mei Chen sees it." in text
    assert "As Seller in Sales: their team&#x27;s records." in text
    assert "Ordinary work" in text


def test_a_record_is_found_by_its_words(cast, page, path):
    text = page(cast.ben, f"{path}?q=hengtong")
    assert f"?record={cast.lead.pk}&amp;q=hengtong" in text
    assert "nothing has these words" in page(cast.ben, f"{path}?q=zzzzzz")


def test_what_one_may_not_see_oneself_is_not_told(cast, client, path):
    for role in Role.objects.filter(name="Engineer"):
        role.permissions.filter(action="see").delete()
    client.force_login(cast.kai)
    assert client.get(f"{path}?record={cast.lead.pk}").status_code == 404
    assert "Li Na" not in client.get(f"{path}?q=hengtong").content.decode()
    for odd in ("x", "-1", "9" * 30, "１"):
        assert client.get(f"{path}?record={odd}").status_code == 200


def test_others_may_not_ask(cast, client, path):
    Role.objects.get(name="Seller").permissions.filter(action="everything").delete()
    client.force_login(cast.mei)
    assert client.get(path).status_code == 403
