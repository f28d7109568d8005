"""What a record is and whose stands among its words, where nobody can type it."""

from leadline.access.policy import Sight
from leadline.search.scope import MARK, handed_over, scope_of, seen_by, whose


def plain(words: list[str] | tuple[str, ...]) -> list[str]:
    return [word.replace(MARK, "") for word in words]


def test_scope() -> None:
    assert plain(scope_of("lead", 7, 2)) == ["klead", "o7", "t2"]
    assert plain(whose(None, None)) == ["n"]
    assert plain(whose(None, 2)) == ["t2"]


def test_who_sees_it() -> None:
    assert plain(seen_by(Sight(7, everything=True))) == []
    assert plain(seen_by(Sight(7))) == ["o7"]
    assert plain(seen_by(Sight(7, teams=frozenset({3, 2})))) == ["o7", "n", "t2", "t3"]


def test_a_record_changes_hands() -> None:
    words = " ".join([*scope_of("lead", None, None), "otn", "lina"])
    handed = handed_over(words, 7, 2)
    assert handed == " ".join([*scope_of("lead", 7, 2), "otn", "lina"])
    assert handed_over(handed, None, None) == words
