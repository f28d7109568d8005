"""The firm's own kinds are read as `kind_of` takes them."""

import pytest

from leadline.parties.actions.changing import set_domain_kind
from leadline.parties.kinds import firm_kinds
from leadline.parties.normalise.emails import EmailKind, kind_of
from leadline.parties.tests.cast import MEI


@pytest.mark.django_db
def test_a_domain_and_those_below_it() -> None:
    set_domain_kind(MEI, None, domain="www.acme.de", kind=EmailKind.FREE, reason="A provider")
    assert kind_of("mail.acme.de", firm_kinds()) is EmailKind.FREE
