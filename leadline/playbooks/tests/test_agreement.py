"""What is signed: the words of both parts; whatever changes them changes what must be signed."""

from pathlib import Path

import pytest

from leadline.playbooks.agreement import (
    Part,
    all_promises,
    definition_fields,
    promised,
    signable,
    signables,
)
from leadline.playbooks.definition import Playbook
from leadline.playbooks.reader.folder import files_of
from leadline.playbooks.reader.playbook import read
from leadline.playbooks.tests.folders import SMALL
from leadline.playbooks.vocabulary_files import standard

FOLDER = Path(__file__).parents[3] / "tests" / "playbooks" / "lead-management"
FILES, _problems = files_of(FOLDER)


def playbook(**changes: tuple[str, str]) -> Playbook:
    """Keyword arguments change a file: lead=(old, new)."""
    files = dict(FILES)
    for name, (old, new) in changes.items():
        assert old in files[f"{name}.yaml"], old
        files[f"{name}.yaml"] = files[f"{name}.yaml"].replace(old, new)
    found = read(files, standard()).playbook
    assert found is not None
    return found


def hash_of(part: Part, **changes: tuple[str, str]) -> str:
    found = signable(playbook(**changes), part)
    assert found is not None
    return found.hash


def test_both_parts_with_their_roles_and_words() -> None:
    definition, promises = signables(playbook())
    assert definition.roles == promises.roles == ("Marketing", "Sales Director")
    assert definition.words[0].startswith("sales-ready: budget known and authority one of")
    assert "budget: LDR" in definition.words
    assert (
        "LDR accepts (Lead status, MAQL, LDR): LDR accepts or returns every MAQL" in promises.text
    )
    assert "  within: 4 working hours" in promises.words
    assert any(word.startswith("  missed: after 2 working hours") for word in promises.words)


@pytest.mark.parametrize(
    "change",
    [
        {"fields": ("need known and", "")},
        {"fields": ("budget: {type: money, supplied by: LDR}",
                    "budget: {type: money, supplied by: Sales}")},
        {"agreement": ("definition signed by: [Marketing, Sales Director]",
                       "definition signed by: [Marketing, Sales]")},
    ],
    ids=["what it asks", "who supplies it", "who signs it"],
)  # fmt: skip
def test_s3_03_what_changes_the_definition(change: dict[str, tuple[str, str]]) -> None:
    assert hash_of(Part.DEFINITION, **change) != hash_of(Part.DEFINITION)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("within: 4 working hours", "within: 8 working hours"),
        ("warn: at 75 %", "warn: at 50 %"),
        ("when reassigned: goes on", "when reassigned: starts anew"),
        ("paused while: waiting for data from marketing is yes\n", "\n"),
        ("          - after: 2 working hours\n", "          - after: 3 working hours\n"),
        ("until: [lead accepted by LDR, lead returned by LDR]", "until: [lead accepted by LDR]"),
    ],
)
def test_s3_28_what_changes_the_promises(old: str, new: str) -> None:
    assert hash_of(Part.PROMISES, lead=(old, new)) != hash_of(Part.PROMISES)


def test_what_changes_neither() -> None:
    goal = ("Stay in mind without pestering", "Stay in mind")
    assert [hash_of(part, lead=goal) for part in Part] == [hash_of(part) for part in Part]


def test_promises_with_their_sides_and_fields_in_their_order() -> None:
    found = playbook()
    assert [(one.clock.name, one.side) for one in promised(found)] == [
        ("LDR accepts", "LDR"),
        ("sales accepts", "sales"),
        ("LDR speaks with them", "LDR"),
    ]
    assert len(list(all_promises(found))) > 3
    names = [one.field.name for one in definition_fields(found)]
    assert names == ["budget", "authority", "need", "timeframe"]


def test_a_playbook_without_an_agreement_has_nothing_to_sign() -> None:
    small = read(SMALL, standard()).playbook
    assert small is not None
    assert (signables(small), promised(small), definition_fields(small)) == ((), (), ())
