"""A published version is said in the language of whoever reads."""

import pytest
from django.utils.translation import override

from leadline.core.actor import AUTOMATION
from leadline.playbooks.actions import publish
from leadline.playbooks.spoken import language, speaker_of, words
from leadline.playbooks.tests.folders import SMALL

WORDS = {**SMALL, "words/zh.yaml": "Trying: 试用\n"}


@pytest.mark.django_db
def test_the_reader_decides_in_which_language() -> None:
    version = publish(AUTOMATION, None, name="small", source=WORDS).pk
    for code, said, told in (
        ("en", "en", "Trying"), ("zh-hans", "zh-hans", "试用"), ("de", "en", "Trying"),
    ):  # fmt: skip
        with override(code):
            assert (language(), speaker_of(version).word("Trying")) == (said, told)
    assert words() is words()
