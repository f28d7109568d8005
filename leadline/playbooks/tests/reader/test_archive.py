"""A playbook travels as a .zip, and an archive that means harm is refused before it is unpacked."""

import io
import stat
import zipfile
from typing import BinaryIO

import pytest

from leadline.core.errors import Invalid
from leadline.playbooks.reader import archive
from leadline.playbooks.reader.archive import archive_of, files_in
from leadline.playbooks.tests.folders import SMALL


def packed(*entries: tuple[str, bytes], kind: int = stat.S_IFREG, **more: int) -> BinaryIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", more.get("compression", zipfile.ZIP_DEFLATED)) as target:
        for name, data in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (kind | 0o644) << 16
            target.writestr(entry, data, more.get("compression", zipfile.ZIP_DEFLATED))
    return made


def test_what_was_packed_is_unpacked_the_same() -> None:
    made = archive_of(SMALL, "small")
    assert made == archive_of(dict(reversed(SMALL.items())), "small")
    assert files_in(io.BytesIO(made)) == ("small", dict(SMALL), [])


def test_an_archive_needs_no_folder_and_strays_are_passed_over() -> None:
    folder, files, problems = files_in(
        packed(
            ("playbook.yaml", b"title: X\r\n"),
            ("__MACOSX/._playbook.yaml", b"\x00"),
            (".git/config", b"x"),
            ("emails/", b""),
            ("emails/.DS_Store", b"x"),
            ("README.md", b"x"),
        )
    )
    assert (folder, files, problems) == ("", {"playbook.yaml": "title: X\n"}, [])


def test_what_is_no_utf_8_is_told_with_its_file() -> None:
    _folder, files, [problem] = files_in(packed(("x/lead.yaml", b"a: 1\nb: \xff"), ("x/b", b"")))
    assert (str(problem.place), files) == ("lead.yaml:2", {"b": ""})


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "a/../../evil.yaml",
        "/etc/passwd",
        "a//b.yaml",
        "C:/windows.yaml",
        "a\\..\\evil.yaml",
        "./a.yaml",
        "a/.../b.yaml",
    ],
)
def test_what_leads_out_of_the_folder_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match=r"leads out|no plain file"):
        files_in(packed(("playbook.yaml", b""), (name, b"x")))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(kind: int) -> None:
    with pytest.raises(Invalid, match="link or no plain file"):
        files_in(packed(("playbook.yaml", b"/etc/passwd"), kind=kind))


def test_a_bomb_does_not_go_off() -> None:
    with pytest.raises(Invalid, match="is larger than 1 MB"):
        files_in(packed(("bomb.yaml", b"0" * 40_000_000)))
    parts = [(f"f{n}.yaml", b"0" * 900_000) for n in range(7)]
    with pytest.raises(Invalid, match="Unpacked it is larger than 5 MB"):
        files_in(packed(*parts))
    with pytest.raises(Invalid, match="more than 500 files"):
        files_in(packed(*((f"f{n}.yaml", b"") for n in range(501))))


def test_a_size_that_lies_is_of_no_use() -> None:
    made = bytearray(packed(("bomb.yaml", b"0" * 3_000_000)).getvalue())  # type: ignore[attr-defined]
    for at in (made.find(b"PK\x03\x04") + 22, made.find(b"PK\x01\x02") + 24):
        made[at : at + 4] = (10).to_bytes(4, "little")
    try:
        _folder, files, _problems = files_in(io.BytesIO(bytes(made)))
    except Invalid:
        return
    assert sum(map(len, files.values())) <= 10


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"no archive at all", b"PK\x05\x06" + b"\x00" * 18]
)
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match=r"no \.zip file|no file in it"):
        files_in(io.BytesIO(content))


def test_a_broken_one_is_refused() -> None:
    made = bytearray(packed(("playbook.yaml", b"title: some text here " * 50)).getvalue())  # type: ignore[attr-defined]
    made[45:60] = b"\xff" * 15
    with pytest.raises(Invalid, match=r"no \.zip file"):
        files_in(io.BytesIO(bytes(made)))


def test_other_ways_of_packing_twice_the_same_and_too_much_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Invalid, match="packed in a way"):
        files_in(packed(("playbook.yaml", b"x"), compression=zipfile.ZIP_LZMA))
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = packed(("playbook.yaml", b"x"), ("playbook.yaml", b"y"))
    with pytest.raises(Invalid, match="is in it twice"):
        files_in(twice)
    monkeypatch.setattr(archive, "LARGEST_ARCHIVE", 10)
    with pytest.raises(Invalid, match="larger than"):
        files_in(packed(("playbook.yaml", b"x")))
