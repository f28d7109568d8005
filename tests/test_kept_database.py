"""What the kept database depends on is known, so that an old one is never taken."""

import re
from pathlib import Path

import pytest

from tests import kept_database
from tests.kept_database import MADE_OF, ROOT, begin_with_the_kept_one, made_of

IMPORTED = re.compile(r"^(?:from|import) (leadline[\w.]*)", re.MULTILINE)


def test_migrations_import_nothing_else_of_ours() -> None:
    files = {path for pattern in MADE_OF for path in ROOT.glob(pattern)}
    assert len(files) > 40
    found = {
        ROOT / f"{name.replace('.', '/')}.py"
        for path in files
        if "migrations" in path.parts
        for name in IMPORTED.findall(path.read_text())
    }
    assert found <= files


def test_another_migration_makes_another_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "leadline" / "work" / "migrations"
    folder.mkdir(parents=True)
    monkeypatch.setattr(kept_database, "ROOT", tmp_path)
    hashes = {made_of()}
    for name, text in (("0001.py", "a"), ("0001.py", "b"), ("0002.py", "")):
        (folder / name).write_text(text)
        hashes.add(made_of())
    assert len(hashes) == 4


def test_an_installation_begins_with_it_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_database, "KEPT", tmp_path)
    data = tmp_path / "data"
    data.mkdir()
    begin_with_the_kept_one(data)
    assert list(data.iterdir()) == []
    (tmp_path / f"{made_of()}.sqlite3").write_bytes(b"kept")
    begin_with_the_kept_one(data)
    assert (data / "leadline.sqlite3").read_bytes() == b"kept"
