"""Finds the newest that hold all the words asked for, on either database, without reading the rest.

The only raw SQL of this app: what follows `MATCH` and `@@` is put together from words that hold
letters, digits and marks of ours alone.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import Max, Model

from leadline.search.asked import Group, Query, Term
from leadline.search.scope import AGE, age

SOME = 1_000  # hits that PostgreSQL gives in any order, to be sorted here


def newest(table: type[Model], query: Query, limit: int) -> list[int]:
    """Ids of the newest rows of a table of words, newest first, at most `limit`."""
    if not query:
        return []
    if connection.vendor == "postgresql":
        return _newest_in_windows(table, query, limit)
    name = connection.ops.quote_name(f"{table._meta.db_table}_fts")
    statement = f"SELECT rowid FROM {name} WHERE {name} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608
    return _ids(statement, [as_fts5(query), limit])


def as_fts5(query: Query) -> str:
    """In the language of FTS5."""
    return " AND ".join(f"({' OR '.join(map(_fts5_term, group))})" for group in query if group)


def as_tsquery(query: Query) -> str:
    """In the language of PostgreSQL."""
    return " & ".join(f"({' | '.join(map(_tsquery_term, group))})" for group in query if group)


def _fts5_term(term: Term) -> str:
    return f'"{term.word}" *' if term.is_start else f'"{term.word}"'


def _tsquery_term(term: Term) -> str:
    return f"'{term.word}':*" if term.is_start else f"'{term.word}'"


def _newest_in_windows(table: type[Model], query: Query, limit: int) -> list[int]:
    """GIN knows no order: few hits are sorted; of many, ever older windows until there are enough.

    A window is a set of the words that stand for ages.
    """
    few = _any(table, query, SOME + 1)
    if len(few) <= SOME:
        return sorted(few, reverse=True)[:limit]
    found: list[int] = []
    for window in _windows(table):
        found += sorted(_any(table, (*query, window), None), reverse=True)
        if len(found) >= limit:
            break
    return found[:limit]


def _windows(table: type[Model]) -> Iterator[Group]:
    """The newest age, then the two before it, then four …"""
    top = (table._default_manager.aggregate(last=Max("pk"))["last"] or 0) // AGE
    for power in count():
        width = 2**power
        yield tuple(Term(age(number)) for number in range(max(top - width, -1) + 1, top + 1))
        top -= width
        if top < 0:
            return


def _any(table: type[Model], query: Query, limit: int | None) -> list[int]:
    """Hits in any order. The inner query stands by itself, so that its plan is made for all hits
    and goes by the index: for the first few a walk through the table would look cheaper."""
    columns = table._meta.db_table, str(table._meta.pk.column)
    name, key = map(connection.ops.quote_name, columns)
    hits = f"SELECT {key} FROM {name} WHERE words @@ %s::tsquery"  # noqa: S608
    statement = f"WITH hits AS MATERIALIZED ({hits}) SELECT {key} FROM hits LIMIT %s"  # noqa: S608
    return _ids(statement, [as_tsquery(query), limit])


def _ids(statement: str, values: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]
