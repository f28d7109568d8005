"""The pages of people and companies show what one may see."""

from leadline.core.actor import AUTOMATION
from leadline.parties.actions.merging import merge_companies, merge_people


def test_a_person_and_their_company(cast, page):
    text = page(cast.mei, f"/people/{cast.lead.person_id}/")
    assert "li.na@hengtong.cn" in text
    assert f"/companies/{cast.lead.company_id}/" in text
    text = page(cast.mei, f"/companies/{cast.lead.company_id}/")
    assert f"/people/{cast.lead.person_id}/" in text
    assert "hengtong.cn" in text


def test_people_from_elsewhere_and_strangers(cast, page, client):
    for path in (f"/people/{cast.lead.person_id}/", f"/companies/{cast.lead.company_id}/"):
        page(cast.kai, path, status=404)
        client.logout()
        assert client.get(path).url.startswith("/account/login/")
    page(cast.mei, "/people/999999/", status=404)


def test_who_was_merged_is_found_at_the_other(cast, client):
    merge_people(AUTOMATION, cast.lead.person, losers=[cast.other.person])
    merge_companies(AUTOMATION, cast.lead.company, losers=[cast.other.company])
    client.force_login(cast.mei)
    assert client.get(f"/people/{cast.other.person_id}/").url == f"/people/{cast.lead.person_id}/"
    answer = client.get(f"/companies/{cast.other.company_id}/")
    assert answer.url == f"/companies/{cast.lead.company_id}/"
