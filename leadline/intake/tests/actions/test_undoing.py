"""What an import made can be taken back, and what people did since stays."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from leadline.access.actor import person
from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.clock import Driven
from leadline.core.errors import Refused
from leadline.intake import runs
from leadline.intake.actions import restoring, undoing
from leadline.intake.actions.undoing import take_back_import, take_back_rows
from leadline.intake.importing_queries import result_of
from leadline.intake.jobs import take_back, take_back_due
from leadline.intake.models import Arrival, Import, State
from leadline.intake.queries import counts_of
from leadline.intake.runs import run_import
from leadline.intake.tests.conftest import NINE
from leadline.intake.tests.files import began, imported, written_to
from leadline.leads.incoming import How
from leadline.mail.models import Letter
from leadline.parties.actions.changing import change_person
from leadline.parties.actions.entering import OnMatch
from leadline.parties.models import (
    Basis,
    Company,
    DoNotContact,
    EmailAddress,
    ExternalNumber,
    Person,
    PhoneNumber,
)
from leadline.records.actions import give_answers
from leadline.records.models import Record

pytestmark = pytest.mark.usefixtures("playbook")
TEXT = (
    "Name,E-Mail,Company,City,Stage\n"
    "Li Na,li.na@hengtong.com,Hengtong,Suzhou,Registered\n"
    "Tom Berg,tom@baltic.com,Baltic,Riga,Registered\n"
)
STAGED = "columns: {Name: name, E-Mail: e-mail, Company: company, City: city, Stage: stage}\n"


def test_what_it_made_is_gone_and_what_went_on_stays(tmp_path: Path, mei: User) -> None:
    with Driven(NINE) as clock:
        begun = imported(written_to(tmp_path, TEXT), mapping=STAGED)
        clock.advance(hours=1)
        tom = Record.objects.get(person__name="Tom Berg")
        give_answers(person(mei), tom, answers={"total visits": 3})
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


def test_addresses_numbers_and_companies_are_as_before(tmp_path: Path) -> None:
    head = "Name,E-Mail,E-Mail 2,Phone,Company,City,No,Born,Stage\n"
    mapping = (
        "columns: {Name: name, E-Mail: e-mail, E-Mail 2: e-mail, Phone: phone, Company: company,"
        " City: city, No: number, Born: born on, Stage: stage}\n"
    )
    first = head + "Li Na,li.na@hengtong.com,,,,,1,,Registered\n"
    more = head + (
        "Li Na,li.na@hengtong.com,na@home.example,+86 139 1234 5678,Hengtong Cable Ltd,Suzhou,2,"
        "1990-05-01,Registered\n"
    )
    with Driven(NINE) as clock:
        imported(written_to(tmp_path, first), mapping=mapping)
        before = known()
        clock.advance(hours=1)
        begun = imported(written_to(tmp_path, more), mapping=mapping, on_match=OnMatch.OVERWRITE)
        assert known() != before
        assert EmailAddress.objects.count() == 2
        clock.advance(hours=1)
        take_back(AUTOMATION, begun)
    assert known() == before
    assert result_of(begun).values == 0


def known() -> list[list[dict[str, Any]]]:
    """All that is known of people and companies, but for how often something happened."""
    models = (Person, Company, EmailAddress, PhoneNumber, ExternalNumber)
    rows = [list(model._default_manager.order_by("pk").values()) for model in models]
    return [[{k: v for k, v in row.items() if k != "seq"} for row in found] for found in rows]


def test_what_somebody_changed_since_stays_and_is_counted(tmp_path: Path, mei: User) -> None:
    with Driven(NINE) as clock:
        imported(written_to(tmp_path, TEXT), mapping=STAGED)
        clock.advance(hours=1)
        moved = TEXT.replace("Suzhou", "Shanghai").replace("Riga", "Tallinn")
        begun = imported(written_to(tmp_path, moved), mapping=STAGED, on_match=OnMatch.OVERWRITE)
        clock.advance(hours=1)
        li_na = Person.objects.get(name="Li Na")
        change_person(person(mei), li_na, values={"city": "Beijing"})
        take_back(AUTOMATION, begun)
    assert sorted(Person.objects.values_list("city", flat=True)) == ["Beijing", "Riga"]
    begun.refresh_from_db()
    result = result_of(begun)
    assert (result.values, result.wishes, result.counts["joined"]) == (1, 0, 2)


def test_letters_that_left_and_wishes_stay_and_say_why(tmp_path: Path) -> None:
    text = "Name,E-Mail,Off,Stage\nLi Na,li@x.example,,Raw\nTom,tom@x.example,yes,Raw\n"
    mapping = "columns: {Name: name, E-Mail: e-mail, Off: do not e-mail, Stage: stage}\n"
    with Driven(NINE) as clock:
        imported(written_to(tmp_path, "Name,E-Mail,Off,Stage\nTom,tom@x.example,,Lost\n"),
                 mapping=mapping)  # fmt: skip
        clock.advance(hours=1)
        begun = imported(written_to(tmp_path, text), mapping=mapping)
        written = Record.objects.get(person__name="Li Na")
        Letter.objects.create(record=written, state="sent", asked_at=NINE, send_after=NINE)
        clock.advance(hours=1)
        take_back(AUTOMATION, begun)
    begun.refresh_from_db()
    result = result_of(begun)
    assert result.stays == (("A letter has left for it.", 1),)
    assert result.wishes == 1
    assert DoNotContact.objects.filter(person__name="Tom", taken_back_at=None).exists()
    counts = result.counts
    ends = ("created", "joined", "rejected", "failed", "quarantined", "taken_back")
    assert counts["in"] == sum(counts[end] for end in ends) == 2


def test_the_basis_that_an_inquiry_gave_ends_with_it(tmp_path: Path) -> None:
    mapping = "columns: {Name: name, E-Mail: e-mail}\n"
    text = "Name,E-Mail\nLi Na,li@x.example\n"
    with Driven(NINE) as clock:
        imported(written_to(tmp_path, "Name,E-Mail,Stage\nLi Na,li@x.example,Lost\n"),
                 mapping="columns: {Name: name, E-Mail: e-mail, Stage: stage}\n")  # fmt: skip
        clock.advance(hours=1)
        begun = imported(written_to(tmp_path, text), How.NEWS, mapping)
        assert Basis.objects.filter(withdrawn_at=None).count() == 1
        clock.advance(hours=1)
        take_back(AUTOMATION, begun)
    assert not Basis.objects.filter(withdrawn_at=None).exists()
    assert Record.objects.count() == 1


def test_what_runs_is_not_taken_back(tmp_path: Path, mei: User) -> None:
    begun = began(written_to(tmp_path, TEXT), mapping=STAGED)
    with pytest.raises(Refused, match="ended"):
        take_back_import(AUTOMATION, begun)
    assert not take_back_rows(AUTOMATION, begun, moments=frozenset())
    assert Record.objects.count() == 0


def test_a_lead_that_a_later_slice_of_the_file_joined_goes_too(
    tmp_path: Path, mei: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mei handed the file in, so the later row is hers by its event, and yet the import's."""
    monkeypatch.setattr(runs, "at_once", lambda plenty, few: 1)
    with Driven(NINE) as clock:
        begun = began(written_to(tmp_path, TEXT + TEXT.splitlines()[1] + "\n"), mapping=STAGED)
        Import.objects.update(user=mei)
        monkeypatch.setattr(runs, "let_others_in", lambda: clock.advance(seconds=1))
        run_import(Import.objects.get())
        assert Arrival.objects.get(line=4).outcome == "joined"
        clock.advance(hours=1)
        take_back(AUTOMATION, begun)
    assert not Record.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize("dies", range(1, 11, 3))
