"""What cannot be taken from a folder is told: size, encoding, links out of it, foreign files."""

from pathlib import Path

import pytest

from leadline.playbooks.problems import Problem
from leadline.playbooks.reader import folder
from leadline.playbooks.reader.folder import accepted, files_of, hash_of, normal


def told(path: Path) -> list[str]:
    return [str(one) for one in files_of(path)[1]]


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "emails").mkdir()
    (tmp_path / "emails" / "hello.md").write_text("Hello\r\n", encoding="utf-8", newline="")
    (tmp_path / "playbook.yaml").write_bytes(b"\xef\xbb\xbftitle: x\n")
    (tmp_path / ".hidden").write_text("no")
    (tmp_path / "README.md").write_text("no")
    assert files_of(tmp_path) == ({"emails/hello.md": "Hello\n", "playbook.yaml": "title: x\n"}, [])


def test_what_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "LARGEST_FILE", 40)
    (tmp_path / "book").mkdir()
    (tmp_path / "outside.yaml").write_text("secret: 1\n")
    (tmp_path / "book" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (tmp_path / "book" / "latin.yaml").write_bytes(b"a: b\nc: caf\xe9\n")
    (tmp_path / "book" / "large.yaml").write_text("a" * 50)
    found = told(tmp_path / "book")
    assert any("large.yaml:1: error: the file is larger" in one for one in found)
    assert any("latin.yaml:2: error: the text is not UTF-8" in one for one in found)
    assert any("link.yaml:1: error: the link leads out of the folder" in one for one in found)


def test_limits_of_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        (tmp_path / f"{number}.yaml").write_text("a: b\n")
    monkeypatch.setattr(folder, "MOST_FILES", 3)
    assert any("more than 3 files" in one for one in told(tmp_path))
    monkeypatch.setattr(folder, "LARGEST_FOLDER", 12)
    assert any("MB" in one for one in told(tmp_path))
    assert "is no folder" in told(tmp_path / "nowhere")[0]


def test_files_that_do_not_belong() -> None:
    problems: list[Problem] = []
    found = accepted(
        {"email/x.md": "", "emails/x.txt": "", "notes.txt": "", "a.yaml": "b\r"}, problems
    )
    assert found == {"a.yaml": "b\n"}
    assert [one.message for one in problems] == [
        "a playbook has no folder “email”",
        "here only files that end in .md are read",
        "here only files that end in .yaml are read",
    ]


def test_the_hash_parts_paths_from_texts() -> None:
    assert hash_of({"a": "b", "c": "d"}) == hash_of({"c": "d", "a": "b"})
    assert hash_of({"a": "bc"}) != hash_of({"ab": "c"})
    assert hash_of({"a": normal("x\r\n")}) == hash_of({"a": "x\r\n"})
