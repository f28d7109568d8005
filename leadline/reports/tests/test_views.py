"""Every report as a page and as a file, with every number opening its leads."""

import re
from html import unescape

import pytest

PAGES = ("", "cohorts/", "flow/", "speed/", "sources/", "unusual/", "leads/")


@pytest.mark.parametrize("address", PAGES[:-1])
def test_each_page_is_also_a_file(cast, page, client, address):
    cast.go(cast.lead("Li Na"), "MAQL", "MQL", "SAL", "SQL")
    assert "<h1>" in page(cast.mei, f"/insight/{address}")
    answer = client.get(f"/insight/{address}?format=csv")
    assert re.search(r'filename="insight[a-z-]*-2026-03-06\.csv"', answer["Content-Disposition"])
    assert answer.content.decode("utf-8-sig").count("\n") > 1


def test_the_leads_behind_a_number_are_no_file(cast, page):
    """Taking leads out is for those who may export records, from their lists."""
    cast.lead("Li Na")
    assert "<h1>" in page(cast.mei, "/insight/leads/?format=csv")
    assert "As CSV" not in page(cast.mei, "/insight/leads/")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_without_a_lead_says_so(cast, page, address):
    assert "<h1>" in page(cast.mei, f"/insight/{address}")


@pytest.mark.parametrize("address", PAGES)
def test_nonsense_in_an_address_is_left_out(cast, page, address):
    cast.lead()
    wrong = "funnel=x&since=2026-99&until=yesterday&owner=-1&source=x&by=x&way=x&before=x&what=%00"
    assert "<h1>" in page(cast.mei, f"/insight/{address}?{wrong}")


def test_strangers_see_nothing(cast, client):
    assert client.get("/insight/").url.startswith("/account/login/")


def test_every_number_opens_as_many_leads(cast, page):
    cast.go(cast.lead(), "MAQL", "LAL", "MQL", "Re-Market", "MAQL", "LAL", "MQL", "SAL", "SQL")
    cast.go(cast.lead(), "SAL")
    cast.lead()
    checked = 0
    for address in PAGES[:-1]:
        text = page(cast.mei, f"/insight/{address}")
        for link, number in re.findall(r'href="(/insight/leads/\?[^"]*)">(\d+)</a>', text):
            rows = page(cast.mei, unescape(link)).count("<tr data-row>")
            assert rows == int(number), (address, unescape(link))
            checked += 1
    assert checked > 40
