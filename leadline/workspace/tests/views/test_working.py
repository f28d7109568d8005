"""A list is worked through: one after another, later ones again at the end, then through."""

import re

from leadline.deals.actions import open_deal


def turn(client, address):
    """The heading, and where Next and Later lead."""
    text = client.get(address).content.decode()
    heading = re.search(r"aside-head.*?<h2>(.*?)</h2>", text, re.S)[1]
    links = [one.replace("&amp;", "&") for one in re.findall(r'href="(/leads/calls/[^"]*)"', text)]
    return heading, [one for one in links if "before=" in one]


def test_one_after_another_until_the_end(cast, client):
    client.force_login(cast.mei)
    heading, links = turn(client, "/leads/calls/?sort=name")
    assert heading == "Jonas Weber"
    heading, links = turn(client, links[0])
    assert heading == "Li Na"
    text = client.get(links[0]).content.decode()
    assert "You are through" in text


def test_later_comes_again_at_the_end(cast, client):
    client.force_login(cast.mei)
    _heading, links = turn(client, "/leads/calls/?sort=name")
    heading, links = turn(client, links[1])
    assert heading == "Li Na"
    text = client.get(links[0]).content.decode()
    assert ">Jonas Weber<" in text
    assert "You put this one off." in text


def test_the_panel_has_what_is_needed_and_the_form_leads_on(cast, client):
    client.force_login(cast.mei)
    text = client.get("/leads/calls/?q=li").content.decode()
    assert "What came of the call" in text
    assert 'name="next" value="/leads/calls/?q=li&amp;before=end"' in text


def test_only_what_one_may_see(cast, client, page):
    open_deal(cast.as_mei, cast.lead)
    assert "You are through" in page(cast.kai, "/leads/calls/")
    assert "You are through" in page(cast.kai, f"/leads/calls/?before=end&later={cast.lead.pk},x")
    assert "Li Na" in page(cast.mei, "/deals/calls/")
    client.logout()
    assert client.get("/leads/calls/").status_code == 302
