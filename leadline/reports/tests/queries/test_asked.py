"""What an address asks for; whose leads are counted."""

from datetime import date

from django.http import QueryDict

from leadline.reports.cells import REACHED
from leadline.reports.queries.asked import Asked, numbers_of, of_measure
from leadline.reports.tests.conftest import fold


def test_an_address_is_read_and_written():
    text = "funnel=expansion&since=2026-01&until=2026-03&campaign=fair&owner=0"
    asked = Asked.read(QueryDict(text))
    assert asked == Asked("expansion", date(2026, 1, 1), date(2026, 3, 1), None, "fair", 0)
    assert asked.query == text
    assert asked.is_part
    assert asked.link("won") == f"{text}&measure=won&what="
    assert asked.narrowed(owner="7") == text.replace("owner=0", "owner=7")
    wrong = Asked.read(QueryDict("funnel=x&since=2026-13&until=x&source=-1&owner=x"))
    assert wrong == Asked()
    assert not wrong.is_part


def test_only_what_one_may_see_is_counted(cast):
    cast.lead()
    cast.lead(owner=cast.ben)
    cast.lead(owner=cast.kai)
    fold()

    def inquiries(user, **about):
        rows = Asked(**about).tallies(user)
        return of_measure(numbers_of(rows, REACHED), REACHED).get("Inquiry", 0)

    assert [inquiries(one) for one in (cast.ben, cast.mei, cast.kai)] == [3, 2, 1]
    assert inquiries(cast.kai, owner=cast.mei.pk) == 0
    assert inquiries(cast.ben, owner=cast.mei.pk) == 1
    assert inquiries(cast.ben, funnel="expansion") == 0
    assert inquiries(cast.ben, since=date(2026, 3, 1), until=date(2026, 3, 1)) == 3
    assert inquiries(cast.ben, since=date(2026, 4, 1)) == 0
    assert inquiries(cast.ben, campaign="fair") == 0
    assert Asked().journeys(cast.kai).count() == 1
