"""A folder is read whole; nothing that stands in it makes the reader raise."""

import random

from leadline.playbooks.checks.every import check
from leadline.playbooks.reader.playbook import read
from leadline.playbooks.tests.folders import LEAD, SMALL, small, told
from leadline.playbooks.vocabulary_files import standard


def test_a_playbook_with_errors_is_only_a_draft() -> None:
    reading = read({**SMALL, "lead.yaml": LEAD.replace("goal:", "gaol:")}, standard())
    assert reading.playbook is None
    assert reading.draft is not None
    assert list(reading.draft.processes) == ["Lead"]


def test_the_same_text_is_the_same_playbook() -> None:
    windows = {path: text.replace("\n", "\r\n") for path, text in SMALL.items()}
    one, other = read(SMALL, standard()), read(windows, standard())
    assert one.playbook is not None
    assert other.playbook is not None
    assert one.playbook.hash == other.playbook.hash
    assert one.playbook.files == other.playbook.files
    assert small({"lead.yaml": LEAD + "# a note\n"}).hash != one.playbook.hash


def test_files_that_say_something_else() -> None:
    assert told({"notes.yaml": "a: b\n"}) == [
        "notes.yaml:1: error: a file at the top with this name holds processes"
        " (begin with “process: …”)"
    ]
    assert any("guards.yaml is a list" in one for one in told({"guards.yaml": "a\n"}))


def test_an_empty_folder() -> None:
    found = read({}, standard()).problems
    assert [str(one) for one in found] == [
        "playbook.yaml:1: error: a playbook needs this file with its title, languages and roles"
    ]


def test_nothing_makes_the_reader_raise() -> None:
    chance = random.Random(20)
    signs = [
        ":",
        "-",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "#",
        "&x",
        "*x",
        "!",
        "|",
        "%",
        "\t",
        "  ",
        "\x00",
        "中",
    ]
    for _round in range(150):
        files = dict(SMALL)
        path = chance.choice(list(files))
        lines = files[path].split("\n")
        for _change in range(chance.randint(1, 3)):
            at = chance.randrange(len(lines))
            cut = chance.randint(0, len(lines[at]))
            lines[at] = (
                lines[at][:cut] + chance.choice(signs) + lines[at][cut + chance.randint(0, 4) :]
            )
        files[path] = "\n".join(lines)
        found = check(files, standard())
        assert found.playbook is not None or found.problems
