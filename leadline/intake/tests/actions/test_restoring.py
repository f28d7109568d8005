"""What an import changed is put back by what its events tell, and nothing that others changed."""

from pathlib import Path

import pytest

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.intake.actions.restoring import moments_of
from leadline.intake.jobs import take_back
from leadline.intake.runs import run_import
from leadline.intake.tests.conftest import NINE
from leadline.intake.tests.files import began, imported, written_to
from leadline.parties.actions.entering import OnMatch, enter_people
from leadline.parties.candidates import Candidate, read
from leadline.parties.models import Person

pytestmark = pytest.mark.usefixtures("playbook")
MAPPING = "columns: {Name: name, E-Mail: e-mail, City: city, Stage: stage}\n"
HEAD = "Name,E-Mail,City,Stage\n"


def test_only_what_the_import_wrote_is_put_back(tmp_path: Path) -> None:
    """Somebody changes another person while the import runs: their event stands among its own."""
    rows = "Tom Berg,tom@x.example,{},Raw\nAda Lund,ada@y.example,{},Raw\n"
    with Driven(NINE) as clock:
        imported(written_to(tmp_path, HEAD + rows.format("Riga", "Riga")), mapping=MAPPING)
        clock.advance(hours=1)
        text = HEAD + rows.format("Tallinn", "").replace("Ada Lund,ada@y", "Eva Ek,eva@z")
        begun = began(written_to(tmp_path, text), mapping=MAPPING, on_match=OnMatch.OVERWRITE)
        ada = Candidate(name="Ada Lund", emails=("ada@y.example",), city="Oslo")
        enter_people(AUTOMATION, None, profiles=[read(ada)], on_match=OnMatch.OVERWRITE)
        clock.advance(hours=1)
        run_import(begun)
        assert moments_of(begun) == {clock.at}
        assert cities() == {"Tom Berg": "Tallinn", "Ada Lund": "Oslo", "Eva Ek": ""}
        clock.advance(hours=1)
        take_back(AUTOMATION, begun)
    assert cities() == {"Tom Berg": "Riga", "Ada Lund": "Oslo"}


def cities() -> dict[str, str]:
    return dict(Person.objects.values_list("name", "city"))
