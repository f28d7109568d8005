"""The page by which a colleague leaves says what they have, and hands it over."""

import pytest

from leadline.access.models import Role, User
from leadline.records.models import Record


@pytest.fixture
def path(cast):
    return f"/settings/people/{cast.mei.pk}/handover/"


def test_what_they_have_is_shown_and_handed_over(cast, client, path):
    client.force_login(cast.ben)
    text = client.get(path).content.decode()
    assert "Mei Chen leaves" in text
    assert f'<option value="{cast.ben.pk}" selected>' in text  # her manager
    assert f'<option value="{cast.mei.pk}"' not in text
    page = client.post(path, {"successor": cast.kai.pk, "reason": "Graz"}, follow=True)
    assert "2 records and" in page.content.decode()
    assert Record.objects.get(pk=cast.lead.pk).owner == cast.kai
    assert client.get(path).status_code == 404
    client.force_login(User.objects.get(pk=cast.mei.pk))
    assert client.get("/").status_code == 302


def test_somebody_must_take_it_over(cast, client, path):
    client.force_login(cast.ben)
    for wrong in ("", cast.mei.pk, 10**6):
        assert client.post(path, {"successor": wrong}).status_code == 422
    assert User.objects.get(pk=cast.mei.pk).is_active


def test_others_are_refused(cast, client, path):
    Role.objects.get(name="Seller").permissions.filter(action="everything").delete()
    Role.objects.get(name="Engineer").permissions.filter(action="everything").delete()
    for who in (cast.mei, cast.kai):
        client.force_login(who)
        assert client.get(path).status_code == 403
        assert client.post(path, {"successor": cast.ben.pk}).status_code == 403
    assert User.objects.get(pk=cast.mei.pk).is_active
