"""Looks over an installation: every finding is fine, or says what is wrong and what mends it."""

import smtplib
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from leadline.access.models import Firm
from leadline.automation.holding import REASONS, is_silent
from leadline.automation.models import Worker
from leadline.channel.models import PartnerLead, State
from leadline.core import clock
from leadline.core.mailed import lost_before
from leadline.intake.models import SET_ASIDE, Undo
from leadline.mail.models import Letter
from leadline.mail.models import State as LetterState
from leadline.playbooks.models import Published
from leadline.playbooks.versions import why_unreadable
from leadline.records.models import Record
from leadline.service.models import Errand, How
from leadline.work.models import Notice

OLDEST_POSTGRESQL = 150000
LOCAL = ("http://localhost", "http://127.0.0.1", "http://[::1]")


@dataclass(frozen=True)
class Finding:
    """about: what was looked at. said: how it is. mend: what to do; "" where nothing is wrong."""

    about: str
    said: str
    mend: str = ""

    def __str__(self) -> str:
        if not self.mend:
            return f"OK     {self.about}: {self.said}"
        return f"WRONG  {self.about}: {self.said}\n       {self.mend}"


def examine() -> Iterator[Finding]:
    """Every finding; without a database that is up to date, what would need it is left out."""
    yield from (_debug(), _address(), *_folder())
    database = list(_database())
    yield from database
    if any(finding.mend for finding in database):
        return
    for look in LOOKS:
        yield from look()


def _debug() -> Finding:
    if settings.DEBUG:
        return Finding("errors", "strangers see them in full", "Unset LEADLINE_DEBUG.")
    return Finding("errors", "only the log shows them in full")


def _address() -> Finding:
    url: str = settings.URL
    if url.startswith(("https://", *LOCAL)):
        return Finding("address", url)
    return Finding("address", f"{url} is not encrypted", "Set LEADLINE_URL=https://…")


def _folder() -> Iterator[Finding]:
    data = Path(settings.DATA)
    for path, open_to in ((data, stat.S_IRWXO), (data / "secret-key", stat.S_IRWXG | stat.S_IRWXO)):
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0
        if not path.exists():
            yield Finding(str(path), "is missing", "Run: leadline setup")
        elif mode & open_to:
            safe = f"chmod {mode & ~(stat.S_IRWXO | (stat.S_IRWXG & open_to)):o} {path}"
            yield Finding(str(path), f"others can read or change it ({mode:o})", f"Run: {safe}")
        else:
            yield Finding(str(path), f"is safe ({mode:o})")


def missing_changes() -> int:
    """How many changes of the tables `leadline setup` would make."""
    plan = MigrationExecutor(connection)
    return len(plan.migration_plan(plan.loader.graph.leaf_nodes()))


def _database() -> Iterator[Finding]:
    try:
        yield _version()
        pending = missing_changes()
    except DatabaseError as error:
        yield Finding("database", f"cannot be used: {error}", "Check LEADLINE_DATABASE.")
        return
    if pending:
        yield Finding("database", f"{pending} changes are missing", "Run: leadline setup")
    else:
        yield Finding("tables", "are up to date")


