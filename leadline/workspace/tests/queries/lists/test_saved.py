"""Views are seen by those with whom they are shared, and kept at hand by each for themselves."""

from leadline.access.actor import person
from leadline.workspace.actions.views import choose_columns, make_view, pin_view, remove_view
from leadline.workspace.queries.lists.saved import (
    columns_of,
    key_of_number,
    pins_of,
    remember_number,
    remembered_number,
    removed_views,
    view_of,
    views_for,
    wanted_of,
)
from leadline.workspace.queries.lists.wanted import Wanted
from leadline.workspace.tests.conftest import MONDAY


def view(cast, name, shared="mine", **wanted):
    return make_view(
        cast.as_mei, cast.mei, kind="lead", name=name, query=Wanted(**wanted).asks, shared=shared
    )


def names(user):
    return [one.name for one in views_for(user, "lead")]


def test_views_are_shared_as_their_owner_says(cast):
    view(cast, "Own")
    view(cast, "Sales", "team")
    view(cast, "Firm", "all")
    assert names(cast.mei) == ["Firm", "Own", "Sales"]
    assert names(cast.ben) == ["Firm", "Sales"]
    assert names(cast.kai) == ["Firm"]
    assert views_for(cast.mei, "deal").count() == 0


def test_a_view_is_opened_by_whoever_sees_it(cast):
    own = view(cast, "Own", where="is open", sort="name")
    assert view_of(cast.mei, own.pk, "lead") == own
    assert view_of(cast.ben, own.pk, "lead") is None
    assert view_of(cast.mei, None, "lead") is None
    assert wanted_of(own) == Wanted(where="is open", sort="name", view=own.pk)


def test_pins_are_each_persons_own(cast):
    shared = view(cast, "Firm", "all")
    pin_view(person(cast.kai), cast.kai, view=shared)
    assert pins_of(cast.kai) == [shared]
    assert pins_of(cast.mei) == []
    remove_view(cast.as_mei, shared)
    assert pins_of(cast.kai) == []
    assert list(removed_views(cast.mei, MONDAY)) == [shared]


def test_columns_are_each_persons_own(cast):
    choose_columns(cast.as_mei, cast.mei, kind="lead", names=["owner", "stage"])
    assert columns_of(cast.mei, "lead") == ["owner", "stage"]
    assert columns_of(cast.mei, "deal") == columns_of(cast.ben, "lead") == []


def test_numbers_are_remembered_per_person(cast):
    own = view(cast, "Own")
    assert remembered_number(cast.mei, own) is None
    remember_number(cast.mei, own, "12")
    assert remembered_number(cast.mei, own) == "12"
    assert remembered_number(cast.ben, own) is None
    assert key_of_number(cast.mei, own) != key_of_number(cast.ben, own)
