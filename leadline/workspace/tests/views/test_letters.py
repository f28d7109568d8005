"""A letter to many through the pages: looked at, sent once, taken back."""

from html import unescape

import pytest

from leadline.mail.models import Letter, State
from leadline.parties.models import Person
from leadline.records.models import Record
from leadline.workspace.tests.test_bulk_letters import writing
from leadline.workspace.views import bulk

__all__ = ["writing"]
GIVEN = {"template": "spring prices"}


@pytest.fixture
def begun(writing, client):
    """Mei has chosen all the leads of the playbook with letters; the address of her letter."""
    client.force_login(writing.mei)
    answer = client.post("/leads/bulk/", {"act": "letter", "which": "all", "query": "q=some"})
    assert answer.url.startswith("/leads/letters/")
    return answer.url


def look(client, address, **more):
    return client.post(address, {**GIVEN, **more}).content.decode()


def seal(text):
    return text.partition('name="send" value="')[2].partition('"')[0]


def test_it_is_looked_at_before_it_is_sent(begun, client):
    assert "A letter to 4 people" in client.get(begun).content.decode()
    text = look(client, begun)
    assert "As Ada Lin gets it" in text
    assert "Spring, Ada" in text
    assert "Send it to 2 people" in text
    assert "2 do not get it" in text
    assert "Nothing says that this person may be written to." in text
    assert not Letter.objects.exists()


def test_it_is_sent_once_and_taken_back(begun, client):
    given = {**GIVEN, "send": seal(look(client, begun))}
    sent = client.post(begun, given)
    text = client.get(sent.url).content.decode()
    assert "2 letters leave" in text
    assert "2 were refused." in text
    assert client.post(begun, given).url == "/leads/"  # the form is sent once more
    assert Letter.objects.count() == 2
    back = client.post(sent.url.replace("done", "undo"))
    assert "2 letters taken back" in client.get(back.url).content.decode()
    assert set(Letter.objects.values_list("state", flat=True)) == {State.TAKEN_BACK}


def test_what_nobody_has_looked_at_is_not_sent(begun, client):
    given = {"send": seal(look(client, begun)), "template": "", "subject": "Hi", "body": "Other"}
    text = client.post(begun, given).content.decode()
    assert "As Ada Lin gets it" in text
    assert not Letter.objects.exists()


def test_what_is_missing_is_said(begun, client):
    answer = client.post(begun, {"template": "", "subject": "", "body": " "})
    assert (answer.status_code, answer.content.decode().count("Nothing is written here.")) == (
        422,
        2,
    )
    assert client.post(begun, {"template": "inside"}).status_code == 422


def test_nobody_writes_to_whom_they_do_not_see(begun, writing, client):
    client.force_login(writing.kai)
    assert client.get(begun).url == "/leads/"
    client.force_login(writing.mei)
    Record.objects.filter(version__playbook__name="writing").update(
        owner=writing.kai, team=writing.kai.memberships.get().team
    )
    assert client.get(begun).url == "/leads/"
    assert client.get("/leads/letters/made-up/").url == "/leads/"


OWN = {"template": "", "subject": "News  of spring", "body": "See [here](https://us.example)."}
SENT = "See here: https://us.example.\n\n-- \nThe firm"


@pytest.mark.parametrize("given", [GIVEN, OWN], ids=["template", "own words"])
@pytest.mark.parametrize("has_left", [False, True], ids=["waiting", "sent"])
def test_a_person_in_two_parts_of_a_list_gets_it_once(
    writing, client, monkeypatch, given, has_left
):
    ada = Person.objects.get(name="Ada Lin")
    Record.objects.filter(person__name="Bo Berg").update(person=ada)
    monkeypatch.setattr(bulk, "MOST", 1)
    client.force_login(writing.mei)
    asked = {"act": "letter", "which": "all", "query": "q=some"}
    told, number = [], 0
    while number == 0 or asked["before"]:
        address, number = client.post("/leads/bulk/", asked).url, number + 1
        page = client.post(address, given).content.decode()
        told.append("They got this letter within the last day." in page)
        if seal(page):
            page = client.post(address, {**given, "send": seal(page)}, follow=True).content.decode()
        if has_left:
            Letter.objects.update(state=State.SENT, text=SENT)
        asked["before"] = unescape(page.partition('name="before" value="')[2].partition('"')[0])
    assert (number, sum(told)) == (4, 1)
    assert Letter.objects.filter(person=ada).count() == 1
