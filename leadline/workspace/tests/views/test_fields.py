"""A field that is added in the settings is at once everywhere, through the pages."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from leadline.access.models import Firm, Permission
from leadline.core.actor import AUTOMATION
from leadline.mail.jobs import send_due
from leadline.parties.actions.merging import merge_people, split_people
from leadline.parties.candidates import Candidate
from leadline.parties.models import Company
from leadline.playbooks.actions import publish
from leadline.playbooks.models import CustomField
from leadline.records.actions import give_answers
from leadline.records.models import AnswerIndex, Record
from leadline.workspace.tests.conftest import FILES, MONDAY, gathered, run, take_in

LEVEL = {"about": "lead", "name": "Level", "name_zh": "级别", "kind": "choice",
         "choices": "Gold = 金\nSilver"}  # fmt: skip


@pytest.fixture
def level(cast, client) -> CustomField:
    """As Ben adds it in the settings."""
    client.force_login(cast.ben)
    answer = client.post("/settings/fields/new/", LEVEL)
    assert answer.url == "/settings/fields/"
    return CustomField.objects.get()


def give(client, record, field, value, seen=None):
    path = f"/records/{record.pk}/fields/{field.pk}/"
    return client.post(path, {"value": value, "seen": json.dumps(seen)}, follow=True)


def test_it_stands_in_the_settings(cast, page, level):
    text = page(cast.ben, "/settings/fields/")
    assert "Level" in text
    assert "2 choices" in text
    assert "Field added: Level" in page(cast.ben, f"/settings/fields/{level.pk}/")
    Permission.objects.filter(role__name="Seller", action="everything").delete()
    page(cast.mei, "/settings/fields/", status=403)
    assert "Custom fields" in page(cast.ben, "/settings/")


def test_a_phrase_that_collides_is_refused_with_the_reason(cast, client):
    client.force_login(cast.ben)
    answer = client.post("/settings/fields/new/", {**LEVEL, "name": "mood is Good"})
    assert answer.status_code == 422
    assert "could also be read as a test on" in answer.content.decode()


def test_it_is_edited_in_place_with_its_history(cast, client, page, level):
    assert "not known" in page(cast.mei, f"/leads/{cast.lead.pk}/")
    answer = give(client, cast.lead, level, "Gold")
    assert answer.redirect_chain[0][0] == f"/records/{cast.lead.pk}/#own-{level.pk}"
    text = page(cast.mei, f"/leads/{cast.lead.pk}/")
    assert '<span class="own-text cut">Gold</span>' in text
    assert "level: Gold" in text  # in what happened
    give(client, cast.lead, level, "", seen="Gold")
    assert Record.objects.get(pk=cast.lead.pk).answers["level"] is None


def test_two_people_do_not_overwrite_each_other(cast, client, page, level):
    page(cast.mei, f"/leads/{cast.lead.pk}/")
    give_answers(AUTOMATION, cast.lead, answers={"level": "Silver"})
    text = give(client, cast.lead, level, "Gold", seen=None).content.decode()
    assert "it says “Silver” now" in text
    assert Record.objects.get(pk=cast.lead.pk).answers["level"] == "Silver"
    text = give(client, cast.lead, level, "Iron", seen="Silver").content.decode()
    assert "Level: Select a valid choice" in text
    assert Record.objects.get(pk=cast.lead.pk).answers["level"] == "Silver"


def test_a_form_that_somebody_made_up_is_told(cast, client, page, level):
    page(cast.mei, f"/leads/{cast.lead.pk}/")
    path = f"/records/{cast.lead.pk}/fields/{level.pk}/"
    told = client.post(path, {"value": "Gold", "seen": "{"}, follow=True).content.decode()
    assert "Level: Enter a valid JSON." in told
    client.post(path, {"value": "Gold"})
    assert Record.objects.get(pk=cast.lead.pk).answers["level"] == "Gold"


def test_who_may_not_see_the_lead_may_not_answer(cast, client, level):
    client.force_login(cast.kai)
    path = f"/records/{cast.lead.pk}/fields/{level.pk}/"
    assert client.post(path, {"value": "Gold", "seen": "null"}).status_code == 404
    client.force_login(cast.mei)
    assert client.post(f"/records/{cast.lead.pk}/fields/999/", {"value": "x"}).status_code == 404


def test_a_company_has_its_own_and_its_leads_are_found_by_them(cast, client, page):
    client.force_login(cast.ben)
    client.post("/settings/fields/new/", {"about": "company", "name": "Branch", "kind": "text"})
    field, company = CustomField.objects.get(), Company.objects.get(name="Nordwire")
    given = {"value": "Steel", "seen": "null"}
    path = f"/companies/{company.pk}/fields/{field.pk}/"
    assert client.post(path, given).url == f"/companies/{company.pk}/#own-{field.pk}"
    assert "Steel" in page(cast.mei, f"/companies/{company.pk}/")
    assert "Branch" not in page(cast.mei, f"/leads/{cast.other.pk}/").split("Columns")[0]
    gathered("branch")
    text = page(cast.mei, "/leads/?where=branch+is+%22steel%22")
    assert "Jonas Weber" in text
    assert "Li Na" not in text


def test_a_person_has_their_own_and_their_leads_know_them(cast, client, page):
    client.force_login(cast.ben)
    client.post(
        "/settings/fields/new/", {"about": "person", "name": "Birthday gift", "kind": "text"}
    )
    field, person = CustomField.objects.get(), cast.lead.person
    path = f"/people/{person.pk}/fields/{field.pk}/"
    assert client.post(path, {"value": "Tea", "seen": "null"}).url.startswith("/people/")
    stale = client.post(path, {"value": "Wine", "seen": '"Coffee"'}, follow=True)
    assert "it says “Tea” now" in stale.content.decode()
    assert "Tea" in page(cast.mei, f"/people/{person.pk}/")
    gathered("birthday gift")
    gift = "/leads/?where=birthday+gift+is+%22tea%22"
    assert "Li Na" in page(cast.mei, gift)
    give_answers(AUTOMATION, cast.lead, answers={"birthday gift": "Wine"})  # kept with the person
    person.refresh_from_db()
    assert person.answers == {"birthday gift": "Wine"}
    assert "Li Na" not in page(cast.mei, gift)
    client.force_login(cast.kai)
    assert client.post(path, {"value": "x", "seen": "null"}).status_code == 404


def test_merged_people_keep_what_was_learned_of_either(cast, client):
    client.force_login(cast.ben)
    client.post("/settings/fields/new/", {"about": "person", "name": "Gift", "kind": "text"})
    for record, gift in ((cast.lead, "Tea"), (cast.other, "Wine")):
        give_answers(AUTOMATION, record, answers={"gift": gift})
    gathered("gift")
    winner, loser = cast.lead.person, cast.other.person
    [merge] = merge_people(AUTOMATION, winner, losers=[loser])
    found = AnswerIndex.objects.filter(field="gift").order_by("record")
    assert list(found.values_list("value", flat=True)) == ["tea", "tea"]
    split_people(AUTOMATION, winner, merge=merge)
    assert list(found.values_list("value", flat=True)) == ["tea", "wine"]


def test_a_new_lead_is_asked_for_it(cast, client, page, level):
    assert "Level" in page(cast.mei, "/leads/new/")
    given = {"name": "Eva Lind", "source": "Fair", "how": "news", f"own_{level.pk}": "Silver"}
    client.post("/leads/new/", given)
    assert Record.objects.latest("pk").answers["level"] == "Silver"
    answer = client.post("/leads/new/", {**given, f"own_{level.pk}": "Iron"})
    assert answer.status_code == 422


def test_it_is_a_column_a_filter_and_a_group_under_its_name_of_now(cast, client, page, level):
    give(client, cast.lead, level, "Gold")
    gathered("level")
    given = {"name_0": "Premium", "zh_0": "金", "name_1": "Silver", "retired_1": "on"}
    client.force_login(cast.ben)
    client.post(f"/settings/fields/{level.pk}/", given)
    client.post("/leads/columns/", {"column": ["level"]})
    assert "Premium" in page(cast.ben, "/leads/")
    for where in ("level+is+Gold", "level+is+premium"):
        text = page(cast.ben, f"/leads/?where={where}")
        assert "Li Na" in text
        assert "Jonas" not in text
        assert "Level is Premium" in text
    assert ">Premium</option>" in page(cast.ben, "/leads/?add=level")
    assert "Premium" in page(cast.ben, "/leads/report/?group=level")
    text = page(cast.mei, f"/leads/{cast.other.pk}/")
    assert 'value="Gold"' in text
    assert 'value="Silver"' not in text


def test_a_retired_field_goes_from_pages_and_comes_back(cast, client, page, level):
    give(client, cast.lead, level, "Gold")
    client.force_login(cast.ben)
    client.post(f"/settings/fields/{level.pk}/retirement/")
    assert "own-label" not in page(cast.mei, f"/leads/{cast.lead.pk}/")
    assert 'value="level"' not in page(cast.mei, "/leads/")
    client.force_login(cast.ben)
    client.post(f"/settings/fields/{level.pk}/retirement/")
    assert '<span class="own-text cut">Gold</span>' in page(cast.mei, f"/leads/{cast.lead.pk}/")


def test_many_are_answered_at_once(cast, client, level):
    client.force_login(cast.mei)
    given = {"act": "answer", "field": "level", "value": "gold", "which": "all", "query": ""}
    client.post("/leads/bulk/", given)
    assert {one.answers["level"] for one in Record.objects.all()} == {"Gold"}


def test_playbooks_and_letters_may_name_it(cast, client, level):
    letter = "---\nsubject: For {{ level }}\n---\nYour level is {{ level }}.\n"
    asking = "everywhere:\n  - once: level is Gold\n    send: hello\n"
    lead = FILES["lead.yaml"].replace("everywhere:\n", asking)
    files = {**FILES, "emails/hello.md": letter, "lead.yaml": lead}
    version = publish(AUTOMATION, None, name="small", source=files)
    Firm.objects.update(sender="sales@firm.example")
    [eva] = take_in(version, Candidate(name="Eva Lind", emails=("eva@lind.se",)))
    give(client, eva, level, "Gold")
    run()
    send_due(MONDAY + timedelta(minutes=5))
    [sent] = [one for one in mail.outbox if one.to == ["eva@lind.se"]]
    assert sent.subject == "For Gold"
    assert "Your level is Gold." in sent.body


def test_a_file_is_read_into_it(cast, page, level, tmp_path):
    file = tmp_path / "leads.csv"
    file.write_text("Name,E-mail,Level\nEva Lind,eva@lind.se,silver\nPer,per@lind.se,iron\n")
    call_command("import", str(file), "--source", "Old system", "--as", "news")
    assert Record.objects.get(title__startswith="Eva").answers["level"] == "Silver"
    assert not Record.objects.filter(title__startswith="Per").exists()  # iron is no level
    gathered("level")
    assert "Eva Lind" in page(cast.ben, "/leads/?where=level+is+Silver")
