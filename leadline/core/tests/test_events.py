import pytest

from leadline.core.events import declared_events, event, event_type


def test_an_event_tells_its_sentence_with_its_data() -> None:
    moved = (
        event_type("test moved")
        if "test moved" in declared_events()
        else event(
            "test moved", "Moved to {stage}, because {reason}", also=("email",), erases=("email",)
        )
    )
    assert moved.tell({"stage": "Quoted", "reason": None}) == "Moved to Quoted, because –"
    assert moved.fields == {"stage", "reason", "email"}


def test_it_is_known_where_an_event_is_declared() -> None:
    assert event("test placed", "Placed").module == __name__
    assert event_type("barn painted").module == ""


def test_a_name_is_declared_once() -> None:
    event("test twice", "Twice")
    with pytest.raises(ValueError, match="declared twice"):
        event("test twice", "Twice")


def test_only_known_fields_are_erased() -> None:
    with pytest.raises(ValueError, match="erases"):
        event("test erased", "Hello", erases=("email",))


def test_an_event_that_is_gone_tells_its_name() -> None:
    assert event_type("barn painted").tell({}) == "barn painted"
