"""A page lets in whose role includes its action, and shows a refusal where it belongs."""

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from leadline.access.acting import for_those_who_may, refusals_on, said_or_refused
from leadline.core.errors import Invalid, Refused


class Box(forms.Form):
    name = forms.CharField()


@for_those_who_may("invite person")
def view(request):
    return HttpResponse("in")


def test_only_a_role_that_includes_the_action_gets_in(rf, cast):
    request = rf.get("/x/")
    request.user = cast.anna
    assert view(request).content == b"in"
    request.user = cast.chen
    with pytest.raises(PermissionDenied, match="Your role does not include this"):
        view(request)
    request.user = AnonymousUser()
    assert view(request).status_code == 302


def test_a_refusal_stands_at_its_field_or_above_the_form():
    form = Box({"name": "x"})
    assert form.is_valid()
    with refusals_on(form):
        raise Invalid("No.", {"name": "Too short."})
    assert form.errors == {"name": ["Too short."]}
    with refusals_on(form):
        raise Refused("Not now.")
    assert form.non_field_errors() == ["Not now."]
    with refusals_on(form):
        raise Invalid("No.", {"elsewhere": "Hidden."})
    assert "No." in form.non_field_errors()


class Kept(BaseStorage):
    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, response, *args, **kwargs):
        return []


def test_what_was_done_or_refused_is_told_on_the_next_page(rf):
    request = rf.post("/x/")
    request._messages = Kept(request)

    def refuse():
        raise Invalid("No.", {"name": "Too short."})

    assert said_or_refused(request, lambda: None, "Saved.")
    assert not said_or_refused(request, refuse, "Saved.")
    assert [str(one) for one in request._messages] == ["Saved.", "No. Too short."]
