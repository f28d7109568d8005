"""Rehearsals of a playbook on what a small firm has lived through: by command, and by page."""

import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from webtest import Upload

from leadline.access.actor import person
from leadline.automation.rehearsal.rehearsing import Asked, Rehearsal
from leadline.core import clock
from leadline.core.actor import CUSTOMER
from leadline.core.clock import Driven
from leadline.core.errors import Refused
from leadline.core.models import Event
from leadline.playbooks.reader.archive import archive_of
from leadline.playbooks.versions import definition_of
from leadline.records.actions import assign
from leadline.records.models import Record
from leadline.work.actions.calls import log_call
from leadline.work.actions.notes import show_interest
from leadline.work.results import CallResult
from tests.stories.firm import MONDAY, Story
from tests.stories.small_firm import FILES, LEAD, SmallFirm

LI_NA = {"name": "Li Na", "e_mail": "li.na@hengtong-cable.example", "company": "Hengtong Cable"}
JO = {"name": "Jo Field", "e_mail": "jo.field@gmail.com"}
TRIAL = Path(__file__).parents[2] / "playbooks" / "trial-subscription"


@pytest.fixture
def driven() -> Iterator[Driven]:
    with Driven(MONDAY) as clock:
        yield clock


def rehearse(folder: Path, name: str, *more: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("playbook", "rehearse", str(folder), "--name", name, "--json", *more, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def written(folder: Path, files: dict[str, str], **changed: str) -> Path:
    for path, text in {**files, **{f"{name}.yaml": text for name, text in changed.items()}}.items():
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def live(firm: SmallFirm, chance: random.Random, acts: int) -> None:
    """Somebody does something, again and again; what is refused is no matter."""
    people = [firm.lin, firm.lou, firm.sam, firm.mara]
    leads = [firm.lead(f"{name} Wong") for name in ("Ada", "Ben", "Cid")]
    for _act in range(acts):
        lead, who = chance.choice(leads), person(chance.choice(people))
        lead.refresh_from_db()
        if lead.owner is not None and chance.random() < 0.7:
            who = person(lead.owner)
        try:
            match chance.randrange(8):
                case 0:
                    firm.answer(lead.owner or firm.lin, lead, LDR_decision="Accept", budget=600)
                case 1:
                    firm.answer(firm.lin, lead, sales_decision=chance.choice(["Accept", "Return"]))
                case 2:
                    firm.answer(
                        firm.lin, lead, authority="Decides", budget=chance.choice([100, 900])
                    )
                case 3:
                    to = chance.choice(["MQL", "SAL", "Re-Market", "Disqualified"])
                    firm.move(
                        lead.owner or firm.sam, lead, to, why_it_skips="known", reason="Student"
                    )
                case 4:
                    show_interest(CUSTOMER, lead, what="price")
                case 5:
                    log_call(who, lead, result=CallResult(chance.choice(CallResult.values)))
                case 6:
                    assign(person(firm.mara), lead, owner=chance.choice(people))
                case _:
                    firm.answer(firm.mara, lead, LDR_decision="Return")
        except Refused:
            continue
        firm.work()
        firm.pass_time(hours=chance.randrange(30))


@pytest.mark.parametrize("seed", range(6))
def test_the_same_version_differs_in_nothing(
    driven: Driven, db: None, tmp_path: Path, seed: int
) -> None:
    firm = SmallFirm(driven)
    live(firm, random.Random(seed), 25)
    assert Event.objects.filter(name="stage entered").count() > 4  # something has happened
    before = everything()
    found = rehearse(written(tmp_path, FILES), "funnel")
    assert (found["records"], found["same"], found["apart"]) == (3, 3, 0)
    assert found["differing"] == []
    assert everything() == before


def everything() -> tuple[list[Any], list[Any]]:
    """All that a rehearsal might have touched."""
    return list(Event.objects.values_list()), list(Record.objects.values_list())


def walked(firm: SmallFirm) -> Record:
    """LDR takes it after an hour, and sales goes on with it at once."""
    lead = firm.lead()
    firm.pass_time(hours=1)
    firm.answer(has(lead), lead, LDR_decision="Accept")
    firm.pass_time(hours=1)
    firm.move(firm.sam, lead, "SAL", why_it_skips="They want to buy.")
    assert firm.stands(lead) == "SAL"
    return lead


def has(lead: Record) -> Any:
    lead.refresh_from_db()
    return lead.owner


def test_what_would_be_different_is_counted(driven: Driven, db: None, tmp_path: Path) -> None:
    firm = SmallFirm(driven)
    walked(firm)
    lead = LEAD.replace("within: 4 working hours", "within: 30 working minutes")
    found = rehearse(written(tmp_path, FILES, lead=lead), "funnel")
    assert (found["records"], found["same"]) == (1, 0)
    assert found["told"]["clock"]["LDR accepts: missed"] == [0, 1, 1]
    assert found["told"]["clock"]["LDR accepts: kept late"] == [0, 1, 1]
    assert found["told"]["clock"]["LDR accepts: kept"] == [1, 0, 1]
    assert found["told"]["stage"] == {"SAL": [1, 1, 0]}


def test_another_owner_is_told_by_the_phrase_that_nobody_has_tried(
    driven: Driven, db: None, tmp_path: Path
) -> None:
    firm = SmallFirm(driven)
    walked(firm)
    lead = LEAD.replace("owner: pool LDR", "owner: role Director")
    found = rehearse(written(tmp_path, FILES, lead=lead), "funnel")
    assert found["told"]["owner"] == {
        "lin@firm.example": [1, 0, 1],
        "→ role Director": [0, 1, 1],
    }


def test_a_question_that_nobody_was_asked_is_waited_for_and_nothing_is_invented(
    driven: Driven, db: None, tmp_path: Path
) -> None:
    firm = SmallFirm(driven)
    lead = walked(firm)
    asks = "      LDR decision: {ask: [Accept, Return], each visit: yes}\n"
    text = LEAD.replace(asks, f"{asks}      timeframe: text\n")
    folder = written(tmp_path, FILES, lead=text)
    found = rehearse(folder, "funnel")
    assert found["told"]["wait"] == {"MAQL: timeframe": [0, 1, 1]}
    assert found["told"]["stage"] == {"SAL": [1, 0, 1], "MAQL": [0, 1, 1]}
    out = io.StringIO()
    more = ("--name", "funnel", "--record", str(lead.pk))
    call_command("playbook", "rehearse", str(folder), *more, stdout=out)
    happened, _heading, would = out.getvalue().partition("As it would have")
    assert "Moved to “SAL”" in happened
    assert "lead.yaml:" in happened
    assert "Would wait here, at “MAQL”, for what nobody was asked: timeframe." in would
    assert "Moved to" not in would


def test_a_stage_where_nobody_was_is_waited_at(driven: Driven, db: None, tmp_path: Path) -> None:
    firm = SmallFirm(driven)
    walked(firm)
    text = LEAD.replace("      - go to: LAL\n        when: LDR decision is Accept",
                        "      - go to: Checked\n        when: LDR decision is Accept")  # fmt: skip
    between = "  Checked:\n    goal: Look at it twice\n    owner: same person\n    next:\n"
    text = text.replace("  LAL:\n", f"{between}      - go to: LAL\n        by: Director\n  LAL:\n")
    found = rehearse(written(tmp_path, FILES, lead=text), "funnel")
    assert found["told"]["wait"] == {"Checked": [0, 1, 1]}


def test_a_renamed_stage_is_the_same_stage(driven: Driven, db: None, tmp_path: Path) -> None:
    firm = SmallFirm(driven)
    walked(firm)
    text = LEAD.replace("  LAL:\n", "  Looked at:\n    was: LAL\n").replace(
        "go to: LAL", "go to: Looked at"
    )
    text = text.replace("statuses: stages\n", "").replace(
        "never again: Inquiry after LDR has reviewed\n", ""
    )
    text = text.replace("needs: a group LDR\n", "")
    found = rehearse(written(tmp_path, FILES, lead=text), "funnel")
    assert (found["records"], found["same"]) == (1, 1), found


def test_queries_do_not_grow_with_the_records(driven: Driven, db: None) -> None:
    firm = SmallFirm(driven)
    counted = []
    for names in (("Ada",), ("Ben", "Cid", "Dan", "Eve", "Fay")):
        for name in names:
            firm.lead(f"{name} Wong")
        asked = Asked("funnel", definition_of(firm.version.pk), None, clock.now())
        Rehearsal(asked).compare(list(Record.objects.order_by("pk")[:1]))  # people are read once
        rehearsal = Rehearsal(asked)
        with CaptureQueriesContext(connection) as queries:
            assert len(rehearsal.compare(list(Record.objects.order_by("pk")))) >= len(names)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_trial_of_the_shipped_playbook_and_its_pages(driven: Driven, db: None) -> None:
    story = Story(driven)
    lead, jo = story.register(**LI_NA), story.register(**JO)
    story.pass_time(days=2)
    files = {path.relative_to(TRIAL).as_posix(): path.read_text("utf-8")
             for path in TRIAL.rglob("*.*") if path.is_file()}  # fmt: skip
    before = "      - 3 working days after arrival:\n          send: company-information-reminder\n"
    changed = {path: text for path, text in files.items() if not path.startswith("scenarios/")}
    changed["lead.yaml"] = files["lead.yaml"].replace(
        before, before.replace("3 working days", "1 working day"), 1
    )
    page = story.boss.get("/settings/playbooks/trial-subscription/")
    form = next(one for one in page.forms.values() if "file" in one.fields)
    form["file"] = Upload("t.zip", archive_of(changed, "trial-subscription"), "application/zip")
    answer = form.submit()
    proposal = answer.location
    answer = story.boss.press(proposal, "Rehearse it", {"Records": "0"})
    assert "0 of 2 records are done." in text_of(answer)
    story.work()
    result = answer.request.path
    page = story.boss.get(result)
    assert "2 records: 1 go the same way, 1 would not." in text_of(page)
    listed = page.click("company-information-reminder")
    assert jo.title in text_of(listed)
    assert lead.title not in text_of(listed)
    both = listed.click(jo.title)
    assert "As it would have" in text_of(both)
    assert "Letter “company-information-reminder”" in text_of(both)
    assert "1 working day after arrival" in text_of(both)
    story.seller.get(result, status=403)


def text_of(page: Any) -> str:
    return " ".join(page.html.get_text(" ").split())
