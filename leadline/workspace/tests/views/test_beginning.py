"""Anything is begun from anywhere, and what is typed is found before it is made."""

import pytest

from leadline.core.actor import AUTOMATION
from leadline.parties.actions.deleting import delete_person
from leadline.parties.models import Company, Person
from leadline.records.actions.deleting import delete_record
from leadline.work.models import Note, Task


@pytest.fixture
def mei(cast, client):
    client.force_login(cast.mei)
    return client


def test_the_menu_stands_on_every_page(cast, page):
    text = page(cast.mei, "/")
    for address in ("/leads/new/", "/people/new/", "/companies/new/", "/new/task/", "/new/note/"):
        assert f'href="{address}"' in text
    cast.kai.memberships.all().delete()
    assert "data-new" not in page(cast.kai, "/profile/")


@pytest.mark.parametrize(
    "typed", ["li.na@hengtong.cn", "+86 512 6312-3456", "0512 63123456", "Li Na"]
)
def test_who_is_typed_is_found(cast, mei, typed):
    text = mei.get("/new/", {"q": typed}).content.decode()
    assert f"/leads/{cast.lead.pk}/" in text
    assert "None of these? Make it" in text


@pytest.mark.parametrize(
    ("typed", "begun"),
    [
        ("eva@lind.se", "email=eva%40lind.se"),
        ("+46 8 123 456 78", "phone=%2B46+8+123+456+78"),
        ("Eva Lind", "name=Eva+Lind"),
    ],
)
def test_who_is_not_known_is_begun_with_what_was_typed(mei, typed, begun):
    text = mei.get("/new/", {"q": typed}).content.decode()
    assert "Nobody and nothing is known by this." in text
    assert f"/people/new/?{begun}" in text
    field, _equals, _value = begun.partition("=")
    form = mei.get(f"/people/new/?{begun}").content.decode()
    assert typed in form, field


def test_the_part_alone_for_htmx(mei):
    text = mei.get("/new/", {"q": "li"}, headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<div id="beginning"')


def test_a_person_is_added_once(cast, mei, page):
    given = {"name": "Eva Lind", "company": "Lind AB", "email": "eva@lind.se", "country": "SE"}
    eva = mei.post("/people/new/", given)
    found = Person.objects.get(name="Eva Lind")
    assert eva.url == f"/people/{found.pk}/"
    assert str(found.company) == "Lind AB"
    again = mei.post("/people/new/", {**given, "job_title": "Buyer"})
    assert again.url == eva.url
    assert "They are known" in page(cast.mei, eva.url)
    found.refresh_from_db()
    assert found.job_title == "Buyer"


@pytest.mark.parametrize(
    "given", [{}, {"company": "Lind"}, {"email": "nonsense", "name": "X"}, {"phone": "12"}]
)
def test_what_is_wrong_is_said(mei, given):
    before = Person.objects.count()
    answer = mei.post("/people/new/", given)
    assert answer.status_code == 422
    assert Person.objects.count() == before


def test_while_one_types_it_is_said_who_that_is(cast, mei):
    text = mei.get("/people/new/known/", {"email": "li.na@hengtong.cn"}).content.decode()
    assert f"/people/{cast.lead.person_id}/" in text
    delete_record(AUTOMATION, cast.lead)
    delete_person(AUTOMATION, cast.lead.person)
    text = mei.get("/people/new/known/", {"email": "li.na@hengtong.cn", "name": "Li Na"})
    assert "They lie in the bin, and come back when you save this." in text.content.decode()
    mei.post("/people/new/", {"email": "li.na@hengtong.cn", "name": "Li Na"})
    assert Person.objects.filter(pk=cast.lead.person_id).exists()


def test_a_company_is_added_once(cast, mei, page):
    answer = mei.post("/companies/new/", {"company": "Lind AB", "website": "lind.se"})
    lind = Company.objects.get(name="Lind AB")
    assert answer.url == f"/companies/{lind.pk}/"
    assert mei.post("/companies/new/", {"website": "lind.se"}).url == answer.url
    assert "It is known" in page(cast.mei, answer.url)
    assert mei.post("/companies/new/", {}).status_code == 422
    assert 'value="Lind"' in page(cast.mei, "/companies/new/?name=Lind")


def test_a_task_for_a_record_that_was_found(cast, mei, page):
    found = page(cast.mei, "/new/task/?q=li")
    assert f"/records/{cast.lead.pk}/task/" in found
    assert "/people/new/" not in found.partition("<main")[2]
    path = f"/records/{cast.lead.pk}/task/"
    assert mei.post(path, {"what": "", "assignee": cast.ben.pk}).status_code == 422
    answer = mei.post(
        path, {"what": "Send flowers", "assignee": cast.ben.pk, "deadline": "2026-03-03T09:30"}
    )
    assert answer.url == f"/records/{cast.lead.pk}/"
    made = Task.objects.get(title="Send flowers")
    assert (made.assignee, made.due_at.hour) == (cast.ben, 9)


def test_a_note_for_a_record_that_was_found(cast, mei, page):
    assert f"/records/{cast.lead.pk}/note/" in page(cast.mei, "/new/note/?q=hengtong")
    text = page(cast.mei, f"/records/{cast.lead.pk}/note/")
    assert f'action="/records/{cast.lead.pk}/notes/"' in text
    given = {"what": "She likes tea", "next": f"/records/{cast.lead.pk}/"}
    assert mei.post(f"/records/{cast.lead.pk}/notes/", given).url == given["next"]
    assert Note.objects.get().text == "She likes tea"


def test_nobody_finds_what_they_do_not_see(cast, client):
    client.force_login(cast.kai)
    assert "Hengtong" not in client.get("/new/", {"q": "li"}).content.decode()
    for path in (f"/records/{cast.lead.pk}/task/", f"/records/{cast.lead.pk}/note/"):
        assert client.get(path).status_code == 404
    cast.kai.memberships.all().delete()
    for path in ("/new/", "/people/new/", "/people/new/known/", "/companies/new/"):
        assert client.get(path).status_code == 403
