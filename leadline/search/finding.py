"""Finds the newest that hold all the words asked for, on either database, without reading the rest.

The only raw SQL of this app: what follows `MATCH` and `@@` is put together from words that hold
letters, digits and marks of ours alone.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Max, Model

from leadline.core.remembered import remembered
from leadline.search.asked import Query, Term

RECENT = 65_536  # ids that PostgreSQL looks through first
OFTEN = 100  # hits among them of words that are not rare


def newest(table: type[Model], query: Query, limit: int) -> list[int]:
    """Ids of the newest rows of a table of words, newest first, at most `limit`."""
    if not query:
        return []
    if connection.vendor == "postgresql":
        return _newest_by_key(table, query, limit)
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


def _newest_by_key(table: type[Model], query: Query, limit: int) -> list[int]:
    """GIN knows no order, so the newest keys are looked at first; that is enough of what many have.

    Else the older ones follow. What the newest have often is left to PostgreSQL, which walks down
    the keys or sorts all hits. Of what is rare it would hope to meet some soon, and walk through
    the whole table: then the hits are gathered by the index before they are sorted.
    """
    columns = table._meta.db_table, str(table._meta.pk.column)
    name, key = map(connection.ops.quote_name, columns)
    hits = f"SELECT {key} FROM {name} WHERE words @@ %s::tsquery"  # noqa: S608
    last = f" ORDER BY {key} DESC LIMIT %s"
    words, border = as_tsquery(query), remembered(_top, table) - RECENT
    found = _ids(f"{hits} AND {key} > %s{last}", [words, border, limit])
    if len(found) >= limit or border < 0:
        return found
    older = f"{hits} AND {key} <= %s"
    if len(found) < OFTEN:
        older = f"WITH hits AS MATERIALIZED ({older}) SELECT {key} FROM hits"  # noqa: S608
    return found + _ids(f"{older}{last}", [words, border, limit - len(found)])


def _top(table: type[Model]) -> int:
    return table._default_manager.aggregate(last=Max("pk"))["last"] or 0


def _ids(statement: str, values: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]
