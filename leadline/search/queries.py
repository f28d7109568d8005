"""What is found: records whose it may be seen, people and companies; the best first, in few looks.

The best are those that have the very words, then those that begin so; of each one's own first,
then the newest.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db.models import Model

from leadline.access.models import User
from leadline.access.policy import Sight, rights_of
from leadline.search.asked import Asked, Query, Term, read
from leadline.search.finding import newest
from leadline.search.models import CompanyWords, KnownWord, PersonWords, RecordWords
from leadline.search.scope import of_kind, owned_by, seen_by
from leadline.search.slips import one_slip_away

MOST_OTHERS = 12  # words that are taken for one that nobody has


def found_records(asked: Asked, kind: str, sight: Sight, limit: int) -> list[int]:
    """Ids of records of a kind, the best first."""
    seen = _seen(kind, sight)
    mine = (*seen, (Term(owned_by(sight.user_id)),))
    return _first(
        (
            newest(RecordWords, (*words, *scope), limit)
            for words in _ways(asked)
            for scope in (mine, seen)
        ),
        limit,
    )


def found_people(asked: Asked, limit: int) -> list[int]:
    """Ids of people for whom no record stands."""
    return _found(PersonWords, asked, limit)


def found_companies(asked: Asked, limit: int) -> list[int]:
    """Ids of companies, whoever sees them."""
    return _found(CompanyWords, asked, limit)


def records_with(user: User, kind: str, text: str, limit: int) -> list[int]:
    """Ids of the newest records of a kind that hold the words and that this person may see.

    Where there is none, a slip is looked for.
    """
    sight, asked = rights_of(user.pk).sight(), read(text)
    if sight is None or not asked:
        return []
    seen = _seen(kind, sight)
    found = newest(RecordWords, (*asked.groups, *seen), limit)
    return found or newest(RecordWords, (*meant(asked).groups, *seen), limit)


def meant(asked: Asked) -> Asked:
    """With words beside it that are a slip away from those typed, or of which they are a piece."""
    return asked.instead(_others)


def _others(word: str) -> tuple[str, ...]:
    known = KnownWord.objects.order_by("text").values_list("text", flat=True).distinct()
    slips = known.filter(text__in=one_slip_away(word))[:MOST_OTHERS]
    pieces = known.filter(text__contains=word)[:MOST_OTHERS]
    return tuple(dict.fromkeys([*slips, *pieces]))[:MOST_OTHERS]


def _seen(kind: str, sight: Sight) -> Query:
    whose = tuple(map(Term, seen_by(sight)))
    return ((Term(of_kind(kind)),), *((whose,) if whose else ()))


def _found(table: type[Model], asked: Asked, limit: int) -> list[int]:
    return _first((newest(table, words, limit) for words in _ways(asked)), limit)


def _ways(asked: Asked) -> Sequence[Query]:
    """As the words stand, and as beginnings; no way where nothing is asked for."""
    return tuple(dict.fromkeys([asked.whole, asked.groups])) if asked else ()


def _first(looks: Iterable[list[int]], limit: int) -> list[int]:
    """What the looks find, one after the other, as long as there is not enough."""
    return list(islice(_each_once(looks, limit), limit))


def _each_once(looks: Iterable[list[int]], limit: int) -> Iterator[int]:
    seen: set[int] = set()
    for look in looks:
        yield from (pk for pk in dict.fromkeys(look) if pk not in seen)
        seen.update(look)
        if len(seen) >= limit:
            return
