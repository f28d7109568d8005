"""The pages of people and companies show what one may see."""

from leadline.access.models import User
from leadline.core.actor import AUTOMATION
from leadline.parties.actions.contacting import give_basis, refuse_contact, take_back_refusal
from leadline.parties.actions.merging import merge_companies, merge_people
from leadline.parties.models import BasisKind, Channel
from leadline.work.actions.calls import log_call
from leadline.work.results import CallResult


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


def test_a_persons_history_tells_channel_and_basis_in_words(cast, page):
    person, kind = cast.lead.person, BasisKind.LEGITIMATE_INTEREST
    give_basis(AUTOMATION, person, channel=Channel.EMAIL, kind=kind, note="They asked us")
    refuse_contact(AUTOMATION, person)
    take_back_refusal(AUTOMATION, person)
    log_call(AUTOMATION, cast.lead, result=CallResult.VOICEMAIL)
    theirs, lead = f"/people/{person.pk}/", f"/leads/{cast.lead.pk}/"
    english = page(cast.mei, theirs)
    assert "May be contacted by e-mail: legitimate interest" in english
    assert "Does not want to be contacted: every channel" in english
    assert "Called: left a voicemail" in page(cast.mei, lead)
    User.objects.filter(pk=cast.mei.pk).update(language="zh-hans")
    chinese = page(cast.mei, theirs)
    assert "可以通过邮件联系：合法利益" in chinese
    assert "不希望被联系：所有渠道" in chinese
    assert "legitimate interest" not in chinese
    assert "：已留语音" in page(cast.mei, lead)
