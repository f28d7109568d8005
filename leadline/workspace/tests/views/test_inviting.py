"""Colleagues are invited from a file: everybody, or nobody with what is wrong by line."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from leadline.access.models import Firm, Role, User

PATH = "/settings/people/file/"


def handed_in(client, text: str):
    given = SimpleUploadedFile("people.csv", text.encode())
    return client.post(PATH, {"file": given}, follow=True)


@pytest.fixture
def ben(cast, client):
    client.force_login(cast.ben)
    Firm.objects.update(sender="hello@firm.example")
    return cast.ben


def test_everybody_gets_a_letter(ben, client):
    page = handed_in(
        client,
        "address,name,role,team\nemil@x.example,Emil Ek,Seller,Sales\n"
        "li@x.example,,Manager,sales\n",
    ).content.decode()
    assert "2 people are invited." in page
    assert "Emil Ek" in page
    assert [one.to for one in mail.outbox] == [["emil@x.example"], ["li@x.example"]]
    assert "/invitation/" in mail.outbox[0].body


def test_a_wrong_line_is_told_and_nobody_is_invited(ben, client):
    answer = handed_in(
        client,
        "address,name,role,team\nemil@x.example,Emil,Seller,Sales\n"
        "=cmd|'/c calc',<b>x</b>,Boss,Sales\n",
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 3: " in page
    assert "“Boss” is none of: Seller, Manager" in page
    assert "<b>x</b>" not in page
    assert not User.objects.filter(email="emil@x.example").exists()
    assert not mail.outbox


def test_without_a_sender_they_are_told_how_to_go_on(ben, client):
    Firm.objects.update(sender="")
    page = handed_in(client, "address,role,team\nemil@x.example,Seller,Sales\n").content.decode()
    assert "1 letter did not leave" in page


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"x" * 2_000_001])
def test_what_is_no_file_is_refused(ben, client, content):
    answer = client.post(PATH, {"file": SimpleUploadedFile("people.csv", content)})
    assert answer.status_code == 422


def test_others_may_not(cast, client):
    Role.objects.get(name="Seller").permissions.filter(action="everything").delete()
    client.force_login(cast.mei)
    assert client.get(PATH).status_code == 403
    assert handed_in(client, "address,role,team\na@b.example,Seller,Sales\n").status_code == 403
