import socket
import sqlite3
from pathlib import Path

from leadline.config import demo
from leadline.config.management.commands.demo import is_taken, sign_ins
from leadline.config.tests.test_cli import leadline


def test_a_taken_port_is_noticed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert is_taken(port)
    assert not is_taken(port)


def test_it_says_who_one_may_be() -> None:
    told = sign_ins()
    assert demo.PASSWORD in told
    assert all(one.email in told for one in demo.CAST)


def test_the_firm_is_made_by_working_its_leads(tmp_path: Path) -> None:
    told = leadline(tmp_path, "demo", "--only-make", LEADLINE_MAIL="")
    assert told.returncode == 0, told.stderr[-2000:]
    database = sqlite3.connect(tmp_path / "leadline.sqlite3")
    leads = "SELECT count(*), count(owner_id), count(nullif(stuck, '')) FROM records_record"
    [(made, owned, stuck)] = database.execute(f"{leads} WHERE kind = 'lead'").fetchall()
    assert (made, stuck) == (len(demo.LEADS), 0)
    assert owned > 0
    [(letters,)] = database.execute("SELECT count(*) FROM mail_letter").fetchall()
    assert letters > 0
