"""Numbers before and after an import."""

from pathlib import Path

import pytest

from leadline.intake.importing_queries import preview_of, result_of
from leadline.intake.tests.files import PEOPLE, STAGED, began, imported, written_to
from leadline.playbooks.models import Published
from leadline.records.models import Record

pytestmark = pytest.mark.usefixtures("playbook")


def test_a_preview_counts_and_writes_nothing(tmp_path: Path) -> None:
    begun = began(written_to(tmp_path, f"{PEOPLE}Tom;t@x.example;;Nowhere\n"), mapping=STAGED)
    shown = preview_of(begun)
    assert (shown.rows, shown.good, shown.bad, shown.problem) == (2, 1, 1, "")
    assert shown.wrong[0][0] == 3
    assert not Record.objects.exists()
    Published.objects.update(current=None)
    begun.refresh_from_db()
    assert preview_of(begun).problem == "The playbook of this way in is not published."


def test_a_result_shows_the_first_wrong_rows(tmp_path: Path) -> None:
    result = result_of(imported(written_to(tmp_path, PEOPLE + ";;;Raw\n" * 20), mapping=STAGED))
    assert (result.counts["created"], result.counts["rejected"]) == (1, 20)
    assert (len(result.wrong), result.has_wrong, result.left) == (10, True, 0)
