"""An import that is taken back is taken out of the numbers, too."""

from pathlib import Path

from leadline.core.actor import AUTOMATION
from leadline.intake.jobs import take_back
from leadline.intake.tests.files import imported, written_to
from leadline.records.actions.deleting import delete_record, restore_record
from leadline.reports.models import Journey, JourneyMark, Tally
from leadline.reports.tests.actions.test_folding import tallies
from leadline.reports.tests.conftest import fold

TEXT = "Name,E-Mail,Stage\nLi Na,li.na@hengtong.example,MQL\nTom Berg,tom@baltic.example,SQL\n"
STAGED = "columns: {Name: name, E-Mail: e-mail, Stage: stage}\n"


def test_nothing_of_it_is_counted_any_more(cast, tmp_path: Path):
    cast.lead()
    fold()
    before = tallies()
    begun = imported(written_to(tmp_path, TEXT), mapping=STAGED)
    fold()
    assert Journey.objects.count() == 3
    assert Tally.objects.get(
        dimension="", measure="reached", what="MQL", is_of_all=True
    ).number == 2  # fmt: skip
    take_back(AUTOMATION, begun)
    fold()
    assert tallies() == before
    assert Journey.objects.count() == 1
    assert not JourneyMark.objects.exclude(journey__in=Journey.objects.all()).exists()


def test_what_lies_in_the_bin_is_not_counted_until_it_is_brought_back(cast):
    cast.lead()
    fold()
    before = tallies()
    other = cast.lead()
    fold()
    assert tallies() != before
    with_both = tallies()
    delete_record(AUTOMATION, other)
    fold()
    assert tallies() == before
    restore_record(AUTOMATION, other)
    fold()
    assert tallies() == with_both
