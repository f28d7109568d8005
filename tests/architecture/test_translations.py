"""English and Chinese ship together: no text that a person sees lacks its translation."""

from leadline.config.translations import asked_for, entries, faults
from tests.architecture.source import hold


def test_every_text_has_its_chinese() -> None:
    asked = asked_for()
    assert asked, "no text was found at all"
    hold(faults(entries(), asked))
