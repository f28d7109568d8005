"""The page says who follows."""

from leadline.access.actor import person
from leadline.work.actions.following import follow_record
from leadline.work.following import following_panel
from leadline.work.tests.conftest import Cast


def test_oneself_and_others_are_told_apart(cast: Cast) -> None:
    nobody = following_panel(cast.lead, cast.mei)
    assert (nobody.is_mine, nobody.others) == (False, [])
    for one in (cast.mei, cast.ben):
        follow_record(person(one), one, record=cast.lead)
    mine = following_panel(cast.lead, cast.mei, next="/x/")
    assert (mine.is_mine, mine.others, mine.next) == (True, ["Ben Lee"], "/x/")
    theirs = following_panel(cast.lead, cast.kai)
    assert (theirs.is_mine, theirs.others) == (False, ["Mei Chen", "Ben Lee"])


def test_who_is_switched_off_is_not_named(cast: Cast) -> None:
    follow_record(person(cast.ben), cast.ben, record=cast.lead)
    cast.ben.is_active = False
    cast.ben.save()
    assert following_panel(cast.lead, cast.mei).others == []
