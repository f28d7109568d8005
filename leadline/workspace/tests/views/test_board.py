"""Cards move where the playbook lets them, and stay where it does not, with the reason."""

import pytest

from leadline.records.actions import give_answers
from leadline.records.models import Record
from leadline.workspace.queries.lists import board as boards
from leadline.workspace.tests.conftest import run


@pytest.fixture
def mei(cast, client):
    client.force_login(cast.mei)
    return client


def move(mei, record, stage):
    answer = mei.post("/leads/moving/", {"pk": record.pk, "to": stage, "query": ""}, follow=True)
    return answer.content.decode()


def stage_of(record):
    return Record.objects.get(pk=record.pk).stage


def test_a_refused_card_goes_back_and_says_why(cast, mei):
    text = move(mei, cast.lead, "Shown")
    assert "Li Na stays where it is. Something is missing: " in text
    assert "This move asks for: Reason" in move(mei, cast.lead, "Ended badly")
    assert "No way leads there" in move(mei, cast.lead, "Nowhere")
    assert stage_of(cast.lead) == "Asked"


def test_a_card_moves_at_once(cast, mei):
    give_answers(cast.as_mei, cast.lead, answers={"mood": "Good", "website": "example.com"})
    run()
    assert stage_of(cast.lead) == "Shown"
    assert "Li Na: asked to move to Ended well." in move(mei, cast.lead, "Ended well")
    assert stage_of(cast.lead) == "Ended well"


def test_without_a_mouse_one_chooses(cast, page):
    text = page(cast.mei, f"/leads/board/?move={cast.lead.pk}")
    assert "Move Li Na" in text
    assert "Something is missing" in text
    assert f'href="/leads/board/?#card-{cast.lead.pk}"' in text
    assert "Move Li Na" not in page(cast.kai, f"/leads/board/?move={cast.lead.pk}")
    assert page(cast.mei, "/leads/board/?move=x")


def test_a_column_goes_on(cast, mei, monkeypatch):
    monkeypatch.setattr(boards, "CARDS", 1)
    first = mei.get("/leads/board/").content.decode()
    assert 'hx-get="/leads/board/?process=Small%20lead&amp;column=Asked&amp;before=' in first
    given = {"process": "Small lead", "column": "Asked", "before": ""}
    more = mei.get("/leads/board/", given, headers={"hx-request": "true"})
    assert more.content.decode().count('class="card"') == 1
    given["column"] = "Nowhere"
    assert mei.get("/leads/board/", given, headers={"hx-request": "true"}).status_code == 404


def test_others_move_nothing(cast, client, page):
    client.force_login(cast.kai)
    assert client.post("/leads/moving/", {"pk": cast.lead.pk, "to": "Shown"}).status_code == 404
    assert client.post("/leads/moving/", {"pk": "x"}).status_code == 404
    assert client.get("/leads/moving/").status_code == 405
    assert "No board yet" in page(cast.mei, "/deals/board/")
