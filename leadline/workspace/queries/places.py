"""Pages to go to and things to do, found by a word in either language."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from leadline.access.policy import Rights
from leadline.search.asked import Asked
from leadline.search.declared import Place, declared_places
from leadline.search.words import spoken, words_of


def found_places(rights: Rights, asked: Asked) -> Sequence[tuple[Place, str]]:
    """Those that have every word asked for, with their addresses; all where nothing is asked.

    Only what exists and what this person may do.
    """
    return [
        (place, url)
        for place in declared_places()
        if (url := address_of(place))
        and (place.permission is None or rights.answer(place.permission))
        and _has(place, asked)
    ]


def address_of(place: Place) -> str:
    """ "" where the page does not exist."""
    try:
        return reverse(place.page)
    except NoReverseMatch:
        return ""


def _has(place: Place, asked: Asked) -> bool:
    words = list(_words(place)) if asked else []
    return all(
        any(
            word == term.word or (term.is_start and word.startswith(term.word))
            for word in words
            for term in group
        )
        for group in asked.groups
    )


def _words(place: Place) -> Iterator[str]:
    """What it is called in every language of the product."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            for text in (str(place.label), str(place.words)):
                yield from words_of(text)
                yield from spoken(text)
