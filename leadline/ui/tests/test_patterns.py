"""The pattern page shows every component, with one heading and every field labelled."""

import re

import pytest
from django.contrib.auth import get_user_model

from leadline.ui.patterns import samples


@pytest.fixture
def page(client, db):
    client.force_login(get_user_model().objects.create(email="anna@example.com", name="Anna"))
    return client.get("/ui/").content.decode()


@pytest.mark.parametrize(
    "part",
    [
        "rows",
        "ring ring-over",
        "tag tag-late",
        "button button-go",
        "line",
        "timeline",
        "facts",
        "table",
        "pager",
        "notice notice-warn",
        "panel",
        "empty",
        "swatches",
    ],
)
def test_a_component_is_shown(page, part):
    assert f'class="{part}"' in page


def test_one_heading_and_no_component_left_undrawn(page):
    assert page.count("<h1>") == 1
    assert "<c-" not in page


def test_every_field_has_a_label(page):
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]*\sid="([^"]+)"', page))
    labels = set(re.findall(r'<label for="([^"]+)"', page))
    assert fields
    assert fields <= labels


def test_a_wrong_answer_is_tied_to_its_error(page):
    described = re.search(r'<input[^>]*name="wrong-name"[^>]*>', page)
    assert described is not None
    assert 'aria-invalid="true"' in described.group()
    assert "id_wrong-name_error" in described.group()


def test_samples_take_what_was_posted():
    assert not samples(None)["form"].is_bound
