"""A first look at a file: its headings, how many rows it has, and what must be asked about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from leadline.core.errors import Invalid
from leadline.intake.columns import Columns
from leadline.intake.dates import Order, orders_of
from leadline.intake.tables import Row, Shape, headings_of, rows_of, shape_of

DATED = ("received on", "since", "born on")
SHOWN = 5  # rows of the preview
SAMPLED = 20_000  # rows from which it is told how a file writes days, and which values there are


@dataclass(frozen=True)
class Look:
    """What a file is. first: its first rows."""

    shape: Shape
    headings: tuple[str, ...]
    first: tuple[Row, ...]


def look_at(path: Path, encoding: str = "") -> Look:
    """Raises Invalid with a sentence where it cannot be read."""
    shape = shape_of(path, encoding)
    rows = []
    for row in rows_of(path, shape):
        rows.append(row)
        if len(rows) == SHOWN:
            break
    headings = headings_of(path, shape)
    if not rows:
        told = {"headings": ", ".join(headings)[:200]}
        raise Invalid(_("There is no row below the headings: %(headings)s.") % told)
    return Look(shape, headings, tuple(rows))


def check_headings(columns: Columns, look: Look) -> None:
    """Raises Invalid for a mapping that names columns which the file does not have."""
    named = {*columns.targets, *filter(None, [columns.placed_by])}
    if missing := sorted(named - set(look.headings)):
        told = _("No column is called %(missing)s. There are: %(headings)s.")
        names = {"missing": ", ".join(missing), "headings": ", ".join(look.headings)}
        raise Invalid(told % names, {"columns": ", ".join(missing)})


def with_dates(path: Path, shape: Shape, columns: Columns) -> Columns:
    """The mapping with the order in which the file writes days, told from its first rows.

    A later row that is written otherwise cannot be used, and says so. Raises Invalid when it could
    be more than one: that is asked, never guessed row by row.
    """
    dated = dated_in(columns)
    if not dated or columns.dates is not None:
        return columns
    possible = orders_in(islice(rows_of(path, shape), SAMPLED), dated, columns)
    if len(possible) == 1:
        return replace(columns, dates=possible.pop())
    told = {"columns": ", ".join(dated), "orders": " / ".join(sorted(possible or set(Order)))}
    if possible:
        sentence = _("Are the days in %(columns)s written %(orders)s? Say it as “dates: …”.")
    else:
        sentence = _(
            "%(columns)s holds what is no day, or days written in several ways. Say how most of"
            " its days are written; the rows that differ can be mended afterwards."
        )
    raise Invalid(sentence % told, {"dates": sentence % told})


def dated_in(columns: Columns) -> list[str]:
    """The headings of the columns that hold days."""
    return [heading for target in DATED for heading in columns.of(target)]


def orders_in(rows: Iterable[Row], headings: Iterable[str], columns: Columns) -> set[Order]:
    """The orders in which every value of these columns is a day."""
    wanted = list(headings)
    texts = {
        text
        for row in rows
        for heading in wanted
        if (text := row.texts.get(heading, "").strip()) and text.casefold() not in columns.blanks
    }
    return orders_of(texts)
