"""Who and when are read by shape alone; what cannot be read says what would be."""

# ruff: noqa: E501 - a table reads best with one case a line

import pytest

from leadline.playbooks.definition import MomentKind, WhoKind
from leadline.playbooks.reader.phrases import PhraseError, is_moment_key, moment_from, who_from


@pytest.mark.parametrize(
    ("text", "kind", "name", "path"),
    [
        ("owner", WhoKind.OWNER, "", ""),
        ("same person", WhoKind.SAME, "", ""),
        ("whoever answers", WhoKind.ANSWERER, "", ""),
        ("role Finance", WhoKind.ROLE, "Finance", ""),
        ("Finance", WhoKind.ROLE, "Finance", ""),
        ("Hunters", WhoKind.POOL, "Hunters", ""),
        ("pool Hunters", WhoKind.POOL, "Hunters", ""),
        ("queue Marketing", WhoKind.QUEUE, "Marketing", ""),
        ("route sales", WhoKind.ROUTE, "sales", ""),
        ("previous owner in LAL", WhoKind.PREVIOUS, "LAL", ""),
        ("the account manager of company", WhoKind.RELATION, "account manager", "company"),
        ("buyer of order", WhoKind.PARTY, "buyer", "order"),
    ],
)
def test_who(text: str, kind: WhoKind, name: str, path: str) -> None:
    who = who_from(text, {"Finance"}, {"Hunters"})
    assert (who.kind, who.name, who.path) == (kind, name, path)


def test_else_and_supervisor() -> None:
    who = who_from("distributor of order, else supervisor of owner", set(), set())
    assert who.otherwise is not None
    assert who.otherwise.kind is WhoKind.SUPERVISOR
    assert who.otherwise.of is not None
    assert who.otherwise.of.kind is WhoKind.OWNER


def test_nobody() -> None:
    with pytest.raises(PhraseError, match="is nobody"):
        who_from("somebody", {"Finance"}, set())


@pytest.mark.parametrize(
    ("text", "kind", "field", "duration", "before"),
    [
        ("14 days after shipped", MomentKind.OFFSET, "shipped", "14 days", False),
        ("3 days before trial ends", MomentKind.OFFSET, "trial ends", "3 days", True),
        ("at wake up", MomentKind.OFFSET, "wake up", "None", False),
        ("end of due day", MomentKind.END_OF, "due day", "None", False),
        ("middle of service term", MomentKind.MIDDLE_OF, "service term", "None", False),
        ("7 days before each Spring Festival", MomentKind.HOLIDAY, "Spring Festival", "7 days", True),
        ("every 3 months from won", MomentKind.EVERY, "won", "3 months", False),
        ("preset first visit after service starts", MomentKind.OFFSET, "service starts", "None", False),
    ],
)  # fmt: skip
def test_moments(text: str, kind: MomentKind, field: str, duration: str, before: bool) -> None:
    moment = moment_from(text)
    assert (moment.kind, moment.field, str(moment.duration), moment.before) == (
        kind, field, duration, before,
    )  # fmt: skip


def test_a_preset_keeps_its_name() -> None:
    assert moment_from("preset first visit after service starts").preset == "first visit"


def test_a_moment_that_is_none() -> None:
    with pytest.raises(PhraseError, match="is no duration"):
        moment_from("soon after shipped")


def test_keys_that_are_moments() -> None:
    assert is_moment_key("2 months after shipped")
    assert is_moment_key("middle of service term")
    assert not is_moment_key("task")
