"""Views are made, changed, pinned, removed and brought back; each is its maker's."""

import pytest

from leadline.access.actor import person
from leadline.core.errors import Invalid, Refused
from leadline.core.models import Event
from leadline.workspace.actions import views
from leadline.workspace.actions.views import (
    change_view,
    choose_columns,
    make_view,
    pin_view,
    remove_view,
    restore_view,
    unpin_view,
)
from leadline.workspace.models import Columns, Pin, View


def made(cast, name="Hot", **more):
    return make_view(cast.as_mei, cast.mei, kind="lead", name=name, query="q=a", **more)


def told(name):
    return Event.objects.filter(name=name).count()


def test_a_view_is_kept_and_changed(cast):
    view = made(cast, shared="team", columns=["owner"])
    kept = View.objects.get()
    assert (kept.name, kept.query, kept.columns, kept.team.name) == (
        "Hot",
        "q=a",
        ["owner"],
        "Sales",
    )
    change_view(cast.as_mei, view, name="Cold", query="", shared="mine")
    kept.refresh_from_db()
    assert (kept.name, kept.query, kept.team) == ("Cold", "", None)
    assert told("view kept") == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_it_needs_a_name(cast, name):
    with pytest.raises(Invalid, match="name of up to 60"):
        made(cast, name)
    assert not View.objects.exists()


def test_nobody_changes_what_is_somebody_elses(cast):
    view = made(cast, shared="all")
    for act in (remove_view, lambda who, one: change_view(who, one, name="x", query="")):
        with pytest.raises(Refused, match="someone else"):
            act(person(cast.kai), view)


def test_who_is_in_no_team_shares_with_none(cast):
    cast.mei.memberships.all().delete()
    with pytest.raises(Refused):
        made(cast, shared="team")


def test_there_is_an_end_to_views(cast, monkeypatch):
    monkeypatch.setattr(views, "MOST_VIEWS", 1)
    made(cast)
    with pytest.raises(Refused, match="very many"):
        made(cast)


def test_the_bin_gives_back(cast):
    view = made(cast)
    for _twice in range(2):
        remove_view(cast.as_mei, view)
    assert View.objects.get().removed_at is not None
    for _twice in range(2):
        restore_view(cast.as_mei, view)
    assert View.objects.get().removed_at is None
    assert (told("view removed"), told("view brought back")) == (1, 1)


def test_pins_are_put_up_once_and_taken_down(cast, monkeypatch):
    view = made(cast)
    for _twice in range(2):
        pin_view(cast.as_mei, cast.mei, view=view)
    assert Pin.objects.count() == 1
    monkeypatch.setattr(views, "MOST_PINS", 1)
    with pytest.raises(Refused, match="full"):
        pin_view(cast.as_mei, cast.mei, view=made(cast, "Other"))
    for _twice in range(2):
        unpin_view(cast.as_mei, cast.mei, view=view)
    assert (Pin.objects.count(), told("view taken out")) == (0, 1)


def test_columns_are_chosen(cast):
    for names in (["owner"], ["owner"], ["stage", "owner"], []):
        choose_columns(cast.as_mei, cast.mei, kind="lead", names=names)
        assert Columns.objects.get().names == names
    assert told("columns chosen") == 3
