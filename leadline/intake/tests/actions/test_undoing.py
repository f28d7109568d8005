"""What an import made can be taken back, and what people did since stays."""

from datetime import timedelta
from pathlib import Path

import pytest

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.core.errors import Refused
from leadline.intake.actions.undoing import take_back_rows
from leadline.intake.jobs import take_back
from leadline.intake.models import Arrival, State
from leadline.intake.queries import counts_of
from leadline.intake.tests.conftest import NINE
from leadline.intake.tests.files import began, imported, written_to
from leadline.parties.actions.entering import OnMatch
from leadline.parties.models import Company, Person
from leadline.records.actions import give_answers
from leadline.records.models import Record

pytestmark = pytest.mark.usefixtures("playbook")
TEXT = (
    "Name,E-Mail,Company,City,Stage\n"
    "Li Na,li.na@hengtong.com,Hengtong,Suzhou,Registered\n"
    "Tom Berg,tom@baltic.com,Baltic,Riga,Registered\n"
)
STAGED = "columns: {Name: name, E-Mail: e-mail, Company: company, City: city, Stage: stage}\n"


def test_what_it_made_is_gone_and_what_went_on_stays(tmp_path: Path) -> None:
    with Driven(NINE) as clock:
        begun = imported(written_to(tmp_path, TEXT), mapping=STAGED)
        clock.advance(hours=1)
        tom = Record.objects.get(person__name="Tom Berg")
        give_answers(AUTOMATION, tom, answers={"total visits": 3})
        clock.advance(hours=1)
        take_back(AUTOMATION, begun)
    begun.refresh_from_db()
    assert begun.state == State.TAKEN_BACK
    assert [str(record) for record in Record.objects.all()] == ["Tom Berg, Baltic"]
    assert [person.name for person in Person.objects.all()] == ["Tom Berg"]
    assert [company.name for company in Company.objects.all()] == ["Baltic"]
    counts = counts_of(begun)
    assert (counts["in"], counts["created"], counts["taken_back"]) == (2, 1, 1)
    left = Arrival.objects.get(outcome="created")
    assert left.reason == "Somebody has worked on it since."


def test_who_was_there_before_is_as_before(tmp_path: Path) -> None:
    with Driven(NINE) as clock:
        imported(written_to(tmp_path, TEXT), mapping=STAGED)
        clock.set(NINE + timedelta(days=1))
        other = (
            TEXT.replace("Suzhou", "Shanghai")
            .replace("Li Na,", "LI NA,")
            .replace("Tom Berg,tom@baltic", "Eva Ek,eva@ek")
        )
        begun = imported(written_to(tmp_path, other), mapping=STAGED, on_match=OnMatch.OVERWRITE)
        before = Person.objects.get(emails__text="li.na@hengtong.com")
        assert before.city == "Shanghai"
        clock.advance(hours=1)
        take_back(AUTOMATION, begun)
    li_na = Person.objects.get(name="Li Na")
    assert (li_na.city, li_na.name_key, li_na.latin) == ("Suzhou", "li na", "na|li")
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Li Na", "Tom Berg"]
    assert Record.objects.count() == 2


def test_what_runs_is_not_taken_back(tmp_path: Path, mei: User) -> None:
    begun = began(written_to(tmp_path, TEXT), mapping=STAGED)
    with pytest.raises(Refused, match="ended"):
        take_back_rows(AUTOMATION, begun, after=0)
