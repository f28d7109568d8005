"""A person's and a company's page say who they are and what there is of theirs."""

from django.utils.translation import override

from leadline.deals.actions import open_deal
from leadline.parties.models import Merge
from leadline.workspace.queries.party import company_page, person_page


def test_a_person(cast):
    open_deal(cast.as_mei, cast.lead)
    page = person_page(cast.lead.person, cast.mei)
    assert [(str(label), value) for label, value in page.facts] == [("Place", "Suzhou, China")]
    assert [[str(one) for one in way.places] for way in page.ways] == [
        ["+86 512 6312 3456"],
        ["li.na@hengtong.cn"],
    ]
    assert [bool(way.standing) for way in page.ways] == [False, True]
    assert {line.icon for line in page.records} == {"handshake", "user-round-search"}
    assert page.records[-1].stage in ("Asked", "Open")
    with override("zh-hans"):
        assert person_page(cast.lead.person, cast.mei).facts[0][1] == "Suzhou, 中国"


def test_a_company(cast):
    page = company_page(cast.lead.company, cast.mei)
    assert [person.name for person in page.people] == ["Li Na"]
    assert [line.url for line in page.records] == [f"/leads/{cast.lead.pk}/"]
    assert ("Domain", "hengtong.cn") in [(str(label), value) for label, value in page.facts]
    assert company_page(cast.lead.company, cast.kai).records == []


def test_languages_are_named(cast):
    person = cast.lead.person
    for code, name in (("zh-hans", "Chinese (Simplified)"), ("xx-nonsense!", "xx-nonsense!")):
        person.language = code
        facts = {str(label): value for label, value in person_page(person, cast.mei).facts}
        assert facts["Language"] == name


def test_what_was_merged_is_named(cast, clock):
    Merge.objects.create(
        person=cast.lead.person, lost_person=cast.other.person, marks={}, identity=[],
        merged_at=clock.at, author="Mei",
    )  # fmt: skip
    assert [name for name, _at in person_page(cast.lead.person, cast.mei).merged] == ["Jonas Weber"]
