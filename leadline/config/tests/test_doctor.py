import socket
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from pytest_django.fixtures import Settings

from leadline.access.models import Firm, User
from leadline.automation.holding import breathe, hold
from leadline.channel.models import Partner, PartnerLead
from leadline.config import doctor
from leadline.config.doctor import Finding, examine
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.core.events import declared_events
from leadline.parties.models import Company
from leadline.playbooks.models import Published
from leadline.records.models import Record
from leadline.records.opening import open_record
from leadline.work.models import Notice


@pytest.fixture
def sound(db: None, settings: Settings, tmp_path: Path) -> Settings:
    """An installation in which nothing is wrong."""
    settings.DATA, settings.URL = tmp_path, "https://leads.firm.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o600)
    tmp_path.chmod(0o700)
    call_command("setup", verbosity=0)
    Firm.objects.update(sender="hello@firm.example", zone="Europe/Berlin")
    breathe(clock.now(), "here")
    return settings


def wrong() -> list[Finding]:
    return [finding for finding in examine() if finding.mend]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> None:
    class Door:
        def open(self) -> None: ...
        def close(self) -> None: ...

    monkeypatch.setattr(doctor, "get_connection", lambda timeout: Door())


def test_a_sound_installation_is_told_so(sound: Settings, answering: None) -> None:
    assert wrong() == []
    said = StringIO()
    call_command("doctor", stdout=said)
    assert "Everything is fine." in said.getvalue()
    assert "WRONG" not in said.getvalue()


def test_what_is_wrong_is_said_with_what_mends_it(sound: Settings, answering: None) -> None:
    sound.URL, sound.DEBUG = "http://leads.firm.example", True
    (Path(sound.DATA) / "secret-key").chmod(0o644)
    Path(sound.DATA).chmod(0o755)
    Firm.objects.update(sender="", zone="Nowhere/At all")
    Published.objects.update(current=None)
    with Batch(AUTOMATION) as batch:
        opened = declared_events()["lead opened"]
        open_record(batch, "lead", "Li Na", opened, source="Web")
    Record.objects.update(stuck="it went round")
    hold(clock.now(), "restore")
    found = {finding.about: finding for finding in wrong()}
    assert found["errors"].mend == "Unset LEADLINE_DEBUG."
    assert found["address"].mend == "Set LEADLINE_URL=https://…"
    assert found[f"{sound.DATA}/secret-key"].mend == f"Run: chmod 600 {sound.DATA}/secret-key"
    assert found[str(sound.DATA)].mend == f"Run: chmod 750 {sound.DATA}"
    assert {"sender", "time zone", "playbooks"} <= found.keys()
    assert found["worker"].said == "is held: a backup was restored"
    assert found["records at which automation stopped"].said == "1"
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=said)
    assert ended.value.code == 1
    assert f"{len(found)} to mend." in said.getvalue()


def test_a_mail_server_that_does_not_answer_is_found(sound: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        sound.EMAIL_PORT = server.getsockname()[1]
    [finding] = wrong()
    assert (finding.about, finding.mend) == ("mail", "Check LEADLINE_MAIL.")


def test_letters_as_files_are_fine_on_ones_own_machine_alone(sound: Settings) -> None:
    sound.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert [finding.about for finding in wrong()] == ["mail"]
    sound.URL = "http://localhost:8000"
    assert wrong() == []


def test_a_worker_that_is_silent_is_found(
    sound: Settings, answering: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = clock.now().replace(year=2050)
    monkeypatch.setattr(clock, "now", lambda: later)
    [finding] = wrong()
    assert finding.about == "worker"
    assert "days ago" in finding.said


def test_a_database_that_is_away_is_found(sound: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("connection refused")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "ensure_connection", away)
        [finding] = wrong()
    assert (finding.about, finding.mend) == ("database", "Check LEADLINE_DATABASE.")


def test_changes_that_are_missing_are_found(
    sound: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.MigrationExecutor, "migration_plan", lambda self, nodes: [1, 2])
    [finding] = wrong()
    assert (finding.said, finding.mend) == ("2 changes are missing", "Run: leadline setup")


def test_mails_that_may_not_have_left_are_told(sound: Settings, answering: None) -> None:
    past = clock.now() - timedelta(hours=1)
    with Batch(AUTOMATION) as batch:
        lead = open_record(batch, "lead", "Li Na", declared_events()["stage entered"])
    mei = User.objects.create(email="mei@firm.example", name="Mei")
    Notice.objects.create(user=mei, record=lead, kind="told", given_at=past, mailing_at=past)
    [told] = [one for one in examine() if one.about.startswith("mails to colleagues")]
    assert (told.said, told.mend) == ("1 of the last seven days; they stand in the inboxes", "")
    company = Company.objects.create(name="Nordic", name_key="nordic", core="nordic")
    partner = Partner.objects.create(
        company=company, manager=mei, email="leads@nordic.example", zone="UTC"
    )
    row = {"record": lead, "partner": partner, "nonce": "n", "handed_at": past, "due_at": past}
    PartnerLead.objects.create(**row, mailing_at=past)
    assert [one.about for one in wrong()] == ["letters to partners that may not have left"]
