"""Rows copied by the database itself, with ids of their own, pointing at each other's copies."""

from django.db import connection, transaction
from django.db.models import Field, ForeignKey, Max, Model

from leadline.parties.models import Company, EmailAddress, Person, PhoneNumber
from leadline.records.models import Record
from leadline.search.models import CompanyWords, RecordWords

COPIED: tuple[type[Model], ...] = (
    Company,
    Person,
    EmailAddress,
    PhoneNumber,
    Record,
    CompanyWords,
    RecordWords,
)


def copy_all(times: int) -> None:
    """What is there, as often again."""
    last = {table: _last(table) for table in COPIED}
    for nth in range(1, times + 1):
        with transaction.atomic(), connection.cursor() as cursor:
            for table in COPIED:
                cursor.execute(_statement(table, last, nth))


def _last(table: type[Model]) -> int:
    return int(table._default_manager.aggregate(last=Max("pk"))["last"] or 0)


def _statement(table: type[Model], last: dict[type[Model], int], nth: int) -> str:
    fields = table._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(table, field, last, nth) for field in fields)
    name, key = table._meta.db_table, table._meta.pk.column
    chosen = f'SELECT {values} FROM "{name}" WHERE "{key}" <= {last[table]}'
    return f'INSERT INTO "{name}" ({names}) {chosen}'


def _value(table: type[Model], field: Field, last: dict[type[Model], int], nth: int) -> str:
    """Ids and keys at what is copied move on; all else is the same."""
    column = f'"{field.column}"'
    target = field.related_model if isinstance(field, ForeignKey) else None
    if target in last:
        return f"{column} + {nth * last[target]}"
    if field.primary_key:
        return f"{column} + {nth * last[table]}"
    return column
