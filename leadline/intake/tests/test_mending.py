"""What could not be read in can be mended and brought in again, and runs nothing on the way."""

from pathlib import Path

import pytest

from leadline.intake.mending import mend_file, safe
from leadline.intake.queries import counts_of
from leadline.intake.tests.files import STAGED, imported, written_to
from leadline.records.models import Record

pytestmark = pytest.mark.usefixtures("playbook")
TEXT = (
    "Name,E-Mail,Phone,Stage\n"
    "Li Na,li.na@x.example,,Registered\n"
    "=cmd(),h@y.example,+49 40 555,Nowhere\n"
)


def test_the_mended_file_is_read_in(tmp_path: Path) -> None:
    begun = imported(written_to(tmp_path, TEXT), mapping=STAGED)
    mend = "".join(mend_file(begun))
    first, second = mend.splitlines()
    assert first == "\ufeffName,E-Mail,Phone,Stage,What is wrong"
    assert second.startswith("'=cmd(),h@y.example,")
    assert "“Nowhere” is no stage here" in second
    mended = written_to(tmp_path, mend.replace(",Nowhere,", ",Raw,"), "mended.csv")
    again = imported(mended, mapping=STAGED)
    assert (counts_of(again)["in"], counts_of(again)["created"]) == (1, 1)
    assert Record.objects.count() == 2


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd", "'+cmd"),
        ("-2.5", "-2.5"),
        ("+49 40 555", "+49 40 555"),
        ("Li Na", "Li Na"),
        ("", ""),
    ],
)
def test_formulas_are_defused(cell: str, written: str) -> None:
    assert safe(cell) == written
