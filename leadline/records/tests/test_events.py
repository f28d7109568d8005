from leadline.core.events import declared_events


def test_a_move_says_where_to() -> None:
    entered = declared_events()["stage entered"]
    assert entered.tell({"stage": "Quoted"}) == "Moved to Quoted"


def test_an_answer_can_be_erased() -> None:
    assert declared_events()["answer given"].erases == {"value", "before"}
