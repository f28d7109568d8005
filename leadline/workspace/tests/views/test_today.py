"""Today opens the first thing, htmx gets its panel alone, and after doing it the next one opens."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.workspace.tests.conftest import many, run, take_in


def test_today_shows_the_day(cast, page):
    text = page(cast.mei, "/")
    assert "Monday, and 4 things are yours" in text
    assert 'id="panel"' in text
    assert "<c-" not in text


def test_the_day_asks_as_often_for_many_leads_as_for_few(cast, client):
    client.force_login(cast.mei)

    def asked() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as found:
            client.get("/")
        return len(found)

    few = asked()
    take_in(cast.version, *many(20))
    run()
    assert asked() == few <= 62


def test_htmx_gets_the_panel_alone(cast, client):
    client.force_login(cast.mei)
    task = cast.other.tasks.get()
    text = client.get(f"/?item=t{task.pk}", headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith("<aside")
    assert "Jonas Weber" in text
    gone = client.get("/?item=x", headers={"HX-Request": "true"}).content.decode()
    assert "Li Na" in gone


def test_after_doing_it_the_next_one_opens(cast, client):
    client.force_login(cast.mei)
    call = {"result": "connected", "next": "/"}
    text = client.post(f"/records/{cast.lead.pk}/calls/", call, follow=True).content.decode()
    assert "The call is logged" in text
    assert "Monday, and 3 things are yours" in text
    assert f"/records/{cast.other.pk}/calls/" in text


def test_strangers_sign_in_first(cast, client):
    assert client.get("/").url.startswith("/account/login/")


def test_somebody_from_elsewhere_has_an_empty_day(cast, page):
    text = page(cast.kai, "/")
    assert "Nothing waits for you" in text
    assert "Li Na" not in text
