"""Parties are called by what is known of them, and a number belongs to one party only."""

import pytest
from django.db import IntegrityError

from leadline.parties.models import Company, ExternalNumber, Person


def test_how_parties_are_called() -> None:
    assert str(Company(name="", domain="acme.de")) == "acme.de"
    assert str(Person(name="王芳")) == "王芳"


@pytest.mark.django_db
def test_a_number_of_nobody_is_impossible() -> None:
    with pytest.raises(IntegrityError):
        ExternalNumber.objects.create(source="crm", number="1", hash=1)
