"""Whoever may see a record sees its files; nobody else does, and nobody a removed one."""

import io
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from leadline.core.actor import CUSTOMER
from leadline.files.links import may_see
from leadline.files.models import File
from leadline.files.store import receive
from leadline.work.actions.files import attach_file, remove_file
from leadline.work.attached import answered_files, files_of_person, files_panel, may_open
from leadline.work.tests.conftest import Cast, leads


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def paper(record: Any, name: str = "licence.pdf", field: str = "") -> File:
    received = receive(io.BytesIO(b"%PDF-1.4\n%%EOF\n"), name)
    return attach_file(CUSTOMER, record, received=received, field=field)


def test_who_sees_the_record_opens_the_file(cast: Cast) -> None:
    file = paper(cast.lead)
    assert may_open(cast.mei, file)
    assert may_see(cast.ben, file)
    assert not may_see(cast.kai, file)
    remove_file(cast.as_mei, cast.lead, file=file)
    assert not may_see(cast.mei, file)


def test_the_panel_says_what_it_is_and_who_brought_it(cast: Cast) -> None:
    file = paper(cast.lead, field="licence")
    gone = paper(cast.lead, "old.pdf")
    remove_file(cast.as_mei, cast.lead, file=gone)
    panel = files_panel(cast.lead, cast.mei, label=str.upper)
    [row], [removed] = panel.files, panel.removed
    assert (row.url, row.kind, row.field) == (f"/files/{file.pk}/", "PDF document", "LICENCE")
    assert (row.by, row.size, removed.name) == ("the customer", "15\xa0bytes", "old.pdf")
    assert panel.may_attach
    assert not files_panel(cast.lead, cast.kai).may_attach


def test_of_a_person_those_that_one_may_see(cast: Cast, django_assert_max_num_queries: Any) -> None:
    paper(cast.lead)
    [other] = leads(1, owner=cast.kai, person=cast.li_na)
    paper(other, "theirs.pdf")
    assert [row.name for row in files_of_person(cast.li_na, cast.ben)] == [
        "theirs.pdf",
        "licence.pdf",
    ]
    with django_assert_max_num_queries(3):
        assert [row.name for row in files_of_person(cast.li_na, cast.kai)] == ["theirs.pdf"]


def test_answers_that_are_files_have_a_name(cast: Cast) -> None:
    file = paper(cast.lead, field="licence")
    paper(cast.lead, "unasked.pdf")
    assert answered_files(cast.lead) == {("licence", file.pk): "licence.pdf"}
