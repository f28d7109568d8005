"""A form leads to a path of ours, whatever somebody wrote into it."""

import pytest
from django.test import RequestFactory

from leadline.ui.next_page import next_page


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/leads/7/?before=3#happened", "/leads/7/?before=3#happened"),
        ("", "/home/"),
        ("today", "/home/"),  # Django would look for a page of this name
        ("2147483648", "/home/"),
        ("//evil.example/", "/home/"),
        ("/\\evil.example/", "/home/"),
        ("https://evil.example/", "/home/"),
        ("http://testserver/leads/", "/home/"),
        ("javascript:alert(1)", "/home/"),
    ],
)
def test_where_a_form_leads(wanted: str, leads_to: str) -> None:
    assert next_page(RequestFactory().post("/x/", {"next": wanted}), "/home/") == leads_to
    assert next_page(RequestFactory().get("/x/", {"next": wanted}), "/home/") == leads_to


def test_the_form_goes_before_the_address() -> None:
    request = RequestFactory().post("/x/?next=/deals/", {"next": "/leads/"})
    assert next_page(request, "/") == "/leads/"
