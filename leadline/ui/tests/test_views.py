"""Strangers choose their looks, and a page that cannot be shown says what to do."""

from importlib import import_module

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.urls import path

_product = import_module(settings.ROOT_URLCONF)  # by name: this app knows no later one
handler400, handler403 = _product.handler400, _product.handler403
handler404, handler500 = _product.handler404, _product.handler500
urlpatterns = _product.urlpatterns


def refuse(request):
    raise PermissionDenied("Only Ben may see this.")


def suspicious(request):
    raise SuspiciousOperation


def fall(request):
    raise ZeroDivisionError


urlpatterns = [
    *urlpatterns,
    path("refused/", refuse),
    path("suspicious/", suspicious),
    path("falls/", fall),
    path("fine/", lambda request: HttpResponse("fine")),
]


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/nowhere/", 404, "There is no page here"),
        ("/refused/", 403, "Only Ben may see this."),
        ("/suspicious/", 400, "Go back, load the page again"),
        ("/falls/", 500, "Something broke on our side"),
    ],
)
def test_an_error_says_what_to_do(client, db, settings, address, status, sentence):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    page = client.get(address)
    assert page.status_code == status
    assert sentence in page.content.decode()
    assert page.content.decode().count("<h1>") == 1


def test_a_form_without_its_token_is_explained(db):
    page = Client(enforce_csrf_checks=True).post("/appearance/", {"theme": "dark"})
    assert page.status_code == 403
    assert "This page was open for too long" in page.content.decode()


def test_a_stranger_chooses_language_and_colors(client, db):
    looks = {
        "django_language": "zh-hans",
        "theme": "dark",
        "size": "huge",
        "next": "/account/login/",
    }
    answer = client.post("/appearance/", looks)
    assert answer["Location"] == "/account/login/"
    page = client.get("/account/login/").content.decode()
    assert '<html lang="zh-hans" data-theme="dark" data-size="normal">' in page


def test_looks_lead_nowhere_else(client, db):
    assert client.post("/appearance/", {"next": "https://evil.example/"})["Location"] == "/"
    assert client.get("/appearance/").status_code == 405


def test_the_settings_are_for_people_who_sign_in(client, db):
    assert client.get("/settings/").status_code == 302


def test_the_patterns_are_for_people_who_sign_in(client, db):
    assert client.get("/ui/").status_code == 302
