"""Only the whole token opens it."""

import pytest

from leadline.channel.links import lead_of, token_of, url_of
from leadline.channel.models import Partner
from leadline.channel.tests.conftest import stands
from leadline.records.models import Record


def test_the_token_opens_its_lead_alone(lead: Record, nordic: Partner) -> None:
    row = stands(lead, nordic)
    token = token_of(row)
    assert lead_of(token) == row
    assert url_of(row).endswith(f"/partner/{token}/")
    row.nonce = "other"
    row.save()
    assert lead_of(token) is None


@pytest.mark.parametrize("token", ["", ".", "1", "1.", "x.y", "-1.z", "9999999999999999999999.a"])
def test_no_token(db: None, token: str) -> None:
    assert lead_of(token) is None
