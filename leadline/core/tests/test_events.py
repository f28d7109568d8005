import pytest
from django.utils import translation

from leadline.core.events import dated, declared_events, event, event_type


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


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("2026-11-24", "24 Nov 2026", "2026年11月24日"),
        ("2026-11-24T10:05:00+00:00", "24 Nov 2026, 10:05", "2026年11月24日 10:05"),
        ("2026-02-30", "2026-02-30", "2026-02-30"),
        ("20261124", "20261124", "20261124"),
        ("2026-11-24 is the day", "2026-11-24 is the day", "2026-11-24 is the day"),
        ("Nordwire", "Nordwire", "Nordwire"),
    ],
)
def test_a_day_is_told_as_the_reader_writes_it(text: str, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert dated(text) == english
    with translation.override("zh-hans"):
        assert dated(text) == chinese


def test_codes_are_told_by_the_words_for_them() -> None:
    words = {"color": {"rd": "Red"}}
    painted = event("test painted", "Painted: {color}", also=("by",), codes=words)
    told = [painted.tell({"color": one}) for one in ("rd", "blue", None, ["rd"])]
    assert told == ["Painted: red", "Painted: blue", "Painted: –", "Painted: rd"]
    with pytest.raises(ValueError, match="words for"):
        event("test varnished", "Varnished", codes=words)
