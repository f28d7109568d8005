"""Which rows of a file belong together, found by the product's own matching without a write."""

from collections.abc import Hashable, Iterator, Sequence

from leadline.conditions.catalogue import normalised
from leadline.intake.rows import Row
from leadline.parties.candidates import Profile
from leadline.parties.duplicates import MatchResult, match_profiles


def together(rows: Sequence[Row], profiles: Sequence[Profile]) -> list[list[int]]:
    """Indexes of rows that are of one person or bear one number, each group in the file's order.

    profiles: who each row is about. Rows of different groups can be read in apart from each other.
    About 15 queries.
    """
    named = {at: profile for at, profile in enumerate(profiles) if not profile.is_blank}
    places = list(named)
    matches = dict(zip(places, match_profiles(list(named.values())), strict=True))
    first: dict[Hashable, int] = {}
    head = list(range(len(rows)))
    for at, row in enumerate(rows):
        for key in _keys(at, row, matches.get(at), places):
            _join(head, first.setdefault(key, at), at)
    groups: dict[int, list[int]] = {}
    for at in range(len(rows)):
        groups.setdefault(_head(head, at), []).append(at)
    return list(groups.values())


def _keys(at: int, row: Row, match: MatchResult | None, places: list[int]) -> Iterator[Hashable]:
    if row.incoming.number:
        yield "number", normalised(row.incoming.source), row.incoming.number
    if match is not None and match.person_id is not None:
        yield "person", match.person_id
    elif match is not None:
        yield "row", places[match.twin] if match.twin is not None else at


def _head(head: list[int], at: int) -> int:
    while head[at] != at:
        head[at] = at = head[head[at]]
    return at


def _join(head: list[int], one: int, other: int) -> None:
    low, high = sorted((_head(head, one), _head(head, other)))
    head[high] = low
