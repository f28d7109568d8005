"""Whoever may see a file gets it as a download that no browser runs; for others it is not there."""

from io import BytesIO

import pytest
from django.test import Client

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core import actions
from leadline.core.actor import CUSTOMER
from leadline.files.actions import keep_file
from leadline.files.links import path_for
from leadline.files.models import File
from leadline.files.store import path_of, receive


@pytest.fixture
def licence(anna: User, monkeypatch: pytest.MonkeyPatch) -> File:
    monkeypatch.setattr(actions, "_checks", {"permission": lambda *_: None})
    received = receive(BytesIO(b"%PDF-1.4 hello"), "营业执照.pdf")
    return keep_file(person(anna), None, received=received)


def test_the_one_who_handed_it_in_downloads_it(licence: File, anna: User, client: Client) -> None:
    client.force_login(anna)
    response = client.get(path_for(licence))
    assert b"".join(response.streaming_content) == b"%PDF-1.4 hello"  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_for_others_it_is_not_there(licence: File, boris: User, client: Client) -> None:
    assert client.get(path_for(licence)).status_code == 302
    client.force_login(boris)
    assert client.get(path_for(licence)).status_code == 404


def test_a_customers_file_is_nobodys_until_a_room_says(boris: User, client: Client) -> None:
    file = keep_file(CUSTOMER, None, received=receive(BytesIO(b"hi"), "a"))
    client.force_login(boris)
    assert client.get(path_for(file)).status_code == 404


def test_content_that_is_gone_is_not_found(licence: File, anna: User, client: Client) -> None:
    path_of(licence.hash).unlink()
    client.force_login(anna)
    assert client.get(path_for(licence)).status_code == 404
