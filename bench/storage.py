"""How many rows, index entries and bytes a database holds, by its own statistics."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

INDEXES = {
    "postgresql": "SELECT coalesce(sum(reltuples), 0)"
    " FROM pg_class JOIN pg_index ON oid = indexrelid"
    " WHERE relnamespace = 'public'::regnamespace AND reltuples > 0",
    "sqlite": "SELECT coalesce(sum(CAST(substr(stat, 1, instr(stat || ' ', ' ')) AS integer)), 0)"
    " FROM sqlite_stat1 WHERE idx IS NOT NULL",
}
BYTES = {
    "postgresql": "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    "sqlite": "SELECT sum(pgsize) FROM dbstat",
}
# Of tables whose key is their row number SQLite keeps no entry for it; PostgreSQL does.


@dataclass(frozen=True)
class Held:
    rows: int
    index_entries: int
    bytes: int

    def since(self, before: "Held", leads: int) -> dict[str, float]:
        """What one lead added."""
        return {
            "rows_per_lead": round((self.rows - before.rows) / leads, 2),
            "index_entries_per_lead": round((self.index_entries - before.index_entries) / leads, 2),
            "bytes_per_lead": round((self.bytes - before.bytes) / leads),
        }


def held() -> Held:
    """Now; exact for rows, as the database's own counts have it for the rest."""
    rows = sum(model._default_manager.count() for model in apps.get_models())
    _ask("VACUUM" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")
    _ask("ANALYZE")
    return Held(rows, int(_ask(INDEXES[connection.vendor])), int(_ask(BYTES[connection.vendor])))


def _ask(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found = cursor.fetchone() if cursor.description else None
    return found[0] if found else 0
