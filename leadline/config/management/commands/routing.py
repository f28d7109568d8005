"""`leadline routing try` tells what a route would have done with the records of a period."""

from argparse import ArgumentParser
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from leadline.access.models import Firm
from leadline.core import clock
from leadline.playbooks.models import Published
from leadline.playbooks.versions import definition_of
from leadline.playbooks.walk import rules_of
from leadline.records.routing.trying import MOST, Trial, try_route

SHOWN = 20  # differences, unless all are asked for


class Command(BaseCommand):
    help = "Tries a route on what came in: who would have got it, and who has it. Writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        trying = commands.add_parser("try", help="try a route on the records of a period")
        trying.add_argument("route")
        trying.add_argument("--playbook", required=True, help="the name of one in force")
        trying.add_argument("--since", type=date.fromisoformat, help="first day; 30 days ago")
        trying.add_argument("--until", type=date.fromisoformat, help="last day; today")
        trying.add_argument("--all", action="store_true", help="list every difference")
        trying.add_argument("--language", default="en", choices=("en", "zh-hans"))

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            _check(options["playbook"], options["route"])
            zone = ZoneInfo(Firm.current().zone)
            today = clock.now().astimezone(zone).date()
            until = options["until"] or today
            since = options["since"] or until - timedelta(days=30)
            trial = try_route(
                options["route"],
                options["playbook"],
                datetime.combine(since, time(), zone),
                datetime.combine(until + timedelta(days=1), time(), zone),
            )
            self._say(trial, None if options["all"] else SHOWN)

    def _say(self, trial: Trial, most: int | None) -> None:
        if trial.is_cut:
            self.stdout.write(_("Only the latest %(most)s count.") % {"most": f"{MOST:,}"})
        would, has, who = _("would get"), _("has"), _("who")
        self.stdout.write(f"{would:>10} {has:>6}  {who}")
        for load in trial.loads:
            name = load.name or _("nobody")
            self.stdout.write(f"{load.would:>10} {load.has:>6}  {name}")
        facts = {"others": len(trial.others), "all": len(trial.cases)}
        self.stdout.write(_("%(others)s of %(all)s would be somebody else's:") % facts)
        for case in trial.others[:most]:
            then = str(case.decided.user or case.decided.queue or _("nobody"))
            now = str(case.record.owner or case.record.queue or _("nobody"))
            self.stdout.write(f"  {case.record.pk} {case.record.title}: {now} → {then}")


def _check(playbook: str, route: str) -> None:
    found = Published.objects.filter(name=playbook).exclude(current=None).first()
    if found is None or found.current_id is None:
        raise CommandError(_("No playbook in force is called “%(name)s”.") % {"name": playbook})
    routes = rules_of(definition_of(found.current_id)).routes
    if route not in routes:
        facts = {"name": route, "known": ", ".join(sorted(routes)) or "–"}
        raise CommandError(_("There is no route “%(name)s”; there are: %(known)s.") % facts)
