"""A manager keeps the screening lists by page; those who sell or are from elsewhere do not."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.core.models import Event
from leadline.parties.lists import today
from leadline.parties.models import ScreeningEntry
from leadline.parties.tests.cast import ANNA, BEN, enter

HERE = "/settings/screening/"
RIVAL = {"list_name": "ban", "kind": "domain", "text": "acme.de", "reason": "Did not pay."}


@pytest.fixture
def ben(client, cast):
    client.force_login(cast.ben)
    return client


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_s0_03_a_manager_adds_finds_extends_and_ends_an_entry(cast, ben):
    enter(ANNA, BEN)
    page = ben.post(f"{HERE}new/", RIVAL, follow=True).content.decode()
    entry = ScreeningEntry.objects.get()
    assert entry.author == "Ben Lee"
    assert "2 people, 1 company" in page
    assert "acme.de" in text_of(ben, f"{HERE}?q=ACME")
    assert "No entry fits" in text_of(ben, f"{HERE}?q=bolt")
    assert "No entry fits" in text_of(ben, f"{HERE}?list=competitor")

    until = today() + timedelta(days=30)
    ben.post(f"{HERE}{entry.pk}/extension/", {"until": until.isoformat(), "reason": "A year"})
    page = text_of(ben, f"{HERE}{entry.pk}/")
    assert f"In force until: nothing → {until.isoformat()}" in page
    assert "Ben Lee" in page

    ben.post(f"{HERE}{entry.pk}/removal/", {"reason": "They paid."})
    assert "The lists are empty" in text_of(ben, HERE)
    assert "acme.de" in text_of(ben, f"{HERE}?ended=1")
    page = text_of(ben, f"{HERE}{entry.pk}/")
    assert "This entry has ended" in page
    assert "Was taken off the list: They paid." in page
    assert "removal/" not in page


def test_s0_03_what_cannot_be_added_says_so_at_its_field(cast, ben):
    answer = ben.post(f"{HERE}new/", RIVAL | {"text": "nonsense", "reason": ""})
    assert answer.status_code == 422
    assert "This field is required" in answer.content.decode()
    answer = ben.post(f"{HERE}new/", RIVAL | {"text": "nonsense"})
    assert "cannot be compared with anything as: Domain" in answer.content.decode()
    entry = ScreeningEntry.objects.count()
    assert entry == 0


def test_what_cannot_be_changed_keeps_what_was_written(cast, ben):
    ben.post(f"{HERE}new/", RIVAL)
    entry = ScreeningEntry.objects.get()
    answer = ben.post(f"{HERE}{entry.pk}/extension/", {"until": "2020-01-01", "reason": "Why"})
    assert answer.status_code == 422
    assert "This day is past." in answer.content.decode()
    assert ben.post(f"{HERE}{entry.pk}/removal/", {}).status_code == 422
    ben.post(f"{HERE}{entry.pk}/removal/", {"reason": "Paid"})
    answer = ben.post(f"{HERE}{entry.pk}/removal/", {"reason": "Again"})
    assert "was taken off the list already" in answer.content.decode()


def hand_in(client, content):
    file = SimpleUploadedFile("list.csv", content)
    told = {"file": file, "list_name": "ban", "kind": "company", "reason": "Old list"}
    return client.post(f"{HERE}file/", told, follow=True)


def test_s0_03_a_file_is_added_whole_or_not_at_all_and_once(cast, ben):
    page = hand_in(ben, b"entry,what\nAcme GmbH,company\nnonsense,domain\n,domain\n")
    assert "Line 3" in page.content.decode()
    assert not ScreeningEntry.objects.exists()
    good = b"entry,what\nAcme GmbH,company\nrival.com,domain\nAcme,company\n"
    assert "2 entries were added." in hand_in(ben, good).content.decode()
    assert "0 entries were added." in hand_in(ben, good).content.decode()
    assert ScreeningEntry.objects.count() == 2
    assert Event.objects.filter(name="screening entry added").count() == 2


def test_markup_in_an_entry_is_text(cast, ben):
    ben.post(f"{HERE}new/", RIVAL | {"kind": "company", "text": "<script>Acme</script>"})
    assert "<script>Acme" not in text_of(ben, HERE)


@pytest.mark.parametrize("who", ["chen", "dora"])
def test_those_who_sell_or_are_from_elsewhere_are_refused(cast, ben, client, who):
    ben.post(f"{HERE}new/", RIVAL)
    pk = ScreeningEntry.objects.get().pk
    client.force_login(getattr(cast, who))
    for path in (HERE, f"{HERE}new/", f"{HERE}file/", f"{HERE}{pk}/"):
        assert client.get(path).status_code == 403
    for path in (f"{HERE}new/", f"{HERE}{pk}/extension/", f"{HERE}{pk}/removal/"):
        assert client.post(path, RIVAL).status_code == 403
    assert ScreeningEntry.objects.get().removed_at is None
    assert HERE not in client.get("/settings/").content.decode()


def test_the_index_of_the_settings_leads_here(cast, ben):
    assert HERE in text_of(ben, "/settings/")
