"""Each of the seven errors of lead management is named when a lead process makes it."""

# ruff: noqa: E501 - a table reads best with one case a line

from collections.abc import Mapping
from pathlib import Path

import pytest

from leadline.playbooks.checks.every import check
from leadline.playbooks.reader.folder import files_of
from leadline.playbooks.vocabulary_files import standard

FOLDER = Path(__file__).parents[4] / "tests" / "playbooks" / "lead-management"
FILES, _problems = files_of(FOLDER)


def named(changes: Mapping[str, str | None]) -> set[str]:
    """The numbers of the errors that are told, of the good playbook with these files changed."""
    files = {n: t for n, t in {**FILES, **changes}.items() if t is not None}
    found = check(files, standard()).problems
    return {one.message.split(":")[0] for one in found if one.message.startswith("error ")}


def without(file: str, old: str, new: str = "") -> dict[str, str | None]:
    assert old in FILES[file], old
    return {file: FILES[file].replace(old, new)}


def test_s3_35_the_good_playbook_makes_none() -> None:
    assert named({}) == set()


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("1", without("agreement.yaml", "definition signed by: [Marketing, Sales Director]",
                      "definition signed by: [Marketing]")),
        ("2", without("lead.yaml", "  Raw:\n", "  Suspect:\n")),
        ("3", without("lead.yaml", "  Inquiry:\n    goal", "  Left voicemail:\n    goal")),
        ("4", {"contact.yaml": None}),
        ("5", without("score.yaml", "review every: 3 months\n")),
        ("6", without("agreement.yaml", "promises: [LDR accepts, sales accepts, LDR speaks with them]\n")),
        ("7", without("lead.yaml", "        back: yes\n")),
    ],
)  # fmt: skip
def test_s3_35_each_error_is_named(number: str, changes: Mapping[str, str | None]) -> None:
    assert f"error {number}" in named(changes)


def test_s3_11_a_logged_call_may_not_move_a_lead() -> None:
    changes = without("lead.yaml", "    note: attempt counted\n", "    go to: Inquiry\n")
    assert "error 3" in named(changes)
