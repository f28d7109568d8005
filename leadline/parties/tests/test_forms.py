"""The forms offer what there is, and read days strictly."""

import pytest

from leadline.parties.actions.watching import add_screening_entry
from leadline.parties.forms import EntryForm, ExtensionForm
from leadline.parties.models import ListName, Subject
from leadline.parties.tests.cast import MEI

pytestmark = pytest.mark.django_db


def test_only_competitors_have_subsidiaries() -> None:
    for list_name, text in ((ListName.BAN, "Acme"), (ListName.COMPETITOR, "Rival")):
        add_screening_entry(
            MEI, None, list_name=list_name, kind=Subject.COMPANY, text=text, reason="Why"
        )
    assert [label for _pk, label in EntryForm().fields["belongs_to"].choices][1:] == ["Rival"]


def test_a_day_is_a_day() -> None:
    assert ExtensionForm({"until": "2026-12-31", "reason": "Why"}).is_valid()
    assert not ExtensionForm({"until": "31.12.2026", "reason": "Why"}).is_valid()
