"""What every test begins with."""

import pytest

from leadline.playbooks.versions import definition_of


@pytest.fixture(autouse=True)
def _versions_are_read_anew() -> None:
    """A rolled-back database gives the ids of its versions once more, to other texts."""
    definition_of.cache_clear()
