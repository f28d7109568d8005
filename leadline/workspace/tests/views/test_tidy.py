from leadline.records.models import Record


def test_what_is_open_leads_to_its_list(cast, page):
    Record.objects.filter(pk=cast.lead.pk).update(owner=None)
    text = page(cast.ben, "/tidy/")
    assert 'href="/leads/?where=is+open&amp;owner=nobody"' in text
    assert "Leads that are stuck: none" in text
    assert "Li Na" in page(cast.ben, "/leads/?where=is+open&owner=nobody")


def test_who_may_see_nothing_is_told(cast, client, page):
    cast.kai.memberships.all().delete()
    page(cast.kai, "/tidy/", 403)
