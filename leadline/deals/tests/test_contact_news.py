from leadline.core.actor import AUTOMATION
from leadline.core.models import Event
from leadline.core.money import Money
from leadline.deals.actions import convert_lead, lose, open_deal, set_amount, win
from leadline.leads.tests.contact_cast import with_contacts
from leadline.records.actions.deleting import delete_record
from leadline.records.models import Record


def told(record: Record) -> list[str]:
    events = Event.objects.filter(stream="record", stream_id=record.pk).order_by("seq")
    return list(events.values_list("name", flat=True))


def test_s3_24_a_contact_hears_what_becomes_of_their_deals(lead: Record) -> None:
    with_contacts()
    deal = convert_lead(AUTOMATION, lead)
    contact = Record.objects.get(kind="contact")
    assert (contact.stage, contact.opener) == ("In opportunity", lead)
    assert told(contact) == ["contact made", "deal opened"]
    set_amount(AUTOMATION, deal, amount=Money(1, "EUR"))
    win(AUTOMATION, deal)
    assert told(contact)[2:] == ["deal won"]
    won = Event.objects.filter(stream="record", stream_id=contact.pk).latest("seq")
    assert won.data["was"] == {"a deal of person is open": True}


def test_a_deal_in_the_bin_is_none_that_the_contact_has(lead: Record) -> None:
    with_contacts()
    deal = convert_lead(AUTOMATION, lead)
    contact = Record.objects.get(kind="contact")
    delete_record(AUTOMATION, deal)
    assert told(contact)[2:] == ["deal deleted"]


def test_who_is_no_contact_hears_nothing(lead: Record) -> None:
    deal = open_deal(AUTOMATION, lead)
    lose(AUTOMATION, deal, reason="Price")
    assert not Record.objects.filter(kind="contact").exists()
