from leadline.demo.history.known import story_of
from leadline.demo.tests.conftest import asked
from leadline.records.models import Record


def test_a_record_is_known_by_the_name_of_its_person(firm: object) -> None:
    who = story_of(asked("Tom Hale"))
    assert who is not None
    assert who.email == "tom.hale.88@gmail.com"
    assert story_of(Record()) is None
