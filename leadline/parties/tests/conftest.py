"""Who acts in these tests, and a few people to act upon."""

import pytest

from leadline.core.actor import AUTOMATION, Actor


@pytest.fixture
def mei() -> Actor:
    """Automation may do everything; a name, so that what she writes is hers."""
    return Actor(AUTOMATION.kind, None, "Mei")
