"""Words that nobody can type, which say of a record what it is, and whose.

So a search among one's own records, or among those that one may see, costs as little as any other.
"""

from leadline.access.policy import Sight

MARK = "\ue000"  # of the private use area; words that are cut hold letters and digits alone


def scope_of(kind: str, owner: int | None, team: int | None) -> list[str]:
    """Of a record: its kind, and whose it is."""
    return [of_kind(kind), *whose(owner, team)]


def whose(owner: int | None, team: int | None) -> list[str]:
    """The owner, the team, or that it is nobody's."""
    if owner is None and team is None:
        return [f"{MARK}n"]
    return [f"{MARK}{letter}{pk}" for letter, pk in (("o", owner), ("t", team)) if pk is not None]


def handed_over(words: str, owner: int | None, team: int | None) -> str:
    """The words of a record that changed hands."""
    kept = [word for word in words.split() if word[:2] not in _WHOSE]
    return " ".join([*kept[:1], *whose(owner, team), *kept[1:]])


def of_kind(kind: str) -> str:
    return f"{MARK}k{kind}"


def owned_by(user: int) -> str:
    return f"{MARK}o{user}"


def seen_by(sight: Sight) -> tuple[str, ...]:
    """A record that has one of these is seen; none of them is asked for where all is seen."""
    if sight.everything:
        return ()
    teams = sight.teams
    of_teams = () if teams is None else (f"{MARK}n", *(f"{MARK}t{pk}" for pk in sorted(teams)))
    return (owned_by(sight.user_id), *of_teams)


_WHOSE = tuple(MARK + letter for letter in "otn")
