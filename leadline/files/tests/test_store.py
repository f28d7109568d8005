"""Content is on the disk once and whole, or not at all."""

from io import BytesIO
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from leadline.core.errors import Invalid
from leadline.files.kinds import Kind
from leadline.files.store import open_content, path_of, put, receive


def on_disk(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "files").rglob("*") if path.is_file())


def test_the_same_content_is_kept_once(data: Path) -> None:
    first, second = put(BytesIO(b"abc")), put(BytesIO(b"abc"))
    assert first == second
    assert on_disk(data) == [first.hash]
    assert path_of(first.hash) == data / "files" / first.hash[:2] / first.hash[2:4] / first.hash
    with open_content(first.hash) as content:
        assert content.read() == b"abc"


def test_too_large_content_leaves_nothing(data: Path, settings: Settings) -> None:
    settings.LEADLINE_FILE_LIMIT = 1024 * 1024
    with pytest.raises(Invalid, match="larger than 1 MB"):
        put(BytesIO(b"x" * (1024 * 1024 + 1)))
    assert on_disk(data) == []
    assert put(BytesIO(b"x" * 1024 * 1024)).size == 1024 * 1024


def test_what_is_received_was_looked_at(data: Path) -> None:
    content = BytesIO(b"%PDF-1.4 all of it")
    content.read()
    received = receive(content, "../licence.exe")
    assert (received.kind, received.name) == (Kind.PDF, "licence.exe.pdf")
    assert received.stored.size == 18
    with pytest.raises(Invalid):
        receive(BytesIO(b"MZ"), "licence.pdf")
    assert len(on_disk(data)) == 1


@pytest.mark.parametrize("hash", ["", "../" * 22, "A" * 64])
def test_only_a_hash_leads_to_a_file(hash: str) -> None:
    with pytest.raises(ValueError):
        path_of(hash)
