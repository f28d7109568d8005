"""A letter to many is a template, or has a subject and a text."""

import pytest

from leadline.workspace.bulk_letters import Draft
from leadline.workspace.letter_form import LetterForm

TEMPLATES = [("hello", "Hello")]


@pytest.mark.parametrize(
    ("given", "draft"),
    [
        ({"template": "hello", "subject": "left over"}, Draft(template="hello")),
        ({"subject": "Hi", "body": "News"}, Draft(subject="Hi", body="News")),
    ],
)
def test_what_is_to_be_sent(given, draft):
    form = LetterForm(TEMPLATES, given)
    assert form.is_valid()
    assert form.draft == draft


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, {"subject", "body"}),
        ({"subject": "Hi", "body": "  "}, {"body"}),
        ({"template": "other"}, {"template"}),
        ({"subject": "x" * 201, "body": "News"}, {"subject"}),
    ],
)
def test_what_is_wrong_is_said(given, wrong):
    assert wrong <= set(LetterForm(TEMPLATES, given).errors)
