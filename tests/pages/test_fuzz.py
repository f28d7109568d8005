"""A few hundred of the random requests that `bin/prove fuzz` sends by the thousand."""

import pytest

from bench.fuzzing.harvest import forms_of, links_of
from bench.fuzzing.requests import Maker
from bench.proofs.fuzz import fuzz, place_of
from bench.world import World, make_world


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def test_no_page_breaks_on_random_requests(world: World) -> None:
    broken, statuses = fuzz(world, requests=500, seed=20260302)
    told = [f"{where}\n{request}\n{trace}" for where, (request, trace) in broken.items()]
    assert not told, "\n\n".join(told)
    assert sum(statuses.values()) == 500
    assert {200, 302, 400, 403, 404, 405} <= statuses.keys()  # they get far, and are refused


def test_one_seed_makes_one_sequence(world: World) -> None:
    first, second = Maker(world, 7), Maker(world, 7)
    assert [first.make() for _ in range(50)] == [second.make() for _ in range(50)]
    assert Maker(world, 8).make() != Maker(world, 7).make()


def test_forms_and_links_are_read_from_pages() -> None:
    page = (
        '<a href="/leads/?q=1&amp;page=2">x</a><a href="https://other.example/">y</a>'
        '<form method="post" enctype="multipart/form-data"><input name="csrfmiddlewaretoken">'
        '<input name="n" value="&lt;1"><select name="s"><option value="a"><option value="b">'
        "</select></form>"
    )
    assert links_of(page) == ["/leads/?q=1&page=2"]
    [form] = forms_of(page, "/here/")
    assert (form.action, form.method, form.is_upload) == ("/here/", "POST", True)
    assert form.values == {"n": ("<1",), "s": ("a", "b")}


def test_what_broke_is_told_by_its_place() -> None:
    trace = 'File "/x/leadline/ui/views.py", line 3, in f\n  boom\nKeyError: 7'
    assert place_of(trace) == 'File "/x/leadline/ui/views.py", line 3, in f: KeyError'
    assert place_of("") == ""
