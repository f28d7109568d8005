"""The page of what is found: grouped, marked, only what may be seen, at a bounded price."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.core.actor import AUTOMATION
from leadline.core.remembered import remembering
from leadline.deals.actions import open_deal
from leadline.parties.actions.entering import enter_people
from leadline.parties.candidates import Candidate, read
from leadline.workspace.queries.search import SHORT, search_page
from leadline.workspace.tests.conftest import take_in

SAME = [Candidate(name=f"Sam{n} Same", emails=(f"sam{n}@same{n}.example",)) for n in range(30)]


def found(user, text):
    """Per heading the titles, with what is marked in brackets."""
    return {
        str(group.heading): [
            "".join(f"[{one.text}]" if one.is_marked else one.text for one in hit.title)
            for hit in group.hits
        ]
        for group in search_page(user, text).groups
    }


def test_everything_is_found_in_groups(cast):
    open_deal(cast.as_mei, cast.lead)
    assert found(cast.mei, "hengtong") == {
        "Leads": ["Li Na"],
        "Deals": ["Li Na"],
        "People": ["Li Na"],
        "Companies": ["[Hengtong] Cable"],
    }
    assert found(cast.mei, "li na")["Leads"] == ["[Li] [Na]"]


def test_what_was_found_by_is_shown(cast):
    [leads, people] = search_page(cast.mei, "6312 3456").groups
    for group in (leads, people):
        facts = ["".join(piece.text for piece in fact) for fact in group.hits[0].facts]
        assert facts == ["Hengtong Cable", "+86 512 6312 3456"]
    assert leads.hits[0].note == "Asked · Mei Chen"
    assert leads.hits[0].url == f"/leads/{cast.lead.pk}/"
    assert leads.more == "/leads/?q=6312+3456"
    assert people.hits[0].url == f"/people/{cast.lead.person_id}/"


def test_a_slip_is_a_guess(cast):
    page = search_page(cast.mei, "hengtnog")
    assert page.is_guess
    assert [str(group.heading) for group in page.groups] == ["Leads", "People", "Companies"]
    assert not search_page(cast.mei, "hengtong").is_guess
    assert found(cast.mei, "qqqqqq") == {}


def test_who_is_from_elsewhere_finds_nothing(cast):
    enter_people(AUTOMATION, None, profiles=[read(Candidate(name="Ada Alone"))])
    for text in ("li", "hengtong", "6312 3456", "ada", "hengtnog"):
        assert found(cast.kai, text).keys() <= {"Pages and things to do"}
    assert found(cast.mei, "ada") == {"People": ["[Ada] Alone"]}


def test_pages_and_acts_are_found_in_both_languages(cast):
    for text in ("import", "excel", "导入", "daoru"):
        [places] = search_page(cast.mei, text).groups
        assert [hit.url for hit in places.hits] == ["/import/"]
    assert "Leads" in found(cast.mei, "")["Pages and things to do"]


def test_a_palette_shows_a_few(cast):
    take_in(cast.version, *SAME)
    leads = search_page(cast.mei, "same").groups[0]
    assert len(leads.few) == SHORT < len(leads.hits) == 20


def test_queries_do_not_grow_with_the_hits(cast):
    with remembering(), CaptureQueriesContext(connection) as few:  # as a page does that is read
        search_page(cast.mei, "sam")
        search_page(cast.mei, "li")
    take_in(cast.version, *SAME)
    with remembering(), CaptureQueriesContext(connection) as many:
        search_page(cast.mei, "sam")
    assert len(many) <= len(few) < 70
