"""Rows that must not be cannot be, and names make good initials."""

import pytest
from django.db import IntegrityError, transaction

from leadline.access.models import Firm, User


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Anna Koch", "AK"), ("李娜", "李娜"), ("王小明", "王小"), ("bo", "BO"), ("", "X@")],
)
def test_initials(name, initials):
    assert User(name=name, email="x@example.com").initials == initials


def test_addresses_are_kept_in_small_letters(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Anna@example.com", name="Anna")
    anna = User.objects.create(email="anna@example.com", name="Anna")
    assert User.objects.get_by_natural_key(" Anna@Example.com") == anna


def test_there_is_one_firm(db):
    assert Firm.current().zone == "UTC"
    with pytest.raises(IntegrityError), transaction.atomic():
        Firm.objects.create(pk=2, name="Another")
