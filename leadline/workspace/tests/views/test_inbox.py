"""The inbox is read and emptied over the web, and counted in the navigation."""

import pytest

from leadline.access.actor import person
from leadline.access.models import Permission
from leadline.work.actions.notes import note
from leadline.work.models import Notice


@pytest.fixture
def nothing_new(cast):
    """Whoever got a lead was told of it; here that is no news any more."""
    Notice.objects.all().delete()


def test_news_is_there_counted_and_put_away(cast, nothing_new, client, page):
    note(person(cast.ben), cast.lead, what="@Mei Chen: they called <b>twice</b>")
    shown = page(cast.mei, "/inbox/")
    assert "they called &lt;b&gt;twice&lt;/b&gt;" in shown
    assert '<span class="nav-count">1</span>' in shown
    newest = Notice.objects.get().pk
    note(person(cast.ben), cast.lead, what="@Mei Chen: and again")
    client.post("/inbox/reading/", {"newest": newest})
    assert [one.read_at is None for one in Notice.objects.order_by("pk")] == [False, True]


def test_nobody_puts_away_news_of_others_and_nonsense_is_harmless(cast, nothing_new, client, page):
    note(person(cast.mei), cast.lead, what="@Ben Lee look")
    for user in (cast.mei, cast.kai):
        client.force_login(user)
        assert client.post("/inbox/reading/", {"newest": "999999"}).status_code == 302
        assert client.post("/inbox/reading/", {"newest": "x"}).status_code == 302
    assert Notice.objects.get().read_at is None
    assert "No news yet" in page(cast.kai, "/inbox/")
    assert page(cast.ben, "/inbox/?before=x").count("data-row") == 1


def test_whose_role_does_not_include_it_is_told_so(cast, nothing_new, client):
    Permission.objects.all().delete()
    client.force_login(cast.kai)
    answer = client.post("/inbox/reading/", {"newest": "1"}, follow=True)
    assert "Your role does not include this." in answer.content.decode()
