"""A letter's text comes from the version its record is pinned to, in the nearest language."""

import pytest

from leadline.mail.templates import language_for, template_of
from leadline.playbooks.definition import WhoKind
from leadline.playbooks.models import Version


def test_the_template_of_a_version(version: Version) -> None:
    question, ending = template_of(version.pk, "question"), template_of(version.pk, "ending")
    colleague = template_of(version.pk, "to-owner")
    assert question
    assert ending
    assert colleague
    assert (question.asks, ending.asks) == (True, False)
    assert (question.is_transactional, ending.is_transactional) == (False, True)
    assert question.who("to") is None
    who = colleague.who("to")
    assert who is not None
    assert who.kind == WhoKind.OWNER
    assert template_of(version.pk, "nosuch") is None
    assert template_of(None, "welcome") is None


@pytest.mark.parametrize(
    ("wishes", "offered", "language"),
    [
        (["zh-hans"], ["en", "zh-hans"], "zh-hans"),
        (["zh-CN"], ["en", "zh-hans"], "zh-hans"),
        (["zh"], ["en", "zh-hans"], "zh-hans"),
        (["zh_TW", "en"], ["en", "zh"], "zh"),
        (["", "de", "en-GB"], ["zh-hans", "en"], "en"),
        (["de"], ["zh-hans", "en"], "zh-hans"),
        ([], ["en"], "en"),
    ],
)
def test_the_language(wishes: list[str], offered: list[str], language: str) -> None:
    assert language_for(wishes, offered) == language
