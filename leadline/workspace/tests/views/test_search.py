"""What is looked for is a page without JavaScript, and a piece of it for the palette."""

import pytest

HOSTILE = ("", " ", '"', "AND NEAR * \"", "x" * 10_000, "\x00", "\u202e", "🚀", "%", "_", "<b>",
           "' OR 1=1 --", "\ue000o1", "[", "\\")  # fmt: skip


def test_the_page(cast, page):
    text = page(cast.mei, "/search/?q=li")
    assert "<mark>Li</mark> Na" in text
    assert "Hengtong Cable" in text
    assert f"/leads/{cast.lead.pk}/" in text
    assert "Nothing is called just so" in page(cast.mei, "/search/?q=hengtnog")
    assert "Nothing found" in page(cast.mei, "/search/?q=qqqqqq")
    assert "/import/" in page(cast.mei, "/search/")


def test_the_palette(cast, client):
    client.force_login(cast.mei)
    text = client.get("/search/?q=li", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in text
    assert "data-hit" in text
    assert "All that has “li”" in text


@pytest.mark.parametrize("asked", HOSTILE)
def test_nothing_breaks_it(cast, client, asked):
    client.force_login(cast.mei)
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.get("/search/", {"q": asked}, headers=headers)
        assert answer.status_code == 200
        assert "<b>" not in answer.content.decode()


def test_strangers_and_people_from_elsewhere(cast, page, client):
    text = page(cast.kai, "/search/?q=li")
    assert "Hengtong" not in text
    client.logout()
    assert client.get("/search/?q=li").url.startswith("/account/login/")


def test_every_page_has_the_field(cast, page):
    text = page(cast.mei, "/leads/")
    assert 'action="/search/"' in text
    assert 'id="palette"' in text