def test_cut_off_anywhere_it_goes_on_behind_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: int
) -> None:
    """Every slice is small, one of them breaks, and the worker finishes it in its next round."""
    for name, size in {"SLICE": 2, "WINDOW": 7}.items():
        monkeypatch.setattr(restoring, name, size)
    monkeypatch.setattr(undoing, "at_once", lambda plenty, few: 2)
    people = range(5)
    with Driven(NINE) as clock:
        imported(written_to(tmp_path, _rows(people, "Riga", "")), mapping=STAGED)
        before = known()
        clock.advance(hours=1)
        changed = _rows(people, "Oslo", "Ltd") + _rows(range(5, 9), "Oslo", "").partition("\n")[2]
        begun = imported(written_to(tmp_path, changed), mapping=STAGED, on_match=OnMatch.OVERWRITE)
        clock.advance(hours=1)
        change_person(AUTOMATION, Person.objects.get(name="Ann Na"), values={"city": "Bonn"})
        calls = _breaking(monkeypatch, dies)
        assert not take_back(AUTOMATION, begun)
        assert take_back_due(clock.at) == 0  # not at once: what broke it may take a while
        clock.advance(minutes=1)
        assert take_back_due(clock.at) == 1
        assert len(calls) > 10
        assert take_back_due(clock.at) == 0
    [people_then, *others] = before
    for row in people_then:
        row["city"] = "Bonn" if row["name"] == "Ann Na" else row["city"]
    assert known() == [people_then, *others]
    begun.refresh_from_db()
    assert (begun.state, result_of(begun).values) == (State.TAKEN_BACK, 1)
    assert counts_of(begun)["taken_back"] == 4


NAMES = ("Ann", "Bea", "Cem", "Dan", "Eli", "Fay", "Gil", "Hal", "Ida")


def _rows(people: range, city: str, more: str) -> str:
    head = TEXT.partition("\n")[0]
    rows = [
        f"{NAMES[n]} Na,{NAMES[n]}@firm{n}.example,{NAMES[n]} House {more},{city},Registered"
        for n in people
    ]
    return "\n".join([head, *rows]) + "\n"


def _breaking(monkeypatch: pytest.MonkeyPatch, dies: int) -> list[bool]:
    """The slice of that number dies after it has done its work, before it is committed."""
    calls = list[bool]()
    inner = take_back_rows.function

    def dying(batch: Batch, *given: Any, **told: Any) -> bool:
        calls.append(True)
        more = inner(batch, *given, **told)
        batch.write()
        if len(calls) == dies:
            raise RuntimeError("killed")
        return more

    monkeypatch.setitem(take_back_rows.__dict__, "function", dying)
    return calls


def test_one_that_breaks_keeps_no_other_from_being_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Driven(NINE) as clock:
        broken, other = (
            imported(written_to(tmp_path, _rows(people, "Riga", "")), mapping=STAGED)
            for people in (range(2), range(2, 4))
        )
        for one in (broken, other):
            take_back_import(AUTOMATION, one)
        inner = take_back_rows.function

        def breaks(batch: Batch, begun: Import, **told: Any) -> bool:
            if begun.pk == broken.pk:
                raise ZeroDivisionError
            return bool(inner(batch, begun, **told))

        monkeypatch.setitem(take_back_rows.__dict__, "function", breaks)
        assert take_back_due(clock.at) == 1
    broken.refresh_from_db()
    other.refresh_from_db()
    assert (broken.state, other.state) == (State.UNDOING, State.TAKEN_BACK)
