"""A partner is not deleted; whoever is none is, with one query for all of them."""

import pytest

from leadline.channel.models import Partner
from leadline.channel.needed import are_partners
from leadline.channel.tests.conftest import firm
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.parties.actions.deleting import delete_company
from leadline.parties.models import Company


def test_a_partner_is_not_deleted(nordic: Partner) -> None:
    Partner.objects.update(is_active=False)
    other = firm("Baltic")
    with pytest.raises(Refused, match="Nordic is a partner"):
        delete_company(AUTOMATION, nordic.company)
    delete_company(AUTOMATION, other)
    assert set(Company.objects.values_list("name", flat=True)) == {"Nordic"}
    assert are_partners([nordic.company, other]) == [True, False]
