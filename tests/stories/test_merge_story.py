"""Two entries become one, are worked on, and come apart with every record where it belongs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from webtest import Upload

from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.files.models import File
from leadline.intake.models import Arrival
from leadline.mail.models import Letter, PrivateLink
from leadline.parties.actions.changing import change_person
from leadline.parties.models import (
    Basis,
    Company,
    EmailAddress,
    Merge,
    Person,
    PhoneNumber,
    PossibleDuplicate,
)
from leadline.records.models import Record
from leadline.work.models import Attachment, Call, Note, Task
from tests.stories.firm import MONDAY, Browser, Story, form_with

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
NORD = ("Nordwire AB", "nordwire.se", ["Jonas Berg", "Karin Vogel", "Liam Byrne", "Eva Lind"])
OSTER = ("Oster Kabel", "oster-kabel.de", ["Maria Rossi", "Paul Weber", "Tara Singh", "Ines Costa"])
POINTING = {
    Person: "company_id",
    Record: "company_id",
    EmailAddress: "person_id",
    PhoneNumber: "person_id",
    Basis: "person_id",
    Letter: "person_id",
    Call: "person_id",
    PrivateLink: "person_id",
    Task: "record_id",
    Note: "record_id",
    Attachment: "record_id",
    Arrival: "record_id",
}


@pytest.fixture
def story(db: None) -> Iterator[Story]:
    with Driven(MONDAY) as clock:
        yield Story(clock)


def where() -> dict[tuple[str, int], Any]:
    """Every row by what it is, and whose it is; of records also which person's."""
    found: dict[tuple[str, int], Any] = {}
    for model, field in POINTING.items():
        for pk, whose in model._default_manager.values_list("pk", field):
            found[model.__name__, pk] = whose
    for pk, person in Record.objects.values_list("pk", "person_id"):
        found["Person of record", pk] = person
    return found


def address(name: str, domain: str) -> str:
    return f"{name.lower().replace(' ', '.')}@{domain}"


def business_of(story: Story, company: str, domain: str, names: list[str]) -> list[Record]:
    """Leads of one company, each with a call, a note and a letter; two have their trial."""
    leads = [
        story.register(name=name, e_mail=address(name, domain), company=company) for name in names
    ]
    for nth, lead in enumerate(leads):
        page = f"/leads/{lead.pk}/"
        story.seller.press(page, "Write it down", {"Note": f"Note {nth} on {company}"})
        story.seller.press(page, "Log the call", {"Call result": "no answer"})
        letter = f"/records/{lead.pk}/letters/new/"
        story.seller.press(letter, "Send", {"Subject": f"Hello {nth}", "Letter": "How are you?"})
        if nth < 2:
            story.seller.press(page, "It is done")
    story.work()
    return leads


def merge_through_pages(story: Story, stays: Any, goes: Any, **take: str) -> Merge:
    kind = "companies" if isinstance(stays, Company) else "people"
    page = story.seller.get(f"/parties/{kind}/{stays.pk}/merging/?other={goes.pk}")
    form = form_with(page, "Merge")
    for name, whose in take.items():
        form[f"take-{name}"] = whose
    answer = form.submit().follow()
    assert "It can be split again." in answer.text
    assert "Split again" in answer.text
    return Merge.objects.latest("pk")


@dataclass
class Business:
    """Two companies before their merge: `theirs` is merged into `ours`; free has a free mailbox."""

    ours: list[Record]
    theirs: list[Record]
    free: Record
    nord: Company
    oster: Company
    before: dict[tuple[str, int], Any]


@pytest.fixture
def business(story: Story) -> Business:
    licence = {"Corporate licence": Upload("licence.pdf", PDF)}
    free = story.register(name="Ida Free", e_mail="ida.free@gmail.com", company=OSTER[0])
    Browser().press(story.link_in_last_letter("ida.free@gmail.com"), "Send the answer", licence)
    ours, theirs = business_of(story, *NORD), business_of(story, *OSTER)
    interest = {"What they want to know": "Ten seats"}
    story.seller.press(f"/leads/{theirs[0].pk}/", "They want to know more", interest)
    story.work()
    nord, oster = Company.objects.get(name=NORD[0]), Company.objects.get(name=OSTER[0])
    return Business(ours, theirs, free, nord, oster, where())


