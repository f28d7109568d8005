"""`leadline playbook` reads playbook folders, says and rehearses them, and puts them in force."""

from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leadline.access.models import Firm
from leadline.automation.migrating.plan import plan_of
from leadline.automation.rehearsal.rehearsing import Asked, records_of
from leadline.config.migrating import mapping_in, move_now, say_plan
from leadline.config.rehearsing import as_json, moment_given, rehearsed, say_record, say_report
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.playbooks.actions import Unpublishable, publish
from leadline.playbooks.checks.every import Checked, check
from leadline.playbooks.covering import covered
from leadline.playbooks.definition import Playbook
from leadline.playbooks.diff import diff, unchanged_stages
from leadline.playbooks.explain.playbook import explain
from leadline.playbooks.models import Published
from leadline.playbooks.problems import errors
from leadline.playbooks.vocabulary_files import standard
from leadline.records.standing import Standing, on_older_versions, standings

LANGUAGES = ("en", "zh-hans")


class Command(BaseCommand):
    help = "Checks playbooks, says them in sentences, compares versions, and puts them in force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        checking = commands.add_parser("check", help="tell everything that is wrong, all at once")
        checking.add_argument("folders", type=Path, nargs="+", metavar="folder")
        checking.add_argument("--covers", action="store_true", help="list what covers which node")
        explaining = commands.add_parser("explain", help="say the whole playbook in sentences")
        explaining.add_argument("folder", type=Path)
        differing = commands.add_parser("diff", help="tell what two versions mean differently")
        differing.add_argument("old", type=Path)
        differing.add_argument("new", type=Path)
        publishing = commands.add_parser("publish", help="put a playbook in force")
        publishing.add_argument("folder", type=Path)
        publishing.add_argument("--name", default="", help="if not that of the folder")
        rehearsing = commands.add_parser(
            "rehearse", help="tell what would have been different; nothing is written"
        )
        rehearsing.add_argument("folder", type=Path)
        rehearsing.add_argument("--name", default="", help="if not that of the folder")
        rehearsing.add_argument("--since", default="", help="records opened from this day on")
        rehearsing.add_argument("--until", default="", help="as it was at the end of this day")
        rehearsing.add_argument("--limit", type=int, default=None, help="so many records at most")
        rehearsing.add_argument("--record", type=int, default=0, help="both ways of one record")
        rehearsing.add_argument("--json", action="store_true", help="one JSON value")
        moving = commands.add_parser(
            "migrate", help="move records in flight to the version in force, by a plan"
        )
        moving.add_argument("name")
        how = moving.add_mutually_exclusive_group(required=True)
        how.add_argument("--plan", action="store_true", help="only tell who would go where")
        how.add_argument("--do", action="store_true", help="move them")
        moving.add_argument(
            "--map", action="append", default=[], metavar="PROCESS/OLD=NEW",
            help="where the records of a stage that is gone go on",
        )  # fmt: skip
        listing = commands.add_parser("list", help="list what is in force, and where records stand")
        for one in (checking, explaining, differing, publishing, rehearsing, moving, listing):
            one.add_argument("--language", default="en", choices=LANGUAGES)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            if options["command"] == "check":
                self._check(options["folders"], covers=options["covers"])
            elif options["command"] == "explain":
                self._explain(options["folder"], options["language"])
            elif options["command"] == "diff":
                self._diff(options["old"], options["new"], options["language"])
            elif options["command"] == "publish":
                folder = options["folder"]
                self._publish(folder, options["name"] or folder.resolve().name)
            elif options["command"] == "rehearse":
                self._rehearse(options)
            elif options["command"] == "migrate":
                self._migrate(options["name"], options["map"], do=options["do"])
            else:
                self._list(standings())

    def _check(self, folders: list[Path], *, covers: bool) -> None:
        """All of each, whatever is wrong with another; of several it is said whose it is."""
        wrong = 0
        for folder in folders:
            if len(folders) > 1:
                self.stdout.write(f"{folder}:")
            wrong += self._said(folder, covers=covers)
        if wrong:
            raise _failure(wrong)

    def _said(self, folder: Path, *, covers: bool) -> int:
        """The number of its errors, after everything was told."""
        found = check(folder, standard())
        for problem in found.problems:
            self.stdout.write(str(problem))
        if found.playbook is None:
            return len(errors(found.problems))
        self.stdout.write(_("%(folder)s is in order.") % {"folder": folder.resolve().name})
        if covers:
            for node, what in covered(found.playbook).items():
                self.stdout.write(f"{node}: {', '.join(' · '.join(part) for part in what)}")
        return 0

    def _explain(self, folder: Path, language: Any) -> None:
        for heading, sentences in explain(self._read(folder), standard(), language):
            self.stdout.write(f"\n{heading}")
            for sentence in sentences:
                self.stdout.write(f"  {sentence}")

    def _diff(self, old: Path, new: Path, language: Any) -> None:
        before, after, words = self._read(old), self._read(new), standard()
        changes = diff(before, after, words, language)
        for change in changes:
            self.stdout.write(f"{change.kind}: {change.where}: {change.sentence}")
            if change.before:
                self.stdout.write("  " + _("before: %(text)s") % {"text": change.before})
        if not changes:
            self.stdout.write(_("Both mean the same."))
        for process, stage in sorted(unchanged_stages(before, after, words)):
            self.stdout.write(f"{_('unchanged')}: {process} · {stage}")

    def _publish(self, folder: Path, name: str) -> None:
        """As the one who looks after the server; whoever may run commands there may publish."""
        try:
            version = publish(AUTOMATION, None, name=name, source=folder)
        except Unpublishable as refused:
            for problem in refused.found:
                self.stdout.write(str(problem))
            raise _failure(len(refused.found)) from refused
        facts = {"playbook": name, "number": version.number}
        self.stdout.write(_("%(playbook)s: version %(number)s is in force.") % facts)
        self._list(standings(name))

    def _rehearse(self, options: dict[str, Any]) -> None:
        name = options["name"] or options["folder"].resolve().name
        if not Published.objects.filter(name=name).exclude(current=None).exists():
            told = _("No playbook “%(name)s” is in force; --name says which one it takes over.")
            raise CommandError(told % {"name": name})
        zone = ZoneInfo(Firm.current().zone)
        try:
            since = moment_given(options["since"], zone) if options["since"] else None
            until = moment_given(options["until"], zone, end=True) if options["until"] else None
        except ValueError as error:
            raise CommandError(_("Write a day as year-month-day, such as 2026-03-31.")) from error
        playbook = self._read(options["folder"])
        asked = Asked(name, playbook, since, min(until or clock.now(), clock.now()))
        if options["record"]:
            record = records_of(asked).filter(pk=options["record"]).first()
            if record is None:
                raise CommandError(_("This playbook has no such record in that time."))
            say_record(record, asked, options["language"], self.stdout.write)
            return
        found = rehearsed(asked, options["limit"])
        if options["json"]:
            self.stdout.write(as_json(found))
        else:
            say_report(found, asked, options["language"], self.stdout.write)

    def _migrate(self, name: str, maps: list[str], *, do: bool) -> None:
        """As the one who looks after the server; whoever may run commands there may do it."""
        published = Published.objects.select_related("current").filter(name=name).first()
        if published is None or published.current is None:
            raise CommandError(_("No playbook “%(name)s” is in force.") % {"name": name})
        try:
            mapping = mapping_in(maps)
        except ValueError as error:
            told = _("“%(text)s” says nowhere to go: write Process/Old stage=New stage.")
            raise CommandError(told % {"text": error}) from error
        try:
            say_plan(plan_of(published, mapping), self.stdout.write)
            if do:
                move_now(published, mapping, self.stdout.write)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused

    def _list(self, found: tuple[Standing, ...]) -> None:
        for playbook, versions in groupby(found, key=lambda one: one.playbook):
            theirs = tuple(versions)
            current = next((one.number for one in theirs if one.is_current), None)
            in_force = _("in force: %(number)s") % {"number": current}
            self.stdout.write(f"{playbook}, {in_force}")
            for one in theirs:
                counted = _("version %(number)s: %(open)s open, %(ended)s ended")
                self.stdout.write("  " + counted % vars(one))
            older = on_older_versions(theirs)
            if older:
                said = _("%(count)s stand on an older version.") % {"count": older}
                self.stdout.write("  " + said)

    def _read(self, folder: Path) -> Playbook:
        found: Checked = check(folder, standard())
        if found.playbook is None:
            for problem in errors(found.problems):
                self.stderr.write(str(problem))
            raise CommandError(_("“%(folder)s” has errors") % {"folder": folder.name})
        return found.playbook


def _failure(wrong: int) -> CommandError:
    return CommandError(ngettext("%(count)s error", "%(count)s errors", wrong) % {"count": wrong})
