"""A playbook's folder becomes a mapping of texts; what cannot be taken from it is told."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Place
from leadline.playbooks.problems import Problem, did_you_mean

LARGEST_FILE = 1_000_000  # bytes
LARGEST_FOLDER = 5_000_000  # bytes
MOST_FILES = 500
FOLDERS = {"emails": ".md", "talk-tracks": ".md", "scenarios": ".yaml", "words": ".yaml"}


def files_of(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """Path → text of every file, in the order of the paths, with normal line ends."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    if not folder.is_dir():
        message = _("“%(folder)s” is no folder") % {"folder": folder.name}
        return files, [Problem(Place(folder.name, 1), message)]
    size = 0
    for count, path in enumerate(_walk(folder), 1):
        name = path.relative_to(folder).as_posix()
        if count > MOST_FILES:
            message = _("the folder holds more than %(most)s files") % {"most": MOST_FILES}
            problems.append(Problem(Place(name, 1), message))
            break
        size += _size(path)
        if size > LARGEST_FOLDER:
            message = _("the folder holds more than %(most)s MB") % {
                "most": LARGEST_FOLDER // 10**6
            }
            problems.append(Problem(Place(name, 1), message))
            break
        text = _text(path, folder.resolve(), name, problems)
        if text is not None:
            files[name] = text
    return files, problems


def accepted(files: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
    """The files that a playbook may hold; the same limits for texts that came from elsewhere."""
    found: dict[str, str] = {}
    for path in sorted(files):
        if len(files[path].encode("utf-8", "surrogatepass")) > LARGEST_FILE:
            problems.append(_too_large(path))
        elif _belongs(path, problems):
            found[path] = normal(files[path])
    return found


def normal(text: str) -> str:
    """The text with normal line ends and no byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def hash_of(files: Mapping[str, str]) -> str:
    """SHA-256 over every path and text (hex); equal whatever the line ends were."""
    whole = hashlib.sha256()
    for path in sorted(files):
        for part in (path, normal(files[path])):
            data = part.encode("utf-8", "surrogatepass")
            whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == "README.md":
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _text(path: Path, root: Path, name: str, problems: list[Problem]) -> str | None:
    place = Place(name, 1)
    if not path.resolve().is_relative_to(root):
        problems.append(Problem(place, _("the link leads out of the folder")))
    elif not path.is_file():
        problems.append(Problem(place, _("this is no file")))
    elif path.stat().st_size > LARGEST_FILE:
        problems.append(_too_large(name))
    else:
        return decoded(path.read_bytes(), name, problems)
    return None


def decoded(data: bytes, name: str, problems: list[Problem]) -> str | None:
    """The file's text; None for what is no UTF-8, which is told."""
    try:
        return normal(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("the text is not UTF-8")
        problems.append(Problem(Place(name, line), message, _("save the file as UTF-8")))
        return None


def _too_large(name: str) -> Problem:
    message = _("the file is larger than %(most)s MB") % {"most": LARGEST_FILE // 10**6}
    return Problem(Place(name, 1), message)


def _belongs(path: str, problems: list[Problem]) -> bool:
    folder, slash, name = path.rpartition("/")
    suffix = FOLDERS.get(folder) if slash else ".yaml"
    if suffix and name.endswith(suffix):
        return True
    if slash and suffix is None:
        message = _("a playbook has no folder “%(folder)s”") % {"folder": folder}
        problems.append(Problem(Place(path, 1), message, did_you_mean(folder, FOLDERS)))
    else:
        message = _("here only files that end in %(suffix)s are read") % {"suffix": suffix}
        problems.append(Problem(Place(path, 1), message))
    return False
