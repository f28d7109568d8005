"""What was merged into another is not worked on any more."""

import pytest

from leadline.core.errors import Refused
from leadline.parties.actions.changing import change_person
from leadline.parties.actions.merging import merge_people, split_people
from leadline.parties.models import Person
from leadline.parties.tests.cast import ANNA, BEN, MEI, enter

pytestmark = pytest.mark.django_db


def test_who_was_merged_is_left_alone_until_the_split() -> None:
    anna, ben = (one.person for one in enter(ANNA, BEN))
    [merge] = merge_people(MEI, anna, losers=[ben])
    with pytest.raises(Refused, match="Ben Ito was merged into another"):
        change_person(MEI, ben, values={"city": "Ulm"})
    change_person(MEI, anna, values={"city": "Ulm"})
    split_people(MEI, anna, merge=merge)
    change_person(MEI, ben, values={"city": "Bonn"})
    assert dict(Person.objects.values_list("pk", "city")) == {anna.pk: "Ulm", ben.pk: "Bonn"}