def work_on(story: Story, business: Business) -> list[Record]:
    """News from both sides and from nowhere, calls, a changed address, another merge on top."""
    new = [
        story.register(name="Zoe New", e_mail="zoe@oster-kabel.de", company=OSTER[0]),
        story.register(name="Uli Neu", e_mail="uli@nordwire.se", company=NORD[0]),
        story.register(name="Max Free", e_mail="max.free@gmail.com", company=NORD[0]),
    ]
    assert {one.company_id for one in new} == {business.nord.pk}
    result = {"Call result": "no answer"}
    story.seller.press(f"/leads/{business.theirs[1].pk}/", "Log the call", result)
    note = {"Note": "They moved house"}
    story.seller.press(f"/leads/{business.ours[1].pk}/", "Write it down", note)
    moved = business.theirs[2].person
    assert moved is not None
    change_person(AUTOMATION, moved, values={"city": "Trieste"})
    sud = story.register(name="Sven Dahl", e_mail="sven@sudkabel.fr", company="Sud Kabel")
    merge_through_pages(story, business.nord, Company.objects.get(name="Sud Kabel"))
    return [*new, sud]


def has_40_records_of_every_kind(business: Business) -> None:
    records = Record.objects.filter(company__in=[business.nord, business.oster])
    assert {"lead", "trial", "deal"} <= set(records.values_list("kind", flat=True))
    assert File.objects.exists()
    on_records = [Task, Note, Call, Letter]
    assert all(one.objects.exists() for one in on_records)
    assert records.count() + sum(one.objects.count() for one in on_records) >= 40


def test_two_companies_are_merged_worked_on_and_split(story: Story, business: Business) -> None:
    has_40_records_of_every_kind(business)
    nord, oster = business.nord, business.oster
    merge = merge_through_pages(story, nord, oster, name="theirs")
    nord.refresh_from_db()
    assert (nord.name, nord.domain) == (OSTER[0], NORD[1])
    assert not Record.objects.filter(company=oster).exists()
    lead_page = story.seller.get(f"/leads/{business.theirs[0].pk}/").text
    assert "Merged from Oster Kabel" in lead_page
    assert "Belongs to Nordwire AB now, before to Oster Kabel" in lead_page
    by_theirs, by_ours, nowhere, third = work_on(story, business)

    preview = story.seller.get(f"/parties/merges/{merge.pk}/split/")
    assert "Goes back to Oster Kabel" in preview.html.get_text(" ")
    form = form_with(preview, "Split")
    assert form[f"parties.person-{by_theirs.person_id}"].value == "go"
    assert form[f"parties.person-{by_ours.person_id}"].value == "stay"
    assert form[f"parties.person-{nowhere.person_id}"].value == "stay"
    form[f"parties.person-{nowhere.person_id}"] = "go"  # somebody knows better
    assert "stands by itself again" in form.submit().follow().text

    after = where()
    assert {row: after[row] for row in business.before} == business.before
    nord.refresh_from_db()
    assert (nord.name, nord.domain) == (NORD[0], NORD[1])
    assert Person.objects.get(pk=business.theirs[2].person_id).city == "Trieste"
    at = dict(Record.objects.values_list("pk", "company_id"))
    assert {at[by_theirs.pk], at[nowhere.pk], at[business.free.pk]} == {oster.pk}
    assert {at[by_ours.pk], at[third.pk]} == {nord.pk}
    assert not Record.objects.filter(company=oster, person__company=nord).exists()
    again = story.seller.get(f"/parties/merges/{merge.pk}/split/").follow()
    assert "This merge was taken back already." in again.text


def test_two_people_who_are_one_are_merged_worked_on_and_split(story: Story) -> None:
    known = story.register(name="Anna Krüger", e_mail="anna@nordwire.se", company=NORD[0])
    newer = story.register(name="Anna Krueger", e_mail="a.krueger@gmail.com", company=NORD[0])
    anna, annie = known.person, newer.person
    assert anna is not None
    assert annie is not None
    assert anna != annie
    before = where()
    if PossibleDuplicate.objects.exists():
        listed = story.boss.get("/parties/duplicates/")
        assert "Anna Krüger and Anna Krueger" in listed.html.get_text(" ")
    merge = merge_through_pages(story, anna, annie, name="theirs")
    assert Person.objects.get(pk=anna.pk).name == "Anna Krueger"
    assert "Nobody is in twice" in story.boss.get("/parties/duplicates/").text
    assert {known.pk, newer.pk} == set(
        anna.records.filter(kind="lead").values_list("pk", flat=True)
    )

    letter = f"/records/{newer.pk}/letters/new/"
    story.seller.press(letter, "Send", {"Subject": "To both", "Letter": "Which address?"})
    story.seller.press(f"/leads/{newer.pk}/", "Log the call", {"Call result": "no answer"})
    story.seller.press(f"/leads/{known.pk}/", "Log the call", {"Call result": "no answer"})
    story.work()
    preview = story.seller.get(f"/parties/merges/{merge.pk}/split/")
    assert "stands by itself again" in form_with(preview, "Split").submit().follow().text
    after = where()
    assert {row: after[row] for row in before} == before
    calls = dict(Call.objects.values_list("record_id", "person_id"))
    assert calls == {newer.pk: annie.pk, known.pk: anna.pk}
    assert Person.objects.get(pk=anna.pk).name == "Anna Krüger"
