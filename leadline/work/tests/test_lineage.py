"""A call goes back with the number that was dialed, else with its record."""

from leadline.parties.lineage import pointers_at
from leadline.parties.models import Person, PhoneNumber
from leadline.work.lineage import line_called
from leadline.work.models import Call


def test_a_merge_knows_calls() -> None:
    [pointer] = [one for one in pointers_at(Person) if one.model is Call]
    assert (pointer.field, pointer.follows) == ("person", "record")


def test_the_number_of_a_call(db: None) -> None:
    person = Person.objects.create(name="Li Na")
    good = PhoneNumber.objects.create(person=person, text="1", hash=12)
    bad = PhoneNumber.objects.create(person=person, text="x")
    assert line_called([Call(phone=good), Call(phone=bad), Call()]) == [{12}, set(), set()]
