"""The lists show what one may see, filtered by clicks or by words."""

import re

import pytest

from leadline.deals.actions import open_deal
from leadline.workspace.actions.views import make_view
from leadline.workspace.models import Columns


def test_the_list_of_leads(cast, page):
    text = page(cast.mei, "/leads/?q=li")
    assert "Li Na" in text
    assert "Jonas" not in text
    assert "Nothing fits" in page(cast.mei, "/leads/?q=nobody")


def test_the_list_of_deals(cast, page):
    assert "Here your deals will appear" in page(cast.mei, "/deals/")
    open_deal(cast.as_mei, cast.lead)
    assert "Li Na" in page(cast.mei, "/deals/")


@pytest.mark.parametrize("path", ["/leads/", "/deals/"])
def test_strangers_and_people_from_elsewhere(cast, page, client, path):
    open_deal(cast.as_mei, cast.lead)
    assert "Li Na" not in page(cast.kai, path)
    client.logout()
    assert client.get(path).url.startswith("/account/login/")


def test_a_filter_is_built_with_clicks(cast, page, client):
    assert "New filter" not in page(cast.mei, "/leads/")
    assert "Comparison" in page(cast.mei, "/leads/?add=country")
    answer = client.get("/leads/?where=is+open&add=country&how=is&value=CN")
    assert answer.url == "/leads/?where=is+open+and+country+is+%22CN%22"
    text = page(cast.mei, answer.url)
    assert "Li Na" in text
    assert "Jonas" not in text
    assert "Take away: is open" in text


def test_a_filter_by_clicks_says_what_is_wrong(cast, page):
    text = page(cast.mei, "/leads/?add=opened&how=before&value=someday")
    assert "is no day" in text
    assert "<mark>someday</mark>" in text
    assert "Say with what" in page(cast.mei, "/leads/?add=source&how=is")
    assert "New filter" not in page(cast.mei, "/leads/?add=may+be+called")


def test_a_typed_filter_says_where_it_is_wrong(cast, page):
    text = page(cast.mei, "/leads/?where=contry+is+%22CN%22")
    assert "<mark>contry is &quot;CN&quot;</mark>" in text
    assert "country" in text
    assert "Li Na" not in text


def test_owners_and_stages_are_chosen_from_lists(cast, page):
    assert '<option value="mei@firm.example">Mei Chen</option>' in page(
        cast.mei, "/leads/?add=owner"
    )
    assert '<option value="Shown">Shown</option>' in page(cast.mei, "/leads/?add=stage")


def test_columns_are_each_persons(cast, page, client):
    client.force_login(cast.mei)
    given = {"column": ["owner", "mood", "nonsense"], "query": "q=li&before=x"}
    answer = client.post("/leads/columns/", given)
    assert answer.url == "/leads/?q=li"
    assert Columns.objects.get().names == ["owner", "mood"]
    assert ">Mood<" in page(cast.mei, "/leads/")
    client.post("/leads/columns/", {"usual": "1", "column": ["owner"]})
    assert Columns.objects.get().names == []


def test_columns_are_put_in_order_without_scripts(cast, page, client):
    client.force_login(cast.mei)
    given = {"column": ["owner", "mood", "stage"], "query": "q=li"}
    answer = client.post("/leads/columns/", {**given, "left": "stage"})
    assert answer.url == "/leads/?q=li&choosing=1"
    assert Columns.objects.get().names == ["owner", "stage", "mood"]
    text = client.get(answer.url).content.decode()
    assert "data-menu open><summary>" in text
    headings = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?(\w+)', text)
    assert headings == ["Name", "Owner", "Stage", "Mood"]
    order = re.findall(r'name="column" value="([\w ]+)"', text)
    assert order[:4] == ["owner", "stage", "mood", "company"]
    client.post("/leads/columns/", {**given, "right": "owner"})
    assert Columns.objects.get().names == ["mood", "owner", "stage"]


def test_a_view_opens_as_it_was_kept(cast, page):
    view = make_view(
        cast.as_mei, cast.mei, kind="lead", name="Chinese", query="where=country+is+CN"
    )
    wrong = page(cast.mei, f"/leads/?view={view.pk}")
    assert "cannot be asked" in wrong
    view = make_view(
        cast.as_mei, cast.mei, kind="lead", name="Ours", query="where=country+is+%22CN%22"
    )
    text = page(cast.mei, f"/leads/?view={view.pk}")
    assert "<h1>Ours</h1>" in text
    assert "Jonas" not in text
    assert "Jonas" in page(cast.mei, f"/leads/?view={view.pk}&where=")
    assert "<h1>Leads</h1>" in page(cast.ben, f"/leads/?view={view.pk}")
