"""Places that exist and that one may go to."""

from django.utils.translation import override

from leadline.access.policy import Rights, rights_of
from leadline.search.asked import read
from leadline.search.declared import Place
from leadline.workspace.queries.places import address_of, found_places


def pages(rights, text):
    return [place.page for place, _url in found_places(rights, read(text))]


def test_a_place_is_found_by_its_words_in_any_language(cast):
    rights = rights_of(cast.mei.pk)
    for language in ("en", "zh-hans"):
        with override(language):
            assert pages(rights, "playb")[0] == pages(rights, "销售手册")[0] == "playbooks"
            assert pages(rights, "screening") == pages(rights, "筛查") == ["screening"]
            assert pages(rights, "nothing of this kind") == []


def test_only_what_one_may(cast):
    nobody = Rights(cast.kai.pk)
    assert "leads" not in pages(nobody, "")
    assert "playbooks" in pages(nobody, "")


def test_a_page_that_is_not_there_is_no_place():
    assert address_of(Place("Moon", "moon", "sun")) == ""
    assert address_of(Place("Leads", "leads", "sun")) == "/leads/"
