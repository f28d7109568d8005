"""`leadline import FILE --source NAME --as history|news|list` reads in and prints one line."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from leadline.core.actor import AUTOMATION
from leadline.core.errors import Refused
from leadline.files.store import put
from leadline.intake.actions.forecasting import ask_for_forecast
from leadline.intake.actions.importing import hand_in_import, start_import
from leadline.intake.columns import Columns, read_columns, written
from leadline.intake.forecasting import Forecaster
from leadline.intake.ground import columns_for
from leadline.intake.looking import check_headings, look_at, with_dates
from leadline.intake.models import Door, Import, State
from leadline.intake.queries import counts_of
from leadline.intake.runs import run_import
from leadline.intake.sources import door_for
from leadline.leads.incoming import How
from leadline.parties.actions.entering import OnMatch

UNLIMITED = 10**15  # bytes: whoever runs commands here knows how large a file may be


class Command(BaseCommand):
    help = "Reads a file of leads in: CSV, TSV, XLSX, XLS or ODS, in any encoding."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="where the rows are from")
        parser.add_argument(
            "--as",
            dest="how",
            choices=[how.value for how in How],
            default=How.HISTORY.value,
            help="what the rows are: business we already have, new inquiries, a bought list",
        )
        parser.add_argument("--mapping", type=Path, help="which column is what; else it is guessed")
        parser.add_argument("--encoding", default="", help="where it cannot be told")
        parser.add_argument("--door", default="", help="the address of a way in for files")
        parser.add_argument("--playbook", default="", help="where there are several")
        parser.add_argument("--key", default="", help="what must name each row")
        parser.add_argument(
            "--on-match",
            choices=[one.value for one in OnMatch],
            default=OnMatch.FILL.value,
            help="what is done with people who are known",
        )
        parser.add_argument(
            "--forecast",
            action="store_true",
            help="only say what would come of it; the file then waits on the import page",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began_at = time.monotonic()
        try:
            begun = self._handed_in(options)
            told = self._forecast(begun) if options["forecast"] else self._read_in(begun)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        seconds = round(time.monotonic() - began_at, 3)
        self.stdout.write(json.dumps({**told, "seconds": seconds}, ensure_ascii=False))
        begun.refresh_from_db()
        if begun.state == State.FAILED:
            raise CommandError(begun.reason)

    def _read_in(self, begun: Import) -> dict[str, Any]:
        start_import(AUTOMATION, begun)
        begun.refresh_from_db()
        run_import(begun)
        return counts_of(begun)

    def _forecast(self, begun: Import) -> dict[str, Any]:
        """All of it; of a long file what its first rows say."""
        forecast = ask_for_forecast(AUTOMATION, begun)
        Forecaster(forecast).work()
        forecast.refresh_from_db()
        if forecast.reason:
            raise CommandError(forecast.reason)
        numbers = {"rows": forecast.rows, "bad": forecast.bad, "reach": forecast.reach}
        return {"import": begun.pk, **numbers, **forecast.told}

    def _handed_in(self, options: dict[str, Any]) -> Import:
        path, how = options["file"], How(options["how"])
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        door = door_for(options["source"], options["door"], options["playbook"])
        columns = self._columns(path, options["mapping"], options["encoding"], door)
        with path.open("rb") as content:
            stored = put(content, UNLIMITED)
        return hand_in_import(
            AUTOMATION,
            None,
            door=door,
            hash=stored.hash,
            name=path.name,
            how=how,
            columns=written(columns),
            key=options["key"],
            on_match=OnMatch(options["on_match"]),
        )

    def _columns(self, path: Path, mapping: Path | None, encoding: str, door: Door) -> Columns:
        if mapping is not None:
            columns = read_columns(mapping.read_text(encoding="utf-8"))
            look = look_at(path, columns.encoding)
            check_headings(columns, look)
        else:
            look = look_at(path, encoding)
            columns = columns_for(look, door, encoding)
        return with_dates(path, look.shape, columns)
