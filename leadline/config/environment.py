"""Reads what the environment says about database, mail and secret key."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def secret_key(data: Path) -> str:
    """The key that signs sessions and links: made once, readable by its owner only."""
    path = data / "secret-key"
    if not path.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=data, prefix="secret-key.")  # its owner's only
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # another process of this start was faster
            os.link(made, path)  # whole or not at all
        os.unlink(made)
    return path.read_text().strip()


def database(url: str, data: Path) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL that the URL names, as Django wants it.

    What stands behind its "?" (sslmode=require …) goes to PostgreSQL's library as it is. Compiling
    queries is switched off: for questions of some milliseconds it takes longer than it saves.
    """
    if not url:
        return {
            "ENGINE": "leadline.core.sqlite",
            "NAME": data / "leadline.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                " PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;"
                " PRAGMA wal_autocheckpoint=4000;",
            },
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": ":memory:"},  # said here, since the engine is not Django's own
        }
    parts = _split(url, "LEADLINE_DATABASE", "postgresql://user:password@host/name")
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "LEADLINE_DATABASE must look like postgresql://user:password@host/name"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "OPTIONS": {"options": "-c jit=off", **dict(parse_qsl(parts.query))},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def mail(url: str, data: Path) -> dict[str, Any]:
    """Letters as files in the data folder, or to the SMTP server that the URL names."""
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": data / "mail",
        }
    parts = _split(url, "LEADLINE_MAIL", "smtp://user:password@host:587")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured("LEADLINE_MAIL must look like smtp://user:password@host:587")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.port != 25,
        "EMAIL_TIMEOUT": 20,
    }


def _split(url: str, name: str, example: str) -> SplitResult:
    """The parts of a URL; its port is one that exists."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must look like {example}: {error}") from error
    return parts
