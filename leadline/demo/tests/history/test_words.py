import pytest

from leadline.demo.cast import Story, customers
from leadline.demo.history import words
from leadline.demo.tests.conftest import named
from leadline.work.models import Task

FIRST = Task(asks=[{"field": "first feedback"}, {"field": "first feedback in words"}])
THIRD = Task(asks=[{"field": "third feedback"}])


@pytest.mark.parametrize(
    ("name", "answer"),
    [("Jonas Berg", "Satisfied"), ("Grace Okafor", "Not satisfied"), ("Kwame Mensah", None)],
)
def test_people_answer_as_their_story_goes(name: str, answer: str | None) -> None:
    said = words.on_the_phone(named(name), FIRST)
    assert (said or {}).get("first feedback") == answer


def test_some_decide_at_the_end() -> None:
    answers = {
        (words.on_the_phone(one, THIRD) or {}).get("third feedback")
        for one in customers()
        if one.story is Story.SATISFIED
    }
    assert answers == {"Interested", "Satisfied"}


def test_everybody_speaks_their_language() -> None:
    assert "谢谢" in words.reply(named("王芳"))
    assert words.reply(named("Jonas Berg")).startswith("Thank you")
    assert "Jonas Berg" in words.noted(named("Jonas Berg"))


def test_what_is_found_fits_what_is_asked() -> None:
    found = words.found(named("Ines Vidal"))
    assert found["website"] == "vidal-perfiles.example"
    assert set(found) == {"website", "business", "company size", "industry", "source links"}
    assert words.worth(named("Ines Vidal")) % 120_000 == 0
