"""A file of colleagues to invite, CSV or a workbook: address, name, role, team."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from leadline.access.actions.inviting import Invited
from leadline.access.models import Firm
from leadline.core.errors import Invalid
from leadline.intake.tables import headings_of, rows_of, shape_of
from leadline.parties.normalise.text import comparable

MOST = 200  # lines: each gets a letter while one waits
LARGEST = 2_000_000  # bytes
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "email": ("address", "e-mail", "email", "e-mail address", "mail", "电子邮箱", "邮箱", "邮件"),
    "name": ("name", "姓名", "名字"),
    "role": ("role", "角色"),
    "team": ("team", "团队"),
    "language": ("language", "语言"),
}
NEEDED = ("email", "role", "team")


def lines_of(path: Path) -> list[Invited]:
    """Every line below the headings that is not blank.

    Raises Invalid with a sentence for what is no such table, and by line for what has no place.
    """
    shape = shape_of(path)
    columns = _columns(headings_of(path, shape))
    found, problems = [], {}
    for row in rows_of(path, shape):
        if row.wrong:
            problems[str(row.line)] = row.wrong
        told = {name: row.texts.get(column, "").strip() for name, column in columns.items()}
        found.append(Invited(row.line, **{"name": "", **told}))
        if len(found) > MOST:
            raise Invalid(_("A file may hold %(most)s lines at most.") % {"most": MOST})
    if problems:
        raise Invalid(_("Nobody was invited: mend these lines and hand it in again."), problems)
    if not found:
        raise Invalid(_("There is no line below the headings."))
    return found


def languages() -> dict[str, str]:
    """The code of each language by its code and names; the company's where a line says none."""
    known = {code.casefold(): code for code, _name in settings.LANGUAGES}
    known |= {name.casefold(): code for code, name in settings.LANGUAGES}
    return known | {"chinese": "zh-hans", "中文": "zh-hans", "": Firm.current().language}


def _columns(headings: Sequence[str]) -> dict[str, str]:
    """The heading of each thing that a line says."""
    written = {comparable(heading): heading for heading in headings}
    found = {
        name: next(written[word] for word in words if word in written)
        for name, words in HEADINGS.items()
        if any(word in written for word in words)
    }
    if any(name not in found for name in NEEDED):
        raise Invalid(_("The first line must name the columns address, role and team."))
    return found
