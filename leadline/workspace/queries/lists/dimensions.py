"""By what a list can be grouped: how each group is called, and the test that finds its records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from zoneinfo import ZoneInfo

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leadline.access.models import Firm, Team, User
from leadline.conditions.catalogue import Field, normalised
from leadline.conditions.catalogue import Kind as FieldKind
from leadline.conditions.encoding import CUT, STEP
from leadline.conditions.periods import MONTHS
from leadline.records.models import Record
from leadline.workspace.kinds import Kind
from leadline.workspace.queries.lists.askable import Askable
from leadline.workspace.queries.lists.filters import quoted

Key = str | int | date | None
ANSWER_OF = "value"  # of a row of the index of answers


@dataclass(frozen=True)
class Dimension:
    """path: what the database is asked for. key: the group that a value belongs to.

    say: a group as people read it. test: the condition that finds it. order: of the groups where
    they have one of their own; else the largest stand first. answer: the field of which the index
    of answers has the value, "" for a column.
    """

    name: str
    label: str
    path: str
    say: Callable[[Key], str]
    test: Callable[[Key], str]
    key: Callable[[object], Key] = lambda value: value or None  # type: ignore[assignment,return-value]
    order: Callable[[Key], object] | None = None
    answer: str = ""

    def over(self, rows: QuerySet[Record], name: str) -> tuple[QuerySet[Record], str]:
        """The rows, and the path (under `name`, for an answer) to what they are grouped by."""
        if not self.answer:
            return rows, self.path
        of_field = Q(indexed_answers__field=self.answer)
        joined = rows.annotate(**{name: FilteredRelation("indexed_answers", condition=of_field)})
        return joined, f"{name}__{self.path}"


def dimensions_of(kind: Kind, askable: Askable) -> dict[str, Dimension]:
    """Everything that lists of this kind are grouped by, by name."""
    if not kind.is_record:
        return {one.name: one for one in _of_parties(kind)}
    found = [
        _stage(askable),
        _colleague("owner", _("Owner"), "owner_id"),
        _text("team", _("Team"), "team_id", _names_of_teams),
        _text("country", _("Country"), "person__country"),
        _state(),
        _month(),
    ]
    if kind.name == "lead":
        found[2:2] = [
            _text("source", _("Source"), "lead__source__label"),
            _text("campaign", _("Campaign"), "lead__campaign"),
        ]
    return {one.name: one for one in (*found, *map(partial(_answer, askable), askable.groupable))}


def _of_parties(kind: Kind) -> list[Dimension]:
    found = [
        _text("country", _("Country"), "country"),
        _text("city", _("City"), "city"),
        _text("language", _("Language"), "language"),
    ]
    company = "company__" if kind.name == "person" else ""
    manager = f"{company}account_manager_id"
    found.append(_colleague("account manager", _("Account manager"), manager))
    if kind.name == "person":
        found.append(_text("company name", _("Company"), "company__name"))
    return found


def _answer(askable: Askable, field: Field) -> Dimension:
    """What was answered to a field; texts as they are compared, so that case makes no groups."""
    spoken = askable.spoken(field)
    choices = {normalised(choice): choice for choice in field.choices} or {"yes": "yes", "no": "no"}
    plain = field.kind in (FieldKind.CHOICE, FieldKind.YES_NO)

    def say(key: Key) -> str:
        text = str(key or "").partition(CUT)
        if not key:
            return _("unknown")
        return spoken.get(str(key)) or capfirst(f"{text[0]} …" if text[1] else text[0])

    def test(key: Key) -> str:
        if not key:
            return f"{field.label} unknown"
        if CUT in str(key):
            return f"{field.label} contains {quoted(str(key).partition(CUT)[0][:STEP])}"
        said = choices.get(str(key), str(key)) if plain else quoted(str(key))
        return f"{field.label} is {said}"

    return Dimension(
        field.name, askable.label(field), ANSWER_OF, say=say, test=test, answer=field.name
    )


def _stage(askable: Askable) -> Dimension:
    labels = dict(askable.stage_labels())
    places = {name: place for place, name in enumerate(labels)}
    return Dimension(
        name="stage",
        label=_("Stage"),
        path="stage",
        say=lambda key: labels.get(str(key), str(key)) if key else _("no stage"),
        test=lambda key: f"stage is {quoted(str(key))}" if key else "stage unknown",
        order=lambda key: places.get(str(key), len(places)),
    )


def _colleague(name: str, label: str, path: str) -> Dimension:
    people = cache(_people)

    def test(key: Key) -> str:
        return f"{name} is {quoted(people()[key].email)}" if key in people() else f"{name} unknown"

    return Dimension(
        name=name,
        label=label,
        path=path,
        say=lambda key: str(people()[key]) if key in people() else _("nobody"),
        test=test,
    )


def _people() -> Mapping[Key, User]:
    return {user.pk: user for user in User.objects.all()}


def _names_of_teams() -> Mapping[Key, str]:
    return dict(Team.objects.values_list("pk", "name"))


def _text(
    name: str, label: str, path: str, names: Callable[[], Mapping[Key, str]] | None = None
) -> Dimension:
    known = cache(names) if names else None

    def text(key: Key) -> str:
        return known().get(key, "") if known else str(key or "")

    return Dimension(
        name=name,
        label=label,
        path=path,
        say=lambda key: text(key) or _("unknown"),
        test=lambda key: f"{name} is {quoted(text(key))}" if text(key) else f"{name} unknown",
    )


def _state() -> Dimension:
    words = {"won": _("Won"), "lost": _("Lost"), "qualified": _("Qualified")}
    return Dimension(
        name="state",
        label=_("State"),
        path="outcome",
        say=lambda key: words.get(str(key), str(key)) if key else _("Open"),
        test=lambda key: f"outcome is {quoted(str(key))}" if key else "is open",
    )


def _month() -> Dimension:
    zone = cache(lambda: ZoneInfo(Firm.current().zone))

    def key(value: object) -> Key:
        assert isinstance(value, datetime)
        return value.astimezone(zone()).date().replace(day=1)

    def test(month: Key) -> str:
        assert isinstance(month, date)
        return f"opened in {MONTHS[month.month - 1]} {month.year}"

    return Dimension(
        name="month",
        label=_("Month of opening"),
        path="opened_at",
        say=lambda month: date_format(month, "YEAR_MONTH_FORMAT"),  # type: ignore[arg-type]
        test=test,
        key=key,
        order=lambda month: month,
    )
