"""Every page of the navigation is a place of the palette, and every act exists."""

from leadline.config.navigation import ENTRIES
from leadline.config.places import ACTS, WORDS, declare_places
from leadline.search.declared import declared_places
from leadline.workspace.queries.places import address_of


def test_the_navigation_is_found() -> None:
    declare_places()
    pages = [place.page for place in declared_places()]
    assert {entry.page for entry in ENTRIES} <= set(pages)
    assert len(pages) == len(set(pages))
    assert WORDS.keys() <= set(pages)


def test_every_act_has_a_page() -> None:
    assert [act.page for act in ACTS if not address_of(act)] == []
