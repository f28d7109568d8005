"""Reviewed leads never become inquiries again, in any process; statuses are those of the field."""

from pathlib import Path

from leadline.playbooks.checks.every import check
from leadline.playbooks.checks.statuses import status_of
from leadline.playbooks.reader.folder import files_of
from leadline.playbooks.tests.folders import small, spoiled
from leadline.playbooks.vocabulary_files import standard

FOLDER = Path(__file__).parents[4] / "tests" / "playbooks" / "lead-management"
FILES, _problems = files_of(FOLDER)


def changed(old: str, new: str, file: str = "lead.yaml") -> list[str]:
    assert old in FILES[file]
    files = {**FILES, file: FILES[file].replace(old, new, 1)}
    return [str(one) for one in check(files, standard()).problems]


def test_s3_16_no_way_leads_back_to_inquiry_after_review() -> None:
    found = changed(
        "      - at: wake up\n        go to: MAQL", "      - at: wake up\n        go to: Inquiry"
    )
    assert any("leads back to “Inquiry” after LDR has reviewed it" in one for one in found)


def test_s3_21_the_group_must_exist() -> None:
    found = changed("needs: a group LDR", "needs: a group Owls")
    assert any("needs “a group Owls”" in one for one in found)


def test_s3_20_a_step_back_asks_for_a_reason() -> None:
    found = changed("        ask:\n          what to find out first: text\n", "")
    assert any("a move marked “back” asks for a reason" in one for one in found)


def test_a_status_that_nobody_knows() -> None:
    found = spoiled("goal: They see that it works", "counts as: Inquirie")
    assert any("“Inquirie” is no lead status (did you mean “Inquiry”?)" in one for one in found)


def test_where_stage_and_status_are_one() -> None:
    process = small().processes["Lead"]
    assert status_of(process.first_stage, process) == ""
