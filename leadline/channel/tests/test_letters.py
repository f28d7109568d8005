"""The letter is in their language, says until when, and names nobody."""

from leadline.access.models import Firm
from leadline.channel.letters import letter_to
from leadline.channel.models import Partner
from leadline.channel.tests.conftest import MONDAY, stands
from leadline.records.models import Record


def test_it_asks_in_their_language_and_time(lead: Record, nordic: Partner) -> None:
    Firm.objects.update(name="Rebar\nReport")
    letter = letter_to(stands(lead, nordic), Firm.current(), MONDAY)
    assert "\n" not in letter.subject
    assert "5 p.m." in letter.body or "17:00" in letter.body
    assert "Li Na" not in letter.subject + str(letter.body)
    assert letter.reply_to == ["mei@firm.example"]
    nordic.language = "zh-hans"
    assert "您好" in str(letter_to(stands_again(lead, nordic), Firm.current(), MONDAY).body)


def stands_again(lead: Record, nordic: Partner):
    nordic.save()
    row = lead.partner_leads.get()
    row.partner = nordic
    return row
