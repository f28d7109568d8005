"""A file comes to its record, is removed and brought back, and none of it is lost."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from leadline.access.actor import person
from leadline.core.actor import CUSTOMER
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.files.models import File
from leadline.files.store import receive
from leadline.work.actions.files import (
    attach_file,
    look_at,
    remove_file,
    restore_file,
    with_files_kept,
)
from leadline.work.models import Attachment
from leadline.work.tests.conftest import Cast, leads

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def attached(cast: Cast, name: str = "licence.pdf") -> File:
    received = receive(io.BytesIO(PDF), name)
    return attach_file(cast.as_mei, cast.lead, received=received)


def test_who_attaches_and_for_which_question_is_kept(cast: Cast, told: Any) -> None:
    received = receive(io.BytesIO(PDF), "licence.pdf")
    file = attach_file(CUSTOMER, cast.lead, received=received, field="licence")
    one = Attachment.objects.get()
    assert (one.record, one.file, one.field) == (cast.lead, file, "licence")
    assert (one.file.handed_in_by, one.file.uploaded_by) == ("customer", None)
    assert told(cast.lead) == ["file attached"]
    event = Event.objects.get(name="file attached")
    assert (str(event), event.data["file_id"]) == ("New file: licence.pdf", file.pk)


def test_a_removed_file_is_kept_and_comes_back(cast: Cast, told: Any) -> None:
    file = attached(cast)
    for _ in range(2):
        remove_file(cast.as_mei, cast.lead, file=file)
    gone = Attachment.objects.get()
    assert (gone.removed_by, File.objects.count()) == (cast.mei, 1)
    for _ in range(2):
        restore_file(cast.as_mei, cast.lead, file=file)
    back = Attachment.objects.get()
    assert (back.removed_at, back.removed_by, back.attached_at) == (None, None, gone.attached_at)
    assert told(cast.lead) == ["file attached", "file removed", "file brought back"]


def test_nobody_touches_what_is_not_theirs(cast: Cast) -> None:
    file = attached(cast)
    received = receive(io.BytesIO(PDF), "more.pdf")
    for act in (
        lambda: attach_file(person(cast.kai), cast.lead, received=received),
        lambda: remove_file(person(cast.kai), cast.lead, file=file),
        lambda: remove_file(CUSTOMER, cast.lead, file=file),
        lambda: restore_file(person(cast.kai), cast.lead, file=file),
    ):
        with pytest.raises(Refused):
            act()
    [other] = leads(1, owner=cast.mei)
    with pytest.raises(Refused, match="does not belong here"):
        remove_file(cast.as_mei, other, file=file)
    assert Attachment.objects.get().removed_at is None


def test_uploads_among_answers_become_numbers(cast: Cast) -> None:
    answers = {"licence": SimpleUploadedFile("licence.pdf", PDF), "website": "w.example"}
    kept = with_files_kept(CUSTOMER, cast.lead, answers)
    assert kept == {"licence": File.objects.get().pk, "website": "w.example"}
    assert Attachment.objects.get().field == "licence"


def test_of_several_uploads_none_is_attached_when_one_is_not_taken(cast: Cast) -> None:
    bad = {"a": SimpleUploadedFile("a.pdf", PDF), "b": SimpleUploadedFile("b.exe", b"MZ\x00\x01")}
    with pytest.raises(Invalid):
        with_files_kept(CUSTOMER, cast.lead, bad)
    assert not Attachment.objects.exists()


def test_what_an_upload_is_shows_its_content(db: None) -> None:
    assert look_at(SimpleUploadedFile("photo.png", PDF)).name == "photo.png.pdf"
