import stat
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from leadline.config.environment import database, mail, secret_key

HERE = Path("/somewhere")


def test_the_key_is_made_once_and_is_its_owners_only(tmp_path: Path) -> None:
    key = secret_key(tmp_path / "data")
    assert len(key) > 50
    assert secret_key(tmp_path / "data") == key
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    [file] = (tmp_path / "data").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_processes_that_start_together_have_one_key(tmp_path: Path) -> None:
    keys: list[str] = []
    threads = [
        threading.Thread(target=lambda: keys.append(secret_key(tmp_path))) for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 1
    assert len(keys) == 20
    assert all(keys)


def test_without_an_address_the_database_is_a_file(tmp_path: Path) -> None:
    made = database("", tmp_path)
    assert made["NAME"] == tmp_path / "leadline.sqlite3"
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_names_a_postgresql() -> None:
    made = database("postgresql://leo:s%40fe@db.firm.example:5433/sales?sslmode=require", HERE)
    assert made["ENGINE"].endswith("postgresql")
    assert (made["USER"], made["PASSWORD"], made["NAME"]) == ("leo", "s@fe", "sales")
    assert (made["HOST"], made["PORT"]) == ("db.firm.example", 5433)
    assert made["OPTIONS"] == {"options": "-c jit=off", "sslmode": "require"}


@pytest.mark.parametrize(
    "url", ["mysql://leo@db/sales", "sales", "postgresql://db", "postgresql://db:port/sales"]
)
def test_another_address_is_told_how_to_look(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LEADLINE_DATABASE must look like postgresql:"):
        database(url, HERE)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.firm.example", 587, True, False),
        ("smtp://mail.firm.example:25", 25, False, False),
        ("smtps://mail.firm.example", 465, False, True),
        ("smtps://mail.firm.example:9465", 9465, False, True),
    ],
)
def test_mail_goes_to_a_server(url: str, port: int, tls: bool, ssl: bool) -> None:
    made = mail(url, HERE)
    assert made["EMAIL_HOST"] == "mail.firm.example"
    assert (made["EMAIL_PORT"], made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (port, tls, ssl)


def test_without_a_server_letters_are_files() -> None:
    assert mail("", HERE)["EMAIL_FILE_PATH"] == HERE / "mail"


@pytest.mark.parametrize("url", ["http://mail.firm.example", "smtp://", "smtp://host:many"])
def test_another_mail_server_is_told_how_to_look(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LEADLINE_MAIL must look like smtp:"):
        mail(url, HERE)
