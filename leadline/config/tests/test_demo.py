import socket
import sqlite3
from pathlib import Path

from leadline.config.management.commands.demo import is_taken, where_to_go
from leadline.config.tests.test_cli import leadline
from tests.kept_database import begin_with_the_kept_one


def test_a_taken_port_is_noticed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert is_taken(port)
    assert not is_taken(port)


def test_it_says_where_to_go() -> None:
    told = where_to_go(41.6)
    assert "after 42 s" in told
    assert "http" in told


def test_the_firm_is_made_once(tmp_path: Path) -> None:
    """Two days are enough to see it; each step is announced."""
    begin_with_the_kept_one(tmp_path)
    made = leadline(tmp_path, "demo", "--only-make", "--days", "2", LEADLINE_MAIL="")
    assert made.returncode == 0, made.stderr[-2000:]
    assert "working days" in made.stdout
    assert leads_in(tmp_path) > 3
    again = leadline(tmp_path, "demo", "--only-make", LEADLINE_MAIL="")
    assert again.returncode == 0, again.stderr[-2000:]
    assert "working days" not in again.stdout


def test_people_who_work_there_are_left_in_peace(tmp_path: Path) -> None:
    """`--fresh` too: the tests of `making` say so of its parts."""
    begin_with_the_kept_one(tmp_path)
    leadline(tmp_path, "setup")
    leadline(tmp_path, "access", "invite", "real@firm.example")
    told = leadline(tmp_path, "demo", "--only-make", "--fresh", LEADLINE_MAIL="")
    assert told.returncode == 1
    assert "nothing was thrown away" in told.stderr
    assert not (tmp_path / "demo.json").exists()


def test_a_demo_that_could_send_is_not_begun(tmp_path: Path) -> None:
    told = leadline(tmp_path, "demo", "--only-make", LEADLINE_MAIL="smtp://mail.example:25")
    assert "Unset LEADLINE_MAIL" in told.stderr


SAY = "from django.conf import settings as s; print(s.DEMO, s.ROOT_URLCONF, s.EMAIL_BACKEND)"


def test_nothing_but_the_file_makes_an_installation_a_demo(tmp_path: Path) -> None:
    plain = leadline(tmp_path, "shell", "-c", SAY, LEADLINE_DEMO="1", LEADLINE_MAIL="")
    assert plain.stdout.split()[-3:-1] == ["False", "leadline.config.urls"]
    (tmp_path / "demo.json").write_text("{}")
    demo = leadline(tmp_path, "shell", "-c", SAY, LEADLINE_MAIL="smtp://mail.firm.example:25")
    switched, addresses, mail = demo.stdout.split()[-3:]
    assert (switched, addresses) == ("True", "leadline.config.demo_urls")
    assert "filebased" in mail  # its letters stay on this machine


def leads_in(folder: Path) -> int:
    database = sqlite3.connect(folder / "leadline.sqlite3")
    [(number,)] = database.execute("SELECT count(*) FROM records_record WHERE kind = 'lead'")
    return int(number)
