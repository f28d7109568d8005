"""One row, post or object read by its mapping into what a lead is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from django.utils.translation import gettext as _

from leadline.access.models import User
from leadline.conditions.catalogue import Catalogue
from leadline.core.errors import Invalid
from leadline.intake.columns import Columns
from leadline.intake.dates import orders_of, read_moment
from leadline.intake.targets import ANSWER, SKIP
from leadline.leads.incoming import Incoming, Place
from leadline.parties.candidates import Candidate
from leadline.parties.normalise.text import comparable
from leadline.playbooks.definition import Process, Stage
from leadline.records.answers import NO, YES, read_answer
from leadline.work.results import CallResult

UNKEEPABLE = str.maketrans({"\x00": "\ufffd", **{chr(c): "\ufffd" for c in range(0xD800, 0xE000)}})


@dataclass(frozen=True)
class Ground:
    """What rows of one door or file are read upon.

    source: where leads come from that do not say it. people: colleagues by e-mail address and by
    name, comparable.
    """

    columns: Columns
    source: str
    process: Process
    catalogue: Catalogue
    zone: ZoneInfo
    people: Mapping[str, User] = field(default_factory=dict)
    placed: bool = False


@dataclass(frozen=True)
class Row:
    """A row that was read. call: the call result and the words it was read from."""

    incoming: Incoming
    call: tuple[CallResult, str] | None = None
    no_mail: bool = False
    no_call: bool = False


def read_row(given: Mapping[str, str], ground: Ground, received_at: datetime, key: str = "") -> Row:
    """given: texts by heading. key: the target that may not be blank, "" for none.

    Raises Invalid with what is wrong, by heading.
    """
    return _Reader(given, ground).row(received_at, key)


def country_of(text: str) -> str:
    """The ISO code of a country that is given by code or by its name; "" for anything else."""
    text = text.strip()
    if len(text) == 2 and text.isascii() and text.isalpha():
        return text.upper()
    return _countries().get(comparable(text), "")


class _Reader:
    """Reads one row, and keeps every mistake by its heading."""

    def __init__(self, given: Mapping[str, str], ground: Ground) -> None:
        self.ground = ground
        self.wrong: dict[str, str] = {}
        self.values: dict[str, list[tuple[str, str]]] = {}
        self.texts = {
            heading: text.translate(UNKEEPABLE).strip() for heading, text in given.items()
        }
        columns = ground.columns
        for heading, text in self.texts.items():
            target = columns.targets.get(heading, SKIP)
            if target != SKIP and text and comparable(text) not in columns.blanks:
                self.values.setdefault(target, []).append((heading, text))

    def row(self, received_at: datetime, key: str) -> Row:
        received_at = self.moment("received on") or received_at
        incoming = Incoming(
            self.candidate(),
            source=self.one("source") or self.ground.source,
            number=self.one("number"),
            received_at=received_at,
            campaign=self.one("campaign"),
            landing_page=self.one("landing page"),
            referrer=self.one("referrer"),
            language=self.one("language"),
            message="\n".join(text for _heading, text in self.values.get("message", ())),
            consent=self.one("consent"),
            may_email=self.may_email(),
            answers=self.answers(),
            place=self.place(received_at) if self.ground.placed else None,
        )
        if key and not self.one(key):
            self.wrong[key] = _("This is blank, and it is what names a row.")
        if not incoming.number and _is_blank(incoming.candidate):
            self.wrong.setdefault("", _("Nothing here says who this is."))
        if self.wrong:
            told = [f"{name}: {what}" if name else what for name, what in self.wrong.items()]
            raise Invalid(" ".join(told), self.wrong)
        return Row(incoming, self.call(), self.is_yes("do not e-mail"), self.is_yes("do not call"))

    def one(self, target: str) -> str:
        values = self.values.get(target, ())
        return values[0][1] if values else ""

    def is_yes(self, target: str) -> bool:
        return comparable(self.one(target)) in YES

    def may_email(self) -> bool:
        """Only a plain no takes away the basis that an inquiry gives."""
        text = comparable(self.one("may e-mail"))
        if text and text not in YES | NO:
            heading, given = self.values["may e-mail"][0]
            self.wrong[heading] = _("“%(text)s” is neither yes nor no.") % {"text": given[:40]}
        return text not in NO

    def candidate(self) -> Candidate:
        number = self.one("company number")
        plain: dict[str, Any] = {name: self.one(target) for name, target in _PLAIN.items()}
        return Candidate(
            **plain,
            emails=tuple(text for _heading, text in self.values.get("e-mail", ())),
            phones=tuple(text for _heading, text in self.values.get("phone", ())),
            country=country_of(self.one("country")),
            born_on=self.day("born on"),
            company_external=((self.ground.source, number),) if number else (),
        )

    def answers(self) -> dict[str, object]:
        """Answers by field; what no field of the playbook is called is kept as text."""
        found: dict[str, object] = {}
        for target, values in self.values.items():
            if not target.startswith(ANSWER):
                continue
            name, (heading, text) = target.removeprefix(ANSWER), values[0]
            field = self.ground.catalogue.get(name)
            try:
                found[field.name if field else name] = read_answer(field, text) if field else text
            except Invalid as invalid:
                self.wrong[heading] = invalid.sentence
        if _is_blank(self.candidate()):  # nobody is there yet to whom the wish could belong
            found |= {wish: True for wish in WISHES if self.is_yes(wish)}
        return found

    def place(self, received_at: datetime) -> Place | None:
        """Where it stands: by its own stage, by the column that says so, or where the rest goes."""
        columns, name = self.ground.columns, self._standing()
        stage = stage_named(self.ground.process, name)
        if stage is None:
            heading = columns.placed_by or next(iter(columns.of("stage")), "")
            known = ", ".join(self.ground.process.stages)
            told = _("“%(stage)s” is no stage here. There are: %(known)s.")
            self.wrong[heading] = told % {"stage": name, "known": known}
            return None
        return Place(stage.name, stage.outcome, self.moment("since") or received_at, self.owner())

    def _standing(self) -> str:
        columns, name = self.ground.columns, self.one("stage")
        if columns.placed_by and (not name or columns.targets.get(columns.placed_by) == "stage"):
            name = columns.stages.get(comparable(self.texts.get(columns.placed_by, "")), "")
        return name or columns.otherwise

    def owner(self) -> User | None:
        named = comparable(self.one("owner"))
        if named and named not in self.ground.people:
            heading = self.values["owner"][0][0]
            told = _("Nobody here is called %(name)s or has it as an address.")
            self.wrong[heading] = told % {"name": named[:100]}
        return self.ground.people.get(named)

    def call(self) -> tuple[CallResult, str] | None:
        """Only what the mapping calls a result is one; other words in that column are none."""
        text = self.one("call result")
        result = self.ground.columns.call_results.get(comparable(text))
        return (result, text) if result else None

    def day(self, target: str) -> date | None:
        moment = self.moment(target)
        return moment.astimezone(self.ground.zone).date() if moment else None

    def moment(self, target: str) -> datetime | None:
        if target not in self.values:
            return None
        heading, text = self.values[target][0]
        orders = [self.ground.columns.dates] if self.ground.columns.dates else orders_of([text])
        try:
            [order] = orders
            return read_moment(text, order, self.ground.zone)
        except ValueError:
            self.wrong[heading] = _("“%(text)s” is no day as this file writes them.") % {
                "text": text[:40]
            }
            return None


WISHES = ("do not e-mail", "do not call")
_PLAIN = {
    "name": "name",
    "given": "given name",
    "family": "family name",
    "company": "company",
    "website": "website",
    "job_title": "job title",
    "language": "language",
    "city": "city",
    "region": "region",
    "postcode": "postcode",
    "street": "street",
}


def stage_named(process: Process, name: str) -> Stage | None:
    """The stage or end of this name, however it is written."""
    wanted = comparable(name)
    return next((one for one in process.stages.values() if comparable(one.name) == wanted), None)


def _is_blank(candidate: Candidate) -> bool:
    named = (candidate.name, candidate.given, candidate.family, candidate.company)
    return not any((*named, candidate.website, *candidate.emails, *candidate.phones))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in ("en", "zh_Hans", "zh_Hant", "de", "fr", "es", "it", "pt", "nl", "ja"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2:
                names.setdefault(comparable(name), code)
    return names | {"usa": "US", "uk": "GB", "prc": "CN", "uae": "AE", "great britain": "GB"}
