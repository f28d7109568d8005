"""A file is read in slice by slice; each slice is whole, and so is what is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from leadline.access.models import Firm
from leadline.core.actions import action
from leadline.core.batch import Batch
from leadline.core.errors import Invalid, Refused
from leadline.intake import events
from leadline.intake.actions.forecasting import ask_for_forecast
from leadline.intake.actions.landing import land
from leadline.intake.columns import read_columns
from leadline.intake.ground import check_how, entry_of
from leadline.intake.models import Arrival, Door, Import, Outcome, State
from leadline.intake.rows import Row, stage_named
from leadline.intake.targets import KEYS
from leadline.leads.incoming import How
from leadline.parties.actions.entering import OnMatch

UNDECIDED = (State.READY, State.RUNNING, State.FAILED)


@dataclass(frozen=True)
class Line:
    """A line of the file as it was read, or why it could not be."""

    number: int
    row: Row | None = None
    wrong: str = ""
    failed: bool = False  # not the line's fault: it may be brought in again as it is


@action(_("hand in import"), _("Keeps a file that is to be read in; nothing is read yet."))
def hand_in_import(
    batch: Batch,
    subject: None,
    *,
    door: Door,
    hash: str,
    name: str,
    how: How,
    columns: str,
    key: str = "",
    on_match: OnMatch = OnMatch.FILL,
) -> Import:
    """hash: of the content, which `files.store` keeps. columns: the mapping, perhaps a guess.

    Raises Refused where a bought list would land anywhere but in Raw.
    """
    _check_how(door, how)
    return batch.add(
        Import(
            door=door,
            hash=hash,
            name=name[:120],
            how=how.value,
            columns=columns,
            key=key,
            on_match=on_match.value,
            user_id=batch.actor.user_id,
            asked_at=batch.now,
        )
    )


@action(_("map import"), _("Says which column is what, and what is done with people we know."))
def map_import(batch: Batch, begun: Import, *, columns: str, key: str, on_match: OnMatch) -> None:
    """It is kept for the next file of this source, too.

    Raises Invalid for a mapping that cannot be used, Refused once the import has begun.
    """
    _check_state(begun, State.READY)
    _check_columns(begun.door, How(begun.how), columns, key)
    batch.change(begun, columns=columns, key=key, on_match=on_match.value)
    [door] = batch.lock([begun.door])
    batch.change(door, columns=columns)
    ask_for_forecast.within(batch, begun)


@action(_("start import"), _("Begins to read in a file."), events=(events.IMPORT_STARTED,))
def start_import(batch: Batch, begun: Import) -> None:
    """From here on the worker reads it. Raises Invalid for a mapping that cannot be used."""
    _check_state(begun, State.READY, State.FAILED)
    _check_how(begun.door, How(begun.how))
    _check_columns(begun.door, How(begun.how), begun.columns, begun.key)
    batch.change(begun, state=State.RUNNING, reason="")
    batch.happened(begun, events.IMPORT_STARTED, title=begun.name, how=begun.how)


@action(_("import rows"), _("Makes leads of some rows of a file, or joins them to theirs."))
def import_rows(batch: Batch, begun: Import, *, lines: Sequence[Line], last: int) -> None:
    """All of these lines or none; a constant number of queries. last: the line that is then done.

    Lines that are done already are left alone, so that two workers do no harm.
    """
    new = [line for line in lines if line.number > begun.done_line]
    zone = ZoneInfo(batch.once(Firm.current).zone)
    entry = entry_of(begun.door)
    good = [(line, line.row) for line in new if line.row is not None]
    landed = land(
        batch,
        entry.as_door(begun.door, How(begun.how)),
        [row for _line, row in good],
        OnMatch(begun.on_match),
    )
    ends: dict[int, Any] = {
        line.number: {"outcome": outcome.fate.value, "record": outcome.record}
        for (line, _row), outcome in zip(good, landed, strict=True)
    }
    for line in new:
        told = ends.get(line.number) or {
            "outcome": Outcome.FAILED if line.failed else Outcome.REJECTED,
            "reason": line.wrong[:500],
        }
        batch.add(
            Arrival(
                door=begun.door,
                received_at=batch.now,
                received_on=batch.now.astimezone(zone).date(),
                imported=begun,
                line=line.number,
                **told,
            )
        )
    batch.change(begun, done_line=max(last, begun.done_line), state=State.RUNNING, reason="")


@action(_("finish import"), _("Notes that a file was read to its end."),
        events=(events.IMPORT_FINISHED,))  # fmt: skip
def finish_import(batch: Batch, begun: Import) -> None:
    if begun.state in UNDECIDED:
        batch.change(begun, state=State.DONE, finished_at=batch.now, reason="")
        batch.happened(begun, events.IMPORT_FINISHED, title=begun.name)


@action(_("stop import"), _("Notes why a file could not be read on."),
        events=(events.IMPORT_STOPPED,))  # fmt: skip
def stop_import(batch: Batch, begun: Import, *, reason: str) -> None:
    """It can be begun again where it stopped."""
    batch.change(begun, state=State.FAILED, reason=reason[:500])
    batch.happened(begun, events.IMPORT_STOPPED, line=begun.done_line, reason=reason[:500])


def _check_state(begun: Import, *states: State) -> None:
    if begun.state not in states:
        raise Refused(gettext("This import is not in that state any more. Load the page again."))


def _check_how(door: Door, how: How) -> None:
    """S3.8: people on a bought list have asked for nothing, whatever somebody calls them."""
    if door.how == How.LIST and how is not How.LIST:
        told = gettext("This is a source of bought lists: nobody on them has asked for anything.")
        raise Refused(told)
    check_how(entry_of(door).process, how, door.stage)


def _check_columns(door: Door, how: How, text: str, key: str) -> None:
    process = entry_of(door).process
    columns = read_columns(text)
    if key and (key not in KEYS or not columns.of(key)):
        raise Invalid(gettext("No column is “%(key)s”.") % {"key": key}, {"key": key})
    if how is not How.HISTORY:
        return
    named = {*columns.stages.values(), *filter(None, [columns.otherwise])}
    unknown = ", ".join(name for name in sorted(named) if stage_named(process, name) is None)
    if unknown:
        told = gettext("There is no stage %(names)s. There are: %(known)s.")
        known = ", ".join(process.stages)
        raise Invalid(told % {"names": unknown, "known": known}, {"otherwise": unknown})
    if not (named or columns.of("stage")):
        told = gettext("Say at which stage business we already have stands.")
        raise Invalid(told, {"otherwise": told})
