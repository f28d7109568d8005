"""Looks come from the person, then the cookies, and never from nonsense."""

import pytest

from leadline.ui.appearance import Appearance, appearance, appearance_of


@pytest.mark.parametrize(
    ("cookies", "looks"),
    [
        ({}, Appearance("auto", "normal")),
        ({"theme": "dark", "size": "large"}, Appearance("dark", "large")),
        ({"theme": '"><script>', "size": "huge"}, Appearance("auto", "normal")),
    ],
)
def test_a_stranger_has_the_looks_of_their_cookies(rf, cookies, looks):
    request = rf.get("/")
    request.COOKIES.update(cookies)
    assert appearance_of(request) == looks


def test_a_persons_choice_beats_the_cookies(rf):
    request = rf.get("/")
    request.COOKIES["theme"] = "dark"
    request.appearance = Appearance("light", "compact")
    assert appearance(request) == {"appearance": Appearance("light", "compact")}
