"""Several records of a list at once, through the pages."""

import pytest

from leadline.access.models import Permission
from leadline.core.models import Event
from leadline.records.models import Record


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


def test_a_file_is_taken_out_and_noted(cast, mei):
    answer = mei.post("/leads/export/", {"format": "csv", "query": "q=li"})
    assert "Li Na" in b"".join(answer.streaming_content).decode()
    assert answer["Content-Disposition"] == 'attachment; filename="leads-2026-03-02.csv"'
    answer = mei.post("/leads/export/", {"format": "xlsx"})
    assert b"".join(answer.streaming_content).startswith(b"PK")
    numbers = [event.data["number"] for event in Event.objects.filter(name="records exported")]
    assert numbers == [1, 2]


def test_who_may_not_take_out_is_offered_nothing(cast, mei):
    assert "As XLSX" in mei.get("/leads/").content.decode()
    Permission.objects.filter(role__name="Seller", action="everything").delete()
    assert "As XLSX" not in mei.get("/leads/").content.decode()
    answer = mei.post("/leads/export/", {"format": "csv"}, follow=True)
    assert "role does not include" in answer.content.decode()
    assert (
        "Choose XLSX" in mei.post("/leads/export/", {"format": "exe"}, follow=True).content.decode()
    )


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
