"""Views are kept, pinned, removed and brought back on pages."""

import pytest

from leadline.workspace.actions.views import make_view
from leadline.workspace.models import Pin, View


@pytest.fixture
def mei(cast, client):
    client.force_login(cast.mei)
    return client


def kept(mei, query="q=li", **more):
    given = {"name": "Mine", "shared": "mine", "query": query, **more}
    return mei.post("/leads/keeping/", given)


def test_a_list_is_kept_and_changed(cast, mei):
    answer = kept(mei)
    view = View.objects.get()
    assert answer.url == f"/leads/?view={view.pk}"
    assert (view.query, view.owner) == ("q=li", cast.mei)
    kept(mei, f"view={view.pk}&q=jonas&sort=name", name="Other")
    view.refresh_from_db()
    assert (view.name, view.query) == ("Other", "q=jonas&sort=name")
    kept(mei, f"view={view.pk}&q=jonas", new="1")
    assert View.objects.count() == 2


@pytest.mark.parametrize("given", [{"name": ""}, {"name": "\u200b"}, {"shared": "nobody"}])
def test_what_is_wrong_is_said(mei, given):
    assert kept(mei, **given).url == "/leads/?q=li"
    assert not View.objects.exists()


def test_the_navigation_counts(cast, mei, page):
    kept(mei)
    view = View.objects.get()
    mei.post(f"/views/{view.pk}/pin/")
    text = page(cast.mei, f"/leads/?view={view.pk}")
    assert '<span class="nav-count">1</span>' in text
    assert "Mine" not in page(cast.ben, "/")
    mei.force_login(cast.mei)
    mei.post(f"/views/{view.pk}/unpinning/")
    assert not Pin.objects.exists()


def test_removed_and_back(cast, mei, page):
    kept(mei)
    view = View.objects.get()
    assert "Mine" in page(cast.mei, "/views/")
    mei.post(f"/views/{view.pk}/removal/")
    assert "Removed in the last 30 days" in page(cast.mei, "/views/")
    mei.post(f"/views/{view.pk}/restoring/")
    assert "Removed in the last 30 days" not in page(cast.mei, "/views/")
    assert "Here your views will appear" in page(cast.kai, "/views/")


def test_others_cannot_touch_it(cast, client):
    view = make_view(cast.as_mei, cast.mei, kind="lead", name="Own", query="")
    client.force_login(cast.kai)
    for page in ("pin", "unpinning", "removal", "restoring"):
        assert client.post(f"/views/{view.pk}/{page}/").status_code == 404
    shared = make_view(cast.as_mei, cast.mei, kind="lead", name="All", query="", shared="all")
    client.post(f"/views/{shared.pk}/removal/")
    shared.refresh_from_db()
    assert shared.removed_at is None
    assert client.get(f"/views/{shared.pk}/removal/").status_code == 405
