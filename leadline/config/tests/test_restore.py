import sqlite3
from pathlib import Path

from leadline.config.backup import counts_of
from leadline.config.management.commands.restore import restore_command
from leadline.config.tests.test_cli import leadline


def test_a_restored_installation_has_all_of_it_and_waits_for_a_person(tmp_path: Path) -> None:
    first, second, file = tmp_path / "first", tmp_path / "second", tmp_path / "all.tar.gz"
    for data, *command in (
        (first, "setup"),
        (first, "backup", str(file)),
        (second, "restore", str(file)),
    ):
        told = leadline(data, *command)
        assert told.returncode == 0, told.stderr[-2000:]
    assert "all as in the archive" in told.stdout
    before = counts_of(sqlite3.connect(first / "leadline.sqlite3"))
    restored = sqlite3.connect(second / "leadline.sqlite3")
    after = counts_of(restored)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"automation_worker", "core_event"}  # that it is held
    [(because,)] = restored.execute("SELECT held_because FROM automation_worker").fetchall()
    assert because == "restore"
    assert (second / "secret-key").read_text() == (first / "secret-key").read_text()
    again = leadline(second, "restore", str(file))
    assert again.returncode == 1
    assert "is not empty" in again.stderr


def test_an_archive_of_the_other_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "all.tar.gz"
    assert leadline(tmp_path / "first", "restore", str(file)).returncode == 1
    assert restore_command(file).startswith("pg_restore --clean --if-exists ")
    assert restore_command(file).endswith("/all.dump")
