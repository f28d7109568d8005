"""A playbook is handed in as .zip, looked at, and put in force by somebody by name."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.access.models import Membership, Role, Team
from leadline.core.models import Event
from leadline.playbooks.models import Published, Version
from leadline.playbooks.reader.archive import archive_of, files_in
from leadline.workspace.tests.conftest import FILES

HERE = "/settings/playbooks/"
LATER = FILES | {
    "lead.yaml": FILES["lead.yaml"].replace("goal: They saw it", "goal: They liked it")
}


@pytest.fixture
def ben(cast, client):
    client.force_login(cast.ben)
    return client


def hand_in(client, files, path=f"{HERE}small/", folder="small", **more):
    packed = SimpleUploadedFile("small.zip", archive_of(files, folder))
    return client.post(path, {"file": packed, **more})


def proposal(client, answer):
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert page.status_code == 200
    return page.content.decode()


def tick(client, answer, text, **more):
    over = re.search(r'name="over" value="(\d+)"', text)[1]
    told = {"over": over, "is_meant": "on"} | more
    return client.post(answer["Location"], told, follow=True).content.decode()


def test_a_text_is_looked_at_and_put_in_force(cast, ben):
    answer = hand_in(ben, LATER)
    text = proposal(ben, answer)
    assert Version.objects.count() == 1
    assert "They liked it" in text
    assert "2 open records stand on it" in text
    assert "All of them go on by the new version" in text
    assert "I, Ben Lee, put this text in force." in text

    assert "Tick it to answer for it." in tick(ben, answer, text, is_meant="")
    assert Version.objects.count() == 1
    page = tick(ben, answer, text)
    assert "Version 2 is in force." in page
    assert "Ben Lee" in page
    event = Event.objects.filter(name="playbook published").last()
    assert event.actor_name == "Ben Lee"
    assert Published.objects.get().current.number == 2
    assert "This very text is in force." in proposal(ben, answer)


def test_every_mistake_is_told_and_nothing_is_put_in_force(cast, ben):
    wrong = FILES["lead.yaml"].replace("go to: Shown", "go to: Showm").replace("gaol", "goal")
    answer = hand_in(ben, FILES | {"lead.yaml": wrong, "emails/x.md": "nothing"})
    text = proposal(ben, answer)
    assert "lead.yaml:35" in text
    assert "- go to: Showm" in text
    assert "emails/x.md:1" in text
    assert 'name="is_meant"' not in text
    ben.post(answer["Location"], {"over": "1", "is_meant": "on"})
    assert Version.objects.count() == 1


def test_who_looked_while_another_published_looks_again(cast, ben):
    answer = hand_in(ben, LATER)
    text = proposal(ben, answer)
    other = hand_in(ben, FILES | {"fields.yaml": "lead:\n  reason: [Price, Silence, Other]\n"})
    assert other.status_code == 302
    newest = FILES | {"lead.yaml": FILES["lead.yaml"].replace("They saw it", "They see it")}
    second = hand_in(ben, newest)
    tick(ben, second, proposal(ben, second))
    page = tick(ben, answer, text)
    assert "Version 2 was put in force since." in page
    assert Published.objects.get().current.number == 2


def test_a_version_is_taken_home_and_comes_back(cast, ben):
    second = hand_in(ben, LATER)
    tick(ben, second, proposal(ben, second))
    answer = ben.get(f"{HERE}small/versions/1.zip")
    assert answer["Content-Disposition"] == 'attachment; filename="small-1.zip"'
    folder, files, _problems = files_in(io.BytesIO(answer.content))
    assert (folder, files) == ("small", Version.objects.get(number=1).files)
    back = ben.post(f"{HERE}small/versions/1/again/")
    text = proposal(ben, back)
    assert "Version 1 would be in force again." in text
    tick(ben, back, text)
    assert Published.objects.get().current.number == 1
    assert ben.get(f"{HERE}small/versions/9.zip").status_code == 404


def test_a_new_playbook_is_called_as_its_folder_or_as_one_says(cast, ben):
    answer = hand_in(ben, FILES, HERE, folder="tiny", name="")
    tick(ben, answer, proposal(ben, answer))
    assert Published.objects.filter(name="tiny").exists()
    wrong = hand_in(ben, FILES, HERE, name="No Good!")
    assert wrong.status_code == 422
    assert "small letters, digits and hyphens" in wrong.content.decode()
    for path in (HERE, f"{HERE}tiny/"):
        assert "Small" in ben.get(path).content.decode()


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04", b""])
def test_what_is_no_archive_says_so_at_its_field(cast, ben, content):
    answer = ben.post(f"{HERE}small/", {"file": SimpleUploadedFile("a.zip", content)})
    assert answer.status_code == 422


def test_the_text_that_came_with_leadline_can_be_looked_at(cast, ben):
    assert ben.post(f"{HERE}small/shipped/").status_code == 404
    text = proposal(ben, ben.post(f"{HERE}trial-subscription/shipped/"))
    assert "It would be version 1." in text


def test_s3_21_the_playbook_of_a_group_is_offered_and_waits_until_somebody_belongs_to_it(cast, ben):
    section = ben.get(HERE).content.decode().split('id="shipped"')[1].split("</section>")[0]
    assert "Lead management between marketing and sales" in section
    answer = ben.post(f"{HERE}lead-management/shipped/")
    text = proposal(ben, answer)
    assert "Nobody belongs to the group “LDR”" in text
    assert 'name="is_meant"' not in text
    ldr = Role.objects.create(name="LDR")
    Membership.objects.create(user=cast.mei, team=Team.objects.first(), role=ldr)
    assert "Version 1 is in force." in tick(ben, answer, proposal(ben, answer))
    assert "lead-management/shipped/" not in ben.get(HERE).content.decode()


def test_an_address_that_nobody_sealed_opens_nothing(cast, ben):
    assert ben.get(f"{HERE}proposal/x:y:z/").status_code == 404
    assert ben.get(f"{HERE}nowhere/").status_code == 404


def test_those_who_may_not_publish_are_refused(cast, ben, client):
    answer = hand_in(ben, LATER)
    Role.objects.get(name="Seller").permissions.filter(action="everything").delete()
    for who in (cast.mei, cast.kai):
        client.force_login(who)
        cast.kai.memberships.all().delete()
        for path in (HERE, f"{HERE}small/", answer["Location"], f"{HERE}small/versions/1.zip"):
            assert client.get(path).status_code == 403
        for path in (f"{HERE}small/", f"{HERE}small/versions/1/again/", answer["Location"]):
            assert client.post(path, {"over": 1, "is_meant": "on"}).status_code == 403
    assert Version.objects.count() == 1
