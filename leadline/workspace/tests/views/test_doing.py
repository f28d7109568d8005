"""A form comes back to where it was sent from, and never to another site."""

import pytest
from django.http import Http404

from leadline.core.errors import Invalid, Refused
from leadline.workspace.forms import ExtendForm
from leadline.workspace.views.doing import (
    next_of,
    record_seen,
    records_seen,
    said_of,
    said_of_form,
)


def request_by(rf, user, **sent):
    request = rf.post("/", sent)
    request.user = user
    return request


def test_only_what_one_may_see(cast, rf):
    assert record_seen(request_by(rf, cast.mei), cast.lead.pk) == cast.lead
    assert not records_seen(request_by(rf, cast.kai)).exists()
    with pytest.raises(Http404):
        record_seen(request_by(rf, cast.mei), cast.lead.pk, "deal")


@pytest.mark.parametrize(
    ("wanted", "back"),
    [("/leads/", "/leads/"), ("https://evil.example/", "/x"), ("", "/x"), ("is", "/x")],
)
def test_back_leads_to_our_own_pages(cast, rf, wanted, back):
    assert next_of(request_by(rf, cast.mei, next=wanted), "/x") == back


def test_what_is_wrong_is_one_line():
    assert said_of(Refused("No.")) == "No."
    assert said_of(Invalid("No.", {"a": "Why.", "b": "No."})) == "No. Why."
    form = ExtendForm({})
    assert not form.is_valid()
    assert said_of_form(form) == "More days: This field is required."
