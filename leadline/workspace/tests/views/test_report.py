"""The report of a list as a page and as a file."""

import pytest


def test_the_page_has_bars_a_table_and_links(cast, page):
    text = page(cast.mei, "/leads/report/?group=country&by=owner")
    assert "Number, by Country and Owner" in text
    assert '<rect class="shade-0"' in text
    assert "where=country+is+%22CN%22+and+owner+is+%22mei%40firm.example%22" in text
    assert "Mei Chen" not in page(cast.kai, "/leads/report/?group=country&by=owner")
    assert "Nothing fits" in page(cast.mei, "/leads/report/?q=nobody")
    assert "cannot be asked" in page(cast.mei, "/leads/report/?where=nonsense")


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_table_is_a_file(cast, client, format):
    client.force_login(cast.mei)
    answer = client.get(f"/leads/report/?group=country&format={format}")
    assert answer["Content-Disposition"] == f'attachment; filename="leads-2026-03-02.{format}"'
    if format == "csv":
        assert answer.content.decode("utf-8-sig").splitlines() == [
            "Country,Number", "CN,1", "unknown,1", "All,2",
        ]  # fmt: skip
    else:
        assert b"".join(answer.streaming_content).startswith(b"PK")


def test_strangers_see_no_report(cast, client):
    assert client.get("/leads/report/").url.startswith("/account/login/")
