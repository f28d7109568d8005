"""What customers hand in reaches the people who need it, and colleagues keep each other posted."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from webtest import Upload

from leadline.access.models import Membership, Permission, Reach, Role, Team, User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.demo.firm import PASSWORD
from leadline.files.models import File
from leadline.parties.actions.merging import merge_people
from leadline.records.models import Record
from tests.stories.firm import MONDAY, Browser, Story, form_with, told

JO = {"name": "Jo Field", "e_mail": "jo.field@gmail.com"}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def story(db: None) -> Iterator[Story]:
    with Driven(MONDAY) as clock:
        yield Story(clock)


def said(page: Any, part: str = "#main") -> str:
    """What a part of the page says, in one line."""
    return " ".join(page.html.select_one(part).get_text(" ").split())


def handed_in(story: Story) -> Record:
    """A lead whose customer has handed in their licence through the private link."""
    lead = story.register(**JO)
    link = story.link_in_last_letter(JO["e_mail"])
    Browser().press(link, "Send the answer", {"Corporate licence": Upload("licence.pdf", PDF)})
    story.work()
    return lead


def test_s0_10_whoever_sees_the_lead_opens_the_licence_and_nobody_else(story: Story) -> None:
    lead = handed_in(story)
    page = story.seller.get(f"/leads/{lead.pk}/")
    [row] = page.html.select("#files .row")
    about = "licence.pdf PDF document · 45 bytes · Corporate licence · the customer"
    assert said(page, "#files .row").startswith(about)
    opened = story.seller.get(row.a["href"])
    assert opened.body == PDF
    assert opened.headers["Content-Disposition"] == 'attachment; filename="licence.pdf"'
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    assert "corporate licence: licence.pdf" in said(page, "#happened")
    assert story.boss.get(row.a["href"]).body == PDF
    role = Role.objects.create(name="Own only")
    Permission.objects.create(role=role, action="see", reach=Reach.OWN)
    kai = User.objects.create(
        email="kai@meridian.example", name="Kai", password=make_password(PASSWORD)
    )
    Membership.objects.create(user=kai, team=Team.objects.get(name="Sales"), role=role)
    assert Browser(kai.email).get(row.a["href"], status=404)
    assert Browser().get(row.a["href"]).headers["Location"].startswith("/account/login/")


def test_a_person_adds_removes_and_brings_back_a_file(story: Story) -> None:
    lead = handed_in(story)
    page = f"/leads/{lead.pk}/"
    files = [Upload("requirements.txt", b"Ten seats"), Upload("run.exe", b"MZ\x90\x00")]
    answer = story.seller.press(page, "Add", {"Files": files})
    assert "The file is kept." in answer.text
    assert "run.exe: This is a program." in answer.text
    assert [one.a.string for one in answer.html.select("#files .row")] == [
        "requirements.txt",
        "licence.pdf",
    ]
    licence = File.objects.get(name="licence.pdf")
    gone = story.seller.press(page, "Remove licence.pdf")
    assert "Removed: licence.pdf. It can be brought back." in gone.text
    assert story.seller.get(f"/files/{licence.pk}/", status=404)
    story.seller.press(page, "Bring back licence.pdf")
    assert story.seller.get(f"/files/{licence.pk}/").body == PDF
    assert told(lead)[-3:] == [
        "New file: requirements.txt",
        "Removed the file licence.pdf",
        "Brought the file licence.pdf back",
    ]


def test_files_follow_a_merge_on_the_page_of_the_person(story: Story) -> None:
    lead = handed_in(story)
    other = story.register(name="Joanna Field", e_mail="joanna@field-steel.example")
    assert other.person is not None
    assert lead.person is not None
    address = f"/people/{other.person_id}/"
    assert "licence.pdf" not in story.seller.get(address).text
    merge_people(AUTOMATION, other.person, losers=[lead.person])
    assert "licence.pdf" in said(story.seller.get(address), "#files")


def test_whoever_is_named_in_a_note_follows_and_hears_of_what_comes(story: Story) -> None:
    lead = story.register(**JO)
    page = story.seller.get(f"/leads/{lead.pk}/")
    form = form_with(page, "Write it down")
    form["what"] = "Do we know them?"
    boss = User.objects.get(email="sofia@meridian.example")
    next(one for one in form.fields["tell"] if one._value == str(boss.pk)).checked = True
    assert "Noted." in form.submit().follow().text
    inbox = story.boss.get("/inbox/").html.select_one("#main").get_text(" ")
    assert "wrote about Jo Field: Do we know them? @Sofia Martin" in " ".join(inbox.split())
    assert (
        "Sofia Martin" in story.seller.get(f"/leads/{lead.pk}/").html.select_one("#following").text
    )

    link = story.link_in_last_letter(JO["e_mail"])
    Browser().press(link, "Send the answer", {"Corporate licence": Upload("licence.pdf", PDF)})
    story.work()
    assert [one.string for one in story.boss.get("/inbox/").html.select(".row-title")][:3] == [
        "Jo Field is now at “Opening the trial”.",
        "New answers about Jo Field: corporate licence",
        "New file about Jo Field: licence.pdf",
    ]
    story.boss.press("/inbox/", "Put all away")
    assert "Nothing is new." in story.boss.get("/inbox/").text
    story.boss.press(f"/leads/{lead.pk}/", "Stop following")
    story.seller.press(f"/leads/{lead.pk}/", "Write it down", {"Note": "They called"})
    assert "Nothing is new." in story.boss.get("/inbox/").text


def test_one_follows_by_hand_and_never_hears_of_oneself(story: Story) -> None:
    lead = story.register(**JO)
    assert (
        "You hear what others do with this."
        in story.boss.press(f"/leads/{lead.pk}/", "Follow").text
    )
    story.boss.press(f"/leads/{lead.pk}/", "Write it down", {"Note": "Mine"})
    assert "Jo Field: Mine" not in story.boss.get("/inbox/").text
