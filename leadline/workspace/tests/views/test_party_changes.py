"""A person and a company are changed in place, and two who do it at once both know."""

import pytest

from leadline.access.actor import person
from leadline.automation.jobs import tell_learned
from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.parties.actions.changing import change_person
from leadline.parties.candidates import Candidate
from leadline.parties.models import EmailAddress, PhoneNumber
from leadline.playbooks.actions import publish
from leadline.workspace.tests.conftest import FILES, run, take_in


@pytest.fixture
def mei(cast, client):
    client.force_login(cast.mei)
    return client


def form_of(mei, path):
    """The form as the page gives it, hidden values included."""
    form = mei.get(path).context["form"]
    given = {}
    for name in form.fields:
        value = form.initial.get(name) or ""
        given |= {name: value, form.add_initial_prefix(name): value}
    return given


def test_a_person_is_changed_and_the_history_says_so(cast, mei, page):
    path = f"/people/{cast.lead.person_id}/"
    sent = {**form_of(mei, path), "name": "Li Nana", "job_title": "Buyer", "zone": "Asia/Shanghai"}
    assert mei.post(f"{path}changes/", sent).url == path
    text = page(cast.mei, path)
    assert "Li Nana" in text
    assert "Full name: Li Na → Li Nana" in text
    assert "Asia/Shanghai" in text
    event = Event.objects.get(name="person changed", actor_name="Mei Chen")
    assert sorted(event.data["fields"]) == ["job_title", "name", "zone"]


def test_s3_26_another_city_moves_every_lead_that_waits_for_it(cast, mei, clock):
    """Not in that request: the worker tells them, with what had been known before."""
    asks = '    next:\n      - once: city is "nanjing"\n        go to: Ended well\n'
    text = FILES["lead.yaml"].replace("    next:\n", asks, 1)
    version = publish(AUTOMATION, None, name="small", source={**FILES, "lead.yaml": text})
    [lead] = take_in(version, Candidate(name="Ola", emails=("ola@nord.no",), city="Oslo"))
    path = f"/people/{lead.person_id}/"
    assert mei.post(f"{path}changes/", {**form_of(mei, path), "city": "Nanjing"}).url == path
    run()
    lead.refresh_from_db()
    assert lead.stage == "Asked"
    assert tell_learned(clock.at) == 1
    run()
    lead.refresh_from_db()
    assert lead.stage == "Ended well"
    told = Event.objects.get(name="party answers changed")
    assert (told.data["fields"], told.data["was"]) == (["city"], {"city": "oslo"})


def test_the_second_reads_who_was_first_and_keeps_what_they_typed(cast, mei, clock):
    path = f"/people/{cast.lead.person_id}/"
    sent = {**form_of(mei, path), "city": "Nanjing"}
    change_person(person(cast.ben), cast.lead.person, values={"city": "Wuxi"})
    answer = mei.post(f"{path}changes/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Ben Lee changed “City”" in text
    assert 'value="Nanjing"' in text
    again = {**sent, "initial-city": "Wuxi"}  # as the page has it now
    assert 'name="initial-city" value="Wuxi"' in text
    assert mei.post(f"{path}changes/", again).url == path
    cast.lead.person.refresh_from_db()
    assert cast.lead.person.city == "Nanjing"


def test_what_was_not_touched_is_not_written(cast, mei):
    path = f"/people/{cast.lead.person_id}/"
    sent = {**form_of(mei, path), "job_title": "Buyer"}
    change_person(person(cast.ben), cast.lead.person, values={"city": "Wuxi"})
    assert mei.post(f"{path}changes/", sent).url == path
    cast.lead.person.refresh_from_db()
    assert (cast.lead.person.city, cast.lead.person.job_title) == ("Wuxi", "Buyer")


def test_a_company_is_changed(cast, mei, page):
    path = f"/companies/{cast.lead.company_id}/"
    sent = {**form_of(mei, path), "name": "Hengtong Group", "domain": "no domain"}
    answer = mei.post(f"{path}changes/", sent)
    assert answer.status_code == 422
    assert "no domain is not a domain." in answer.content.decode()
    assert mei.post(f"{path}changes/", {**sent, "domain": "www.hengtong.com"}).url == path
    text = page(cast.mei, path)
    assert "Hengtong Group" in text
    assert "hengtong.com" in text


def test_what_cannot_be_chosen_is_refused(cast, mei):
    path = f"/people/{cast.lead.person_id}/"
    for wrong in ({"country": "XX"}, {"zone": "Moon"}, {"language": "klingon"}):
        assert mei.post(f"{path}changes/", {**form_of(mei, path), **wrong}).status_code == 422


def test_addresses_and_numbers_come_and_go(cast, mei, page):
    path = f"/people/{cast.lead.person_id}/"
    mei.post(f"{path}ways/", {"email": "na@hengtong.cn", "phone": "+86 138 1234 5678"})
    text = page(cast.mei, path)
    assert "na@hengtong.cn" in text
    assert "+86 138 1234 5678" in text
    mei.post(f"{path}ways/", {"phone": "12"})
    assert "Write an e-mail" not in page(cast.mei, path)
    mei.post(f"{path}ways/", {})
    assert "Write an e-mail address or a phone number." in page(cast.mei, path)
    email = EmailAddress.objects.get(text="na@hengtong.cn")
    phone = PhoneNumber.objects.get(text="+86 138 1234 5678")
    assert path in page(cast.mei, "/people/?q=13812345678")
    mei.post(f"{path}emails/{email.pk}/removal/")
    mei.post(f"{path}phones/{phone.pk}/removal/")
    assert "Taken away." in page(cast.mei, path)
    assert path not in page(cast.mei, "/people/?q=13812345678")  # nor found by it
    assert not EmailAddress.objects.filter(pk=email.pk).exists()
    assert not PhoneNumber.objects.filter(pk=phone.pk).exists()
    other = EmailAddress.objects.get(person=cast.other.person)
    assert mei.post(f"{path}emails/{other.pk}/removal/").status_code == 404


def test_nobody_from_elsewhere_changes_anything(cast, client):
    client.force_login(cast.kai)
    for path in (f"/people/{cast.lead.person_id}/changes/", f"/people/{cast.lead.person_id}/ways/",
                 f"/companies/{cast.lead.company_id}/changes/"):  # fmt: skip
        assert client.post(path, {"name": "Mine"}).status_code == 404
