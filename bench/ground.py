"""A database and a data folder of a run's own, so that no proof or measure touches a real one."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from django.db import connections
from psycopg import sql

HOME = Path(__file__).resolve().parent
PLAYBOOKS = HOME / "playbooks"


@contextmanager
def own_ground(url: str | None = None) -> Iterator[Path]:
    """An empty database and a folder, gone afterwards; processes started inside use the same.

    url: the PostgreSQL server, any database of it; "" is SQLite, None what the environment names.
    Enter it before anything asks Django for its settings. Yields the folder.
    """
    server = os.environ.get("LEADLINE_DATABASE", "") if url is None else url
    with tempfile.TemporaryDirectory(prefix="leadline-bench-") as folder:
        os.environ["LEADLINE_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "leadline.config.settings"
        with _own_database(server) as own:
            os.environ["LEADLINE_DATABASE"] = own
            django.setup()
            try:
                yield Path(folder)
            finally:
                connections.close_all()
                os.environ["LEADLINE_DATABASE"] = server


@contextmanager
def _own_database(server: str) -> Iterator[str]:
    if not server:
        yield ""
        return
    name = f"leadline_bench_{token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))
