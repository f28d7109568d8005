"""A private link is good for sixty days, or until it is closed."""

from datetime import timedelta

from leadline.core.actor import AUTOMATION
from leadline.core.clock import standing_at
from leadline.mail.actions.links import close_links, make_link
from leadline.mail.links import record_of, token_of
from leadline.mail.models import PrivateLink
from leadline.mail.tests.conftest import NOON
from leadline.records.models import Record


def test_a_link_is_made_and_closed(chinese_lead: Record, english_lead: Record) -> None:
    with standing_at(NOON):
        mine = make_link(AUTOMATION, chinese_lead)
        other = make_link(AUTOMATION, english_lead, person=english_lead.person)
        assert mine.expires_at == NOON + timedelta(days=60)
        assert close_links(AUTOMATION, chinese_lead) == 1
        assert close_links(AUTOMATION, chinese_lead) == 0
        assert not record_of(token_of(mine))
        assert record_of(token_of(other))
    assert PrivateLink.objects.get(pk=mine.pk).revoked_at == NOON
