"""`leadline score fit` learns points from leads that have ended; `score all` scores leads anew."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from leadline.automation.scoring import rescore_due
from leadline.core import clock
from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.intake.tables import rows_of, shape_of
from leadline.leads.actions.score import score_all_again
from leadline.leads.score.loading import in_force, latest_rules
from leadline.leads.score.measures import Group
from leadline.leads.scorecard.closed import closed_leads
from leadline.leads.scorecard.leaks import Leak, Sign, leaks_in
from leadline.leads.scorecard.proposing import as_yaml
from leadline.leads.scorecard.table import Table, table_of
from leadline.leads.scorecard.told import Told, learned, reasons, too_few
from leadline.playbooks.models import Published


class Command(BaseCommand):
    help = "Learns a score from leads that have ended, and scores leads anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        fitting = commands.add_parser("fit", help="learn points from leads that have ended")
        source = fitting.add_mutually_exclusive_group(required=True)
        source.add_argument("--source", help="a playbook, whose closed leads are learned from")
        source.add_argument("--file", type=Path, help="a table of leads that have ended")
        fitting.add_argument("--outcome", default="", help="the column of the file: won or not")
        fitting.add_argument("--without", default="", help="columns to leave out: one,another")
        fitting.add_argument(
            "--at-capture",
            nargs="?",
            const="",
            help="only what is known when a lead arrives: the columns of a file; of closed leads, "
            "what no colleague supplies",
        )
        scoring = commands.add_parser("all", help="score all leads of a playbook anew, now")
        scoring.add_argument("--playbook", default="", help="where there are several")
        for one in (fitting, scoring):
            one.add_argument("--language", default="en", choices=("en", "zh-hans"))

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            try:
                if options["command"] == "fit":
                    self._fit(options)
                else:
                    self._all(options["playbook"])
            except Refused as refused:
                raise CommandError(refused.sentence) from refused

    def _fit(self, options: dict[str, Any]) -> None:
        whole = self._table(options)
        table = self._chosen(whole, options)
        self._tell_leaks(leaks_in(table), at_capture=options["at_capture"] is not None)
        try:
            found = learned(table)
        except ValueError as error:
            raise CommandError(too_few(table)) from error
        self._tell_fit(found)

    def _table(self, options: dict[str, Any]) -> Table:
        if options["source"]:
            return closed_leads(_playbook(options["source"]))
        path, outcome = options["file"], options["outcome"]
        if not path.is_file():
            raise CommandError(_("There is no file %(path)s.") % {"path": path})
        if not outcome:
            raise CommandError(_("Say with --outcome which column tells who was won."))
        rows = [row.texts for row in rows_of(path, shape_of(path)) if not row.wrong]
        if rows and outcome not in rows[0]:
            told = _("No column is called %(name)s. There are: %(all)s.")
            raise CommandError(told % {"name": outcome, "all": ", ".join(rows[0])})
        return table_of(rows, outcome)

    def _chosen(self, table: Table, options: dict[str, Any]) -> Table:
        at_capture = options["at_capture"]
        without, only = _listed(options["without"]), None
        if at_capture:
            only = _listed(at_capture)
        elif at_capture == "":
            if options["file"]:
                told = _("Name the columns of the file that are known when a lead arrives.")
                raise CommandError(told)
            without = [*without, *(name for name in table.columns if name in table.supplied_by)]
        known = table.columns.keys()
        try:
            return table.but([name for name in without if name in known or not only], only)
        except ValueError as error:
            told = _("These columns are not there, or say nothing: %(names)s.")
            raise CommandError(told % {"names": error}) from error

    def _tell_leaks(self, found: list[Leak], *, at_capture: bool) -> None:
        certain = [one for one in found if one.is_certain]
        for one in found:
            if at_capture and one.signs == (Sign.SOME_BLANKS,):
                continue  # somebody has said when it is known
            word = _("Leak") if one.is_certain else _("Look at")
            self.stdout.write(f"{word}: {one.column}: {'; '.join(reasons(one))}")
        if certain:
            names = ",".join(one.column for one in certain)
            told = _("These columns seem to know the end. Fit again with --without “%(names)s”.")
            self.stdout.write(told % {"names": names})

    def _tell_fit(self, found: Told) -> None:
        facts = {"won": found.won, "all": found.leads, "columns": found.columns}
        self.stdout.write(_("%(won)s of %(all)s won; %(columns)s columns.") % facts)
        told = _("AUC %(auc)s ± %(spread)s, judged by leads that it had not seen (five folds).")
        self.stdout.write(told % {"auc": f"{found.auc:.4f}", "spread": f"{found.spread:.4f}"})
        for number, group in enumerate(found.groups, 1):
            self.stdout.write(_group(number, group))
        told = _("With whole points the AUC is %(auc)s over all leads. As score.yaml:")
        self.stdout.write(told % {"auc": f"{found.by_points:.4f}"})
        self.stdout.write(as_yaml(found.lines))

    def _all(self, name: str) -> None:
        published = _playbook(name)
        now = in_force(published.current_id or 0)
        if now is None:
            raise CommandError(_("%(playbook)s has no score.") % {"playbook": published})
        rules = latest_rules(published.pk)
        if rules is not None and rules.hash == now.rules.meaning:  # others begin by themselves
            score_all_again(AUTOMATION, rules)
        while rescore_due(clock.now()):
            pass
        rules = latest_rules(published.pk)
        assert rules is not None
        told = _("%(scored)s leads were scored by rules %(number)s; %(changed)s have changed.")
        self.stdout.write(told % vars(rules))


def _playbook(name: str) -> Published:
    rows = Published.objects.exclude(current=None).order_by("name")
    found = [one for one in rows if name in ("", one.name)]
    if len(found) == 1:
        return found[0]
    told = _("Say which playbook: %(names)s.")
    raise CommandError(told % {"names": ", ".join(one.name for one in rows) or "–"})


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _group(number: int, group: Group) -> str:
    told = _(
        "Tenth %(number)s: %(leads)s leads, %(won)s won (%(rate)s), "
        "expected %(expected)s, lift %(lift)s"
    )
    return told % {
        "number": number,
        "leads": group.leads,
        "won": group.won,
        "rate": f"{group.rate:.1%}",
        "expected": f"{group.expected or 0:.0f}",
        "lift": f"{group.lift:.2f}",
    }
