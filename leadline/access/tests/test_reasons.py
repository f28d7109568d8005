"""What a person may do is told with the role that says so."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from leadline.access.actions import switch_off
from leadline.access.actor import person
from leadline.access.models import Role
from leadline.access.reasons import matrix, name_of, rights_explained, subjects


def right(who, about):
    return next(one for one in rights_explained(who) if one.about == about)


def test_a_yes_names_its_role_and_team(cast):
    [because] = right(cast.chen, "see").because
    assert (because.role, because.team, because.reach) == ("Seller", "Inside Sales", "all")
    assert right(cast.chen, "see").reach == "everyone's"
    assert right(cast.chen, "invite person").because == []
    assert right(cast.chen, "invite person").reach == ""


def test_everything_says_yes_to_the_rest(cast):
    [because] = right(cast.anna, "invite person").because
    assert because.role == "Admin"
    assert because.by.startswith("Everything there is")


def test_who_was_switched_off_may_nothing(cast):
    switch_off(person(cast.anna), cast.chen)
    assert not any(one.because for one in rights_explained(cast.chen))


def test_the_matrix_holds_all_roles_in_two_queries(cast):
    with CaptureQueriesContext(connection) as asked:
        found = matrix()
    assert len(asked) == 2
    assert [line.about for line in found.lines] == subjects()
    assert len(found.roles) == Role.objects.count()
    cells = {role.name: reach for role, reach in found.lines[0].cells}
    assert cells["Seller"] == "everyone's"


def test_each_line_has_a_name_in_both_languages(cast):
    english = {about: name_of(about) for about in subjects()}
    with translation.override("zh-hans"):
        assert [about for about in subjects() if name_of(about) == english[about]] == []
