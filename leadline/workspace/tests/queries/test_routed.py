"""Decision records in words: whose turn, by name, into a queue, nobody; who is gone is a dash."""

import pytest

from leadline.access.models import User
from leadline.workspace.queries.routed import names_in, routed_of

MEMBERS = [[1, "here", 2, 4, 666], [2, "away", 1, 0, -333], [3, "new state", 1, 0, 0]]


def test_names_are_read_once(db: None, django_assert_num_queries) -> None:
    ann = User.objects.create(email="ann@firm.example", name="Ann")
    with django_assert_num_queries(1):
        why = {"route": {"got": ann.pk, "members": [[ann.pk, "here", 1, 0, 0], [0, "", 1, 0, 0]]}}
        assert names_in([None, {}, why]) == {ann.pk: "Ann"}
    with django_assert_num_queries(0):
        assert names_in([None, {"text": "x"}]) == {}


@pytest.mark.parametrize(
    ("route", "sentence"),
    [
        ({"pool": "Sales", "members": MEMBERS, "got": 1}, "Next in turn in “Sales”: Ann."),
        ({"got": 1}, "Meant by name: Ann."),
        ({"queue": "Rest"}, "For the queue “Rest”, where somebody takes it."),
        ({"pool": "Sales", "members": MEMBERS, "queue": "Rest"},
         "Nobody of “Sales” could take it: “Rest”."),
        ({}, "Nobody could take it."),
    ],
)  # fmt: skip
def test_it_is_said_in_one_sentence(route, sentence) -> None:
    assert routed_of(route, {1: "Ann"}).sentence == sentence


def test_each_of_the_pool_is_told() -> None:
    route = {"pool": "Sales", "members": MEMBERS, "got": 1,
             "tried": [["routes.yaml:2", "size above 9", "pool Sales", False]],
             "values": {"size": "", "country": "DE"}}  # fmt: skip
    told = routed_of(route, {1: "Ann"})
    assert [(p.name, str(p.state), p.owed, p.got) for p in told.parts] == [
        ("Ann", "there", "0.67", True), ("–", "away", "-0.33", False),
        ("–", "new state", "0.00", False),
    ]  # fmt: skip
    assert told.values == [("size", "–"), ("country", "DE")]
    assert [(one.text, one.fits) for one in told.lines] == [("size above 9", False)]


def test_what_is_no_decision_record_is_nothing() -> None:
    assert routed_of(None, {}) is None
