"""Files and followers over the web: by those who may, with all that went wrong said."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from leadline.files.models import File
from leadline.work.models import Attachment, Follower
from leadline.work.tests.conftest import Cast, leads

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def web(cast: Cast, client: Client, settings: Settings, tmp_path: Path) -> Client:
    settings.DATA = tmp_path
    client.force_login(cast.mei)
    return client


def upload(web: Client, cast: Cast, *files: tuple[str, bytes]) -> str:
    """What the page says after these were sent."""
    sent = {"files": [SimpleUploadedFile(name, content) for name, content in files]}
    answer = web.post(f"/records/{cast.lead.pk}/files/", sent, follow=True)
    return " ".join(str(one) for one in answer.context["messages"])


def test_several_files_are_added_and_a_bad_one_is_named(cast: Cast, web: Client) -> None:
    said = upload(web, cast, ("a.pdf", PDF), ("run.exe", b"MZ\x90\x00"), ("b.txt", b"plain"))
    assert said.startswith("run.exe: This is a program.")
    assert said.endswith("2 files are kept.")
    assert sorted(str(one) for one in cast.lead.attachments.all()) == ["a.pdf", "b.txt"]


def test_none_and_too_many_are_refused(cast: Cast, web: Client) -> None:
    assert upload(web, cast) == "Choose 1 to 20 files."
    assert upload(web, cast, *[(f"{n}.pdf", PDF) for n in range(21)]) == "Choose 1 to 20 files."
    assert not File.objects.exists()


def test_a_page_that_is_a_script_is_not_kept(cast: Cast, web: Client) -> None:
    said = upload(web, cast, ("x.png", b"<svg xmlns='x'><script>alert(1)</script></svg>"))
    assert "web page or drawing" in said
    assert not File.objects.exists()


def test_a_file_is_removed_and_brought_back(cast: Cast, web: Client) -> None:
    upload(web, cast, ("a.pdf", PDF))
    file = File.objects.get()
    address = f"/records/{cast.lead.pk}/files/{file.pk}"
    assert web.post(f"{address}/removal/").status_code == 302
    assert Attachment.objects.get().removed_by == cast.mei
    web.post(f"{address}/restoring/")
    assert Attachment.objects.get().removed_at is None


def test_nobody_reaches_files_through_another_record(cast: Cast, web: Client) -> None:
    upload(web, cast, ("a.pdf", PDF))
    file = File.objects.get()
    [other] = leads(1, owner=cast.mei)
    assert web.post(f"/records/{other.pk}/files/{file.pk}/removal/").status_code == 404
    web.force_login(cast.kai)
    for path in ("files", f"files/{file.pk}/removal", f"files/{file.pk}/restoring", "following"):
        assert web.post(f"/records/{cast.lead.pk}/{path}/").status_code == 404
    assert web.get(f"/files/{file.pk}/").status_code == 404
    assert web.get(f"/records/{cast.lead.pk}/files/").status_code == 405


def test_following_and_its_undo(cast: Cast, web: Client) -> None:
    web.post(f"/records/{cast.lead.pk}/following/")
    assert Follower.objects.get().user == cast.mei
    web.post(f"/records/{cast.lead.pk}/unfollowing/")
    assert not Follower.objects.exists()
