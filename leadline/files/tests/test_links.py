"""A file opens for who handed it in, for whom a room lets, and for the holder of a fresh link."""

from datetime import UTC, datetime, timedelta

import pytest

from leadline.access.models import User
from leadline.core.clock import standing_at
from leadline.files import links
from leadline.files.models import File

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def licence(anna: User) -> File:
    return File.objects.create(
        hash="0" * 64, name="licence.pdf", size=1, kind="pdf", uploaded_at=NOON, uploaded_by=anna
    )


def test_who_may_see(
    licence: File, anna: User, boris: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "_questions", {})
    assert links.may_see(anna, licence)
    assert not links.may_see(boris, licence)
    links.let_see("deals", lambda user, file: user == boris and file == licence)
    assert links.may_see(boris, licence)


def test_a_signed_path_is_good_for_an_hour(licence: File) -> None:
    with standing_at(NOON):
        token = links.signed_path_for(licence).removeprefix("/files/signed/").rstrip("/")
    with standing_at(NOON + timedelta(minutes=59)):
        assert links.file_of(token) == licence
        assert links.file_of(token[:-1]) is None
    with standing_at(NOON + timedelta(minutes=61)):
        assert links.file_of(token) is None
