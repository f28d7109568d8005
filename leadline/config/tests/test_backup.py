import json
import sqlite3
import stat
import tarfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from pytest_django.fixtures import Settings

from leadline.access.models import User
from leadline.config.backup import Unusable, archive, counts_of, differing, read_manifest, unpack
from leadline.config.management.commands.backup import dump_command
from leadline.core import clock
from leadline.files.store import path_of, put

pytestmark = [
    pytest.mark.django_db(transaction=True),  # the copy waits for whoever is writing
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is copied by pg_dump"),
]


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    """A data folder with a key, a file, and one that is only being received."""
    settings.DATA = tmp_path / "data"
    stored = put(BytesIO(b"the licence"))
    (settings.DATA / "secret-key").write_text("the key")
    (settings.DATA / "files" / "coming" / "half").write_text("not yet")
    User.objects.create(email="mei@firm.example", name="Mei")
    assert path_of(stored.hash).exists()
    return tmp_path / "data"


@pytest.fixture
def made(data: Path, tmp_path: Path) -> Path:
    archive(tmp_path / "all.tar.gz", data, clock.now())
    return tmp_path / "all.tar.gz"


def test_an_archive_holds_everything_and_is_its_owners_only(made: Path) -> None:
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    with tarfile.open(made) as tar:
        names = set(tar.getnames())
    assert {"manifest.json", "leadline.sqlite3", "secret-key"} <= names
    assert [name for name in names if "coming" in name] == []
    manifest = read_manifest(made)
    assert manifest.sums.keys() == names - {"manifest.json"}
    assert (manifest.vendor, manifest.counts["access_user"]) == ("sqlite", User.objects.count())
    assert [path.name for path in made.parent.iterdir() if path.name.startswith(".")] == []


def test_an_archive_is_never_overwritten(made: Path, data: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(Unusable, match="exists"):
        archive(made, data, clock.now())
    assert made.read_bytes() == before


def test_an_empty_folder_becomes_what_the_archive_holds(made: Path, data: Path) -> None:
    there = made.parent / "there"
    manifest = unpack(made, there)
    database = sqlite3.connect(there / "leadline.sqlite3")
    assert counts_of(database) == manifest.counts
    assert database.execute("SELECT name FROM access_user").fetchall() == [("Mei",)]
    assert (there / "secret-key").read_text() == "the key"
    [file] = [path for path in (there / "files").rglob("*") if path.is_file()]
    assert file.read_bytes() == b"the licence"
    assert [path.name for path in there.iterdir() if path.name.startswith(".")] == []


def test_a_folder_that_holds_something_stays_as_it_is(made: Path, data: Path) -> None:
    with pytest.raises(Unusable, match="not empty"):
        unpack(made, data)
    there = made.parent / "there"
    unpack(made, there)
    with pytest.raises(Unusable, match="not empty"):
        unpack(made, there)


def rewritten(made: Path, name: str, content: bytes) -> Path:
    """The archive, but for one of its files."""
    other = made.with_name("other.tar.gz")
    with tarfile.open(made) as tar, tarfile.open(other, "w:gz") as out:
        for member in tar:
            held = tar.extractfile(member)
            assert held is not None
            text = content if member.name == name else held.read()
            member.size = len(text)
            out.addfile(member, BytesIO(text))
    return other


def test_what_is_damaged_is_not_restored(made: Path) -> None:
    there = made.parent / "there"
    with pytest.raises(Unusable, match="secret-key is damaged"):
        unpack(rewritten(made, "secret-key", b"another key"), there)
    assert list(there.iterdir()) == []


def test_a_count_that_differs_is_not_restored(made: Path) -> None:
    with tarfile.open(made) as tar:
        held = tar.extractfile("manifest.json")
        assert held is not None
        manifest = json.load(held)
    manifest["counts"]["access_user"] += 1
    other = rewritten(made, "manifest.json", json.dumps(manifest).encode())
    with pytest.raises(Unusable, match="access_user: 1 rows, in the archive 2"):
        unpack(other, made.parent / "there")


@pytest.mark.parametrize("content", [b"", b"no archive at all"])
def test_what_is_no_archive_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.tar.gz").write_bytes(content)
    with pytest.raises(Unusable, match="no whole archive"):
        unpack(tmp_path / "odd.tar.gz", tmp_path / "there")


def test_half_an_archive_is_told(made: Path) -> None:
    half = made.with_name("half.tar.gz")
    half.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    with pytest.raises(Unusable, match="no whole archive"):
        unpack(half, made.parent / "there")


def test_tables_that_differ_are_named() -> None:
    assert differing({"a": 1, "b": 2}, {"a": 1, "b": 3}) == ["b: 3 rows, in the archive 2"]
    assert differing({"a": 1}, {}) == ["a: 0 rows, in the archive 1"]


def test_the_command_says_what_it_wrote(data: Path, tmp_path: Path) -> None:
    said = StringIO()
    call_command("backup", str(tmp_path / "mine.tar.gz"), stdout=said)
    assert "3 files" in said.getvalue()
    with pytest.raises(CommandError, match="exists"):
        call_command("backup", str(tmp_path / "mine.tar.gz"))


def test_of_postgresql_it_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    about = {"HOST": "db.firm.example", "PORT": 5433, "USER": "leo", "NAME": "sales"}
    with monkeypatch.context() as patched:
        for name, value in about.items():
            patched.setitem(connection.settings_dict, name, value)
        command = dump_command(Path("all.tar.gz"))
    assert command == (
        "pg_dump --format=custom --file=all.dump --host=db.firm.example --port=5433"
        " --username=leo --dbname=sales"
    )
