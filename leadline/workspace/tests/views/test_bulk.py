"""Several records of a list at once, through the pages."""

import re
from html import unescape

import pytest

from leadline.core.actor import AUTOMATION
from leadline.playbooks.custom import Choice
from leadline.records.models import Record
from leadline.workspace.actions.fields import add_custom_field
from leadline.workspace.bulk import answer_all
from leadline.workspace.tests.conftest import many, take_in
from leadline.workspace.views import bulk


@pytest.fixture
def mei(cast, client):
    client.force_login(cast.mei)
    return client


def post(mei, **given):
    return mei.post("/leads/bulk/", {"query": "q=", **given}, follow=True).content.decode()


def owner_of(record):
    return Record.objects.get(pk=record.pk).owner.name


def test_ticked_records_get_another_owner_and_back(cast, mei):
    given = {"act": "owner", "owner": cast.ben.pk, "pick": [cast.lead.pk, "x", "9" * 30]}
    answer = mei.post("/leads/bulk/", given)
    assert "/leads/done/" in answer.url
    text = mei.get(answer.url).content.decode()
    assert "1 record changed" in text
    assert "None was refused." in text
    assert (owner_of(cast.lead), owner_of(cast.other)) == ("Ben Lee", "Mei Chen")
    back = mei.post(answer.url.replace("done", "undo"))
    assert "1 record changed" in mei.get(back.url).content.decode()
    assert owner_of(cast.lead) == "Mei Chen"
    assert mei.get(answer.url).url == "/leads/"


def test_no_act_is_kept_from_being_sent_by_the_form_of_another(cast, mei):
    form = mei.get("/leads/").content.decode().partition('id="bulk"')[2].partition("</form>")[0]
    assert 'name="owner"' in form
    assert "required" not in form


def test_all_that_fit_are_meant_only_if_one_says_so(cast, mei):
    assert "Tick records first" in post(mei, act="owner", owner=cast.ben.pk)
    post(mei, act="owner", owner=cast.ben.pk, which="all", query="q=li")
    assert (owner_of(cast.lead), owner_of(cast.other)) == ("Ben Lee", "Mei Chen")


def test_refused_moves_are_listed_with_the_reason(cast, mei):
    text = post(mei, act="stage", to="Shown", which="all")
    assert "0 records move" in text
    assert "2 were refused." in text
    assert "Something is missing" in text
    assert "Choose the stage" in post(mei, act="stage", to="Nowhere", which="all")


def test_an_answer_for_all_is_checked(cast, mei):
    assert "Choose one of: Good, Bad" in post(
        mei, act="answer", field="mood", value="Ugly", which="all"
    )
    assert "Write what" in post(mei, act="answer", field="mood", which="all")
    assert "Choose the field" in post(mei, act="answer", field="owner", value="x", which="all")
    post(mei, act="answer", field="mood", value="good", which="all")
    assert {one.answers["mood"] for one in Record.objects.filter(kind="lead")} == {"Good"}


def test_the_next_ones_are_one_press_away(cast, mei, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 1)
    text = post(mei, act="owner", owner=cast.ben.pk, which="all")
    assert "More of this list wait for the same." in text
    form = text.partition('action="/leads/bulk/"')[2].partition("</form>")[0]
    given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    given = {name: unescape(value) for name, value in given.items()}
    assert {owner_of(cast.lead), owner_of(cast.other)} == {"Mei Chen", "Ben Lee"}
    text = mei.post("/leads/bulk/", given, follow=True).content.decode()
    assert {owner_of(cast.lead), owner_of(cast.other)} == {"Ben Lee"}
    assert "More of this list" not in text


def test_words_that_too_many_have_are_told(cast, mei, monkeypatch):
    monkeypatch.setattr("leadline.workspace.queries.leads.LOOKED_AT", 1)
    monkeypatch.setattr(bulk, "MOST", 1)
    take_in(cast.version, *many(3))
    told = "only the newest 5,000 of them are looked at"
    for page in ("", "board/", "report/"):
        assert told in mei.get(f"/leads/{page}?q=person").content.decode()
        assert told not in mei.get(f"/leads/{page}?q=jonas").content.decode()
    assert told in post(mei, act="owner", owner=cast.ben.pk, which="all", query="q=person")
    assert told not in post(mei, act="owner", owner=cast.ben.pk, which="all", query="q=jonas")


def test_tags_are_added_and_taken_away(cast, mei):
    choices = [Choice(one, one, "") for one in ("Big", "Fair", "Old")]
    told = {"about": "lead", "kind": "several choices", "choices": choices}
    name = add_custom_field(AUTOMATION, None, name="Tags", **told).key
    answer_all(cast.as_mei, [cast.lead], name, ("Big",))

    def tags():
        rows = Record.objects.filter(kind="lead").order_by("pk")
        return [one.answers.get(name) for one in rows]

    post(mei, act="answer", field=name, value="Fair, Old", how="add", which="all")
    assert tags() == [["Big", "Fair", "Old"], ["Fair", "Old"]]
    post(mei, act="answer", field=name, value="Old, Fair", how="take", which="all")
    assert tags() == [["Big"], None]
    text = post(mei, act="answer", field="mood", value="Good", how="add", which="all")
    assert "Only a field with several choices" in text
    assert "these besides" in mei.get("/leads/").content.decode()


def test_people_from_elsewhere_change_nothing(cast, client):
    client.force_login(cast.kai)
    given = {"act": "owner", "owner": cast.kai.pk, "pick": [cast.lead.pk]}
    client.post("/leads/bulk/", given)
    assert owner_of(cast.lead) == "Mei Chen"
    assert client.get("/leads/done/made-up/").url == "/leads/"
    assert client.post("/leads/undo/made-up/").url == "/leads/"
    assert client.get("/leads/bulk/").status_code == 405


def test_an_endless_key_is_one_that_nobody_keeps(cast, mei, recwarn):
    assert mei.get(f"/leads/done/{'9' * 400}/").status_code == 302
    assert not [one for one in recwarn if one.category.__name__ == "CacheKeyWarning"]


def test_a_key_that_nobody_was_given_has_no_page(cast, mei):
    for page in ("done", "undo", "letters"):
        assert mei.get(f"/leads/{page}/+49 (0) 123/").status_code == 404