def _version() -> Finding:
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        number = int(getattr(connection, "pg_version", 0))
        if number < OLDEST_POSTGRESQL:
            return Finding(
                "database", f"PostgreSQL {number // 10000}", "Use PostgreSQL 15 or newer."
            )
        return Finding("database", f"PostgreSQL {number // 10000}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        [version] = cursor.fetchone()
        cursor.execute("PRAGMA journal_mode")
        [mode] = cursor.fetchone()
    if mode not in ("wal", "memory"):
        wal = "Its folder must be on a local disk; then run: leadline setup"
        return Finding("database", f"SQLite {version} without a write-ahead log ({mode})", wal)
    return Finding("database", f"SQLite {version}, {mode}")


def _mail() -> Iterator[Finding]:
    sender = Firm.current().sender
    if sender:
        yield Finding("sender", sender)
    else:
        yield Finding("sender", "letters have none", "Say it on the page Settings.")
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield _letters_as_files()
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        door = get_connection(timeout=5)
        door.open()
        door.close()
    except (OSError, smtplib.SMTPException) as error:
        yield Finding("mail", f"{server} cannot be used: {error}", "Check LEADLINE_MAIL.")
    else:
        yield Finding("mail", f"{server} answers")


def _letters_as_files() -> Finding:
    if settings.URL.startswith(LOCAL):
        return Finding("mail", "letters become files; nothing leaves this machine")
    return Finding("mail", "letters become files, nobody gets them", "Set LEADLINE_MAIL=smtp://…")


def _clock() -> Iterator[Finding]:
    now, firm = clock.now(), Firm.current()
    if firm.zone not in available_timezones():
        yield Finding("time zone", f"{firm.zone} is none", "Say it on the page Settings.")
    else:
        here = now.astimezone(ZoneInfo(firm.zone))
        yield Finding("time zone", f"{firm.zone}, where it is {here:%Y-%m-%d %H:%M}")
    worker = Worker.objects.filter(pk=1).first()
    seen = (
        f"was seen {_ago(now - worker.seen_at)} ago" if worker and worker.seen_at else "never ran"
    )
    if is_silent(now):
        yield Finding("worker", seen, "Run: leadline serve (or leadline work beside the pages)")
    elif worker is not None and worker.is_held:
        because = REASONS.get(worker.held_because, worker.held_because)
        yield Finding("worker", f"is held: {because}", f"Let it go on: {settings.URL}/automation/")
    else:
        yield Finding("worker", seen)


def _playbooks() -> Iterator[Finding]:
    found = list(Published.objects.exclude(current=None).order_by("name"))
    if not found:
        yield Finding("playbooks", "none is published", "Run: leadline setup")
    for published in found:
        if wrong := why_unreadable(published.current_id or 0):
            said = f"the version in force cannot be read: {wrong}"
            yield Finding(published.name, said, "Run: leadline playbook publish")
        else:
            yield Finding("playbook", f"{published.name} is in force")
        yield from _old_versions(published)


def _old_versions(published: Published) -> Iterator[Finding]:
    """Those on which records stand still say how these go on."""
    behind = published.versions.exclude(pk=published.current_id or 0).filter(record__outcome="")
    for version in behind.order_by("number").distinct():
        if wrong := why_unreadable(version.pk):
            about = f"{published.name}, version {version.number}"
            said = f"cannot be read, its records stay: {wrong}"
            mend = "With the release that could read it: leadline playbook migrate"
            yield Finding(about, said, f"{mend} {published.name}")


def _stuck() -> Iterator[Finding]:
    """What waits for a person, each with the page on which one decides."""
    letters = Letter.objects.filter(state__in=(LetterState.FAILED, LetterState.UNCLEAR))
    errands = Errand.objects.filter(
        done_at=None, refused="", by_hand=True, entitlement__product__how=How.HOOK
    )
    lost = lost_before(clock.now())
    aside = Undo.objects.filter(SET_ASIDE)
    partners = PartnerLead.objects.filter(lost, state=State.WAITING)
    for about, rows, page in (
        ("records at which automation stopped", Record.objects.exclude(stuck=""), "leads"),
        ("letters that failed", letters, "letters"),
        ("calls of products that failed", errands, ""),
        ("letters to partners that may not have left", partners, "leads"),
        ("imports that could not be taken back", aside, "import"),
    ):
        count = rows.count()
        mend = f"Decide: {settings.URL}/{page}{'/' if page else ''}" if count else ""
        yield Finding(about, str(count or "none"), mend)
    notices = Notice.objects.filter(lost, given_at__gte=clock.now() - timedelta(days=7)).count()
    if notices:  # nobody has to do anything about them
        said = f"{notices} of the last seven days; they stand in the inboxes"
        yield Finding("mails to colleagues that may not have left", said)


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (_mail, _clock, _playbooks, _stuck)


def _ago(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            number = seconds // size
            return f"{number} {unit}{'s' if number != 1 else ''}"
    return "a moment"
