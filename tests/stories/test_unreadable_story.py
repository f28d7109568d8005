"""One version that the product cannot read any more stops nobody else, and everybody is told."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command

from leadline.access.actor import person
from leadline.config.doctor import examine
from leadline.core.actor import AUTOMATION
from leadline.core.clock import Driven
from leadline.leads.contacts import grounds
from leadline.playbooks import versions
from leadline.playbooks.actions import publish
from leadline.playbooks.models import Version
from leadline.records.models import Record
from leadline.records.routing.ledger import playbooks_in_force
from leadline.work.actions.queues import give_back
from tests.stories.lead_firm import MONDAY
from tests.stories.small_firm import LEAD, SmallFirm

NAME = "/playbooks/funnel/"


def forget() -> None:
    versions.definition_of.cache_clear()
    versions.is_readable.cache_clear()


@pytest.fixture
def firm(db: None) -> Iterator[SmallFirm]:
    with Driven(MONDAY) as clock:
        yield SmallFirm(clock)
    forget()


@pytest.fixture
def stays(firm: SmallFirm) -> Record:
    """A lead on a version that cannot be read; a newer one is in force."""
    lead, old = firm.lead("Bo Dale"), firm.version
    firm.publish(lead=LEAD.replace("    owner: pool LDR\n", "    owner: pool Seller\n"))
    files = {**old.files, "lead.yaml": old.files["lead.yaml"].replace("stages:", "stagges:", 1)}
    Version.objects.filter(pk=old.pk).update(files=files)
    forget()
    return lead


def test_s3_03_the_definition_is_signed_and_those_who_wait_are_told(
    firm: SmallFirm, stays: Record, caplog: pytest.LogCaptureFixture
) -> None:
    lead = firm.lead()
    assert lead.owner == firm.sam
    firm.answer(firm.sam, lead, LDR_decision="Accept", budget=900, authority="Decides")
    assert firm.move(firm.sam, lead, "MQL") == "LAL"  # nobody has signed
    with caplog.at_level(logging.WARNING, "leadline.playbooks.versions"):
        firm.sign()
    assert "is left out" in caplog.text
    assert firm.move(firm.sam, lead, "MQL") == "MQL"
    stays.refresh_from_db()
    assert stays.stage == "MAQL"


def test_s3_02_the_playbooks_page_and_the_doctor_say_which(firm: SmallFirm, stays: Record) -> None:
    page = firm.page(firm.dana, NAME)
    assert page.count("cannot be read") == 1
    assert "“stagges” is not known here" in page
    old = firm.page(firm.dana, f"{NAME}?version={stays.version_id}")
    assert "This text cannot be read any more" in old
    assert "stagges:" in old
    assert "cannot be read" not in firm.page(firm.dana, "/playbooks/")
    assert "Bo Dale" in firm.page(firm.dana, "/leads/")
    assert "Bo Dale" in firm.page(firm.dana, f"/leads/{stays.pk}/")
    firm.page(firm.dana, "/leads/board/")
    firm.page(stays.owner or firm.lin, "/")
    found = [one for one in examine() if "version 1" in one.about]
    assert [one.said.startswith("cannot be read, its records stay") for one in found] == [True]
    assert "release that could read it: leadline playbook migrate funnel" in found[0].mend
    plan = StringIO()
    call_command("playbook", "migrate", "funnel", "--plan", stdout=plan)
    assert "its version cannot be read any more" in plan.getvalue()


def test_s3_02_one_in_force_that_cannot_be_read_is_told_in_the_list(firm: SmallFirm) -> None:
    Version.objects.filter(pk=firm.version.pk).update(files={"playbook.yaml": "title: [x\n"})
    forget()
    assert "cannot be read" in firm.page(firm.dana, "/playbooks/")
    assert "This text cannot be read any more" in firm.page(firm.dana, NAME)


def test_many_are_written_to_although_one_of_them_stands_on_it(
    firm: SmallFirm, stays: Record
) -> None:
    firm.lead()
    assert "A letter to 2 people" in firm.post(
        firm.dana, "/leads/bulk/", act="letter", which="all", query=""
    )


def test_what_others_have_in_force_goes_on(firm: SmallFirm) -> None:
    publish(AUTOMATION, None, name="other", source=firm.files)
    files = {"playbook.yaml": "title: [x\n"}
    Version.objects.filter(pk=firm.version.pk).update(files=files)
    forget()
    assert "Who began?" in firm.page(firm.lin, "/leads/new/")
    assert len(playbooks_in_force()) == len(grounds()) + 1 == 1


def test_who_has_one_that_stands_on_it_gives_it_back(firm: SmallFirm, stays: Record) -> None:
    had = stays.owner
    assert had is not None
    give_back(person(had), stays, reason="Not mine")
    stays.refresh_from_db()
    assert stays.owner != had
