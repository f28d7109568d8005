"""A column of words: a text on SQLite, a tsvector on PostgreSQL; Python sees the same on both."""

from typing import Any

from django.db import models


class Words(models.TextField):
    """Words that are cut already, with one space between; none holds a quote or a backslash."""

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or connection.vendor != "postgresql":
            return value
        return " ".join(f"'{word}'" for word in value.split())

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None or connection.vendor != "postgresql":
            return value
        return value.replace("'", "")
